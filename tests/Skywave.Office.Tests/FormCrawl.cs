using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Skywave.Office.Tests;

/// <summary>
/// Goes through an office as somebody who is signed in: every page that a link leads to, and every form on them. What it types breaks out of whatever is not encoded, names the field that it was typed into,
/// and is looked for on every page that comes back.
/// </summary>
internal sealed partial class FormCrawl(Browsing who)
{
    private const int PagesAtMost = 400;
    private const int AlikeAtMost = 12;

    private readonly HtmlParser _parser = new();
    private readonly List<string> _fields = [];
    private readonly HashSet<string> _forms = [];

    /// <summary>Fields whose words stood on some page, as words: their form's address and their name.</summary>
    public HashSet<string> Shown { get; } = [];

    /// <summary>Fields that were typed into.</summary>
    public IEnumerable<string> Typed => _fields.Distinct();

    /// <summary>What is wrong: an element or attribute that came from a field, or an address that is a script.</summary>
    public List<string> Wrong { get; } = [];

    public int Pages { get; private set; }

    /// <summary>Fills and sends each form of every page once by itself, once for each of its fields.</summary>
    /// <param name="skips">Forms that are left alone, by address.</param>
    /// <param name="more">Pages that no link leads to.</param>
    public async Task FillAsync(Func<string, bool> skips, params string[] more) => await WalkAsync(more, async (path, page) =>
    {
        foreach (var form in page.QuerySelectorAll<IHtmlFormElement>("form[method=post]"))
        {
            var action = Address(form.GetAttribute("action"), path);
            string[] buttons = [.. form.QuerySelectorAll("button").Select(b => b.GetAttribute("name") is { } name ? $"{name}={b.GetAttribute("value")}" : "").DefaultIfEmpty("").Distinct()];
            foreach (var button in buttons.Where(b => !skips(action + "?" + b) && _forms.Add($"{Shape(action)} {b} {string.Join(',', Texts(form).Select(f => f.GetAttribute("name")))}")))
            {
                await SendAsync(form, action, button, null);
                foreach (var field in Texts(form).Take(12))
                {
                    await SendAsync(form, action, button, field);
                }
            }
        }
    });

    /// <summary>Looks at every page.</summary>
    public Task LookAsync(params string[] more) => WalkAsync(more, (_, _) => Task.CompletedTask);

    private async Task WalkAsync(string[] more, Func<string, IDocument, Task> visit)
    {
        Queue<string> waiting = new(["/", .. more]);
        HashSet<string> known = [.. waiting];
        Dictionary<string, int> alike = [];
        for (var pages = 0; waiting.TryDequeue(out var path) && pages < PagesAtMost; pages++)
        {
            if (await SeeAsync(await who.GetAsync(path), path) is not { } page)
            {
                continue;
            }
            await visit(path, page);
            foreach (var next in page.QuerySelectorAll("a[href], iframe[src]").Select(a => Address(a.GetAttribute("href") ?? a.GetAttribute("src"), path)).Where(a => a.StartsWith('/') && !NoPage().IsMatch(a)))
            {
                var shape = Shape(next);
                if (alike.GetValueOrDefault(shape) < AlikeAtMost && known.Add(next))
                {
                    alike[shape] = alike.GetValueOrDefault(shape) + 1;
                    waiting.Enqueue(next);
                }
            }
        }
    }

    /// <summary>Sends a form: all its fields hostile, or one of them and the others as they are.</summary>
    private async Task SendAsync(IHtmlFormElement form, string action, string button, IElement? only)
    {
        Dictionary<string, string> sent = [];
        foreach (var field in form.QuerySelectorAll("[name]").Where(f => f.LocalName != "button"))
        {
            var name = field.GetAttribute("name")!;
            if (field is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" })
            {
                continue;
            }
            sent[name] = Texts(form).Contains(field) && (only is null || only == field) ? Hostile(Shape(action) + " " + name, field) : Usual(field);
        }
        if (button.Split('=', 2) is [var does, var value])
        {
            sent[does] = value;
        }
        HttpContent content = new FormUrlEncodedContent(sent);
        if (form.QuerySelector("input[type=file]") is not null)
        {
            var parts = new MultipartFormDataContent { { new ByteArrayContent([.. "picture "u8, .. Guid.NewGuid().ToByteArray()]), "file", Hostile(Shape(action) + " file", form).Replace("\"", "", StringComparison.Ordinal) + ".jpg" } };
            foreach (var (name, words) in sent)
            {
                parts.Add(new StringContent(words), name);
            }
            content = parts;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, action) { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var seen = await who.SendAsync(request);
        if (seen.Status >= HttpStatusCode.InternalServerError)
        {
            Wrong.Add($"{(int)seen.Status} of {action} {button} {only?.GetAttribute("name")}");
        }
        await SeeAsync(seen, $"{action} {button} {only?.GetAttribute("name")}");
        if (seen.Location is { } next)
        {
            await SeeAsync(await who.GetAsync(next.ToString()), next.ToString());
        }
    }

    // A number of its own for each time, so that it is known whose words stand on a page.
    private string Hostile(string field, IElement of)
    {
        _fields.Add(field);
        var words = $"\"'></textarea></title><xss-{_fields.Count - 1} onxss>";
        return field.EndsWith("url", StringComparison.Ordinal) || of.GetAttribute("type") == "url" ? "javascript:" + words : words;
    }

    // Where a number is asked for, or a day, that it is; the rest of a form has to be good for one field's words to be kept.
    private static string Usual(IElement field) => field switch
    {
        IHtmlInputElement { Type: "date" } => "2027-01-01",
        IHtmlInputElement { Type: "number" } => "1",
        IHtmlInputElement { Type: "hidden" or "checkbox" or "radio" } input => input.Value,
        IHtmlInputElement { Value.Length: > 0 } input => input.Value,
        IHtmlTextAreaElement { Value.Length: > 0 } area => area.Value,
        IHtmlSelectElement select => select.Options.Select(o => o.Value).LastOrDefault(v => v.Length > 0) ?? "",
        _ => field.HasAttribute("required") ? "words" : "",
    };

    private static IEnumerable<IElement> Texts(IHtmlFormElement form) =>
        form.QuerySelectorAll("textarea[name], input[name]").Where(f => f is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" or "search" or "url" or "date" or "datetime-local" or "number" or "password" });

    private async Task<IDocument?> SeeAsync(Seen seen, string where)
    {
        if (!seen.Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/html", StringComparison.Ordinal))
        {
            return null;
        }
        Pages++;
        var page = await _parser.ParseDocumentAsync(seen.Body);
        foreach (var element in page.All)
        {
            var isMade = element.LocalName.StartsWith("xss", StringComparison.OrdinalIgnoreCase) || element.Attributes.Any(a => a.Name.StartsWith("onxss", StringComparison.OrdinalIgnoreCase) || a.Name.StartsWith("<xss", StringComparison.OrdinalIgnoreCase));
            var isScript = element.Attributes.Any(a => a.Name is "href" or "src" or "action" or "formaction" && a.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
            if (isMade || isScript || (element.LocalName == "script" && element.TextContent.Length > 0))
            {
                Wrong.Add($"{where}: {element.OuterHtml[..Math.Min(element.OuterHtml.Length, 160)]}");
            }
        }
        Shown.UnionWith(Marks().Matches(string.Join(' ', page.All.SelectMany(e => e.Attributes.Select(a => a.Value)).Append(page.DocumentElement.TextContent))).Select(m => _fields[int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)]));
        return page;
    }

    private static string Address(string? href, string path) => href is null ? path : href.StartsWith('?') ? path.Split('?')[0] + href : href.Split('#')[0] is { Length: > 0 } address ? address : path;

    // An address without what tells one text from another.
    private static string Shape(string address) => Ids().Replace(address, "{}");

    [GeneratedRegex("<xss-([0-9]+) ")]
    private static partial Regex Marks();

    [GeneratedRegex("[0-9a-f]{16,64}|(?<==)[^&]*")]
    private static partial Regex Ids();

    [GeneratedRegex("^/(?:media/|pictures/[^/]+/file/|sign-out|welcome/|[a-z0-9-]+\\.(?:css|js|svg|ico)$)")]
    private static partial Regex NoPage();
}
