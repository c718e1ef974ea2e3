using Skywave.Intake.Html;

namespace Skywave.Intake.Ninjs;

/// <summary>
/// The texts of an item: headlines, descriptions and bodies, by role. 1.x puts the role into the name
/// (<c>body_html</c>), 2.x and 3.x beside the value.
/// </summary>
internal sealed record NinjsTexts
{
    public string? Headline { get; private init; }
    public string? Short { get; private init; }
    public string? Deck { get; private init; }
    public string? Caption { get; private init; }
    public string? Alt { get; private init; }
    public string? Credit { get; private init; }
    public string? Body { get; private init; }
    public bool BodyIsHtml { get; private init; }

    /// <summary>One text with its role and whether it is HTML.</summary>
    private sealed record Value(string Role, string Text, bool Html);

    public static NinjsTexts Read(Members item, Notes notes)
    {
        var headlines = Values(item, "headline", "headlines");
        var descriptions = Values(item, "description", "descriptions");
        var bodies = Values(item, "body", "bodies").Where(b => b.Text.Length > 0).ToList();
        var body = bodies.FirstOrDefault(b => b.Html) ?? bodies.FirstOrDefault(b => b.Role is "main" or "text" or "") ?? bodies.FirstOrDefault();
        var main = Role(headlines, "main", "") ?? headlines.FirstOrDefault(h => h.Role is not "short") ?? headlines.FirstOrDefault();
        var deck = Role(descriptions, "standfirst", "summary", "lead", "deck", "text", "", "main", "html");
        if (body is null && deck is null && descriptions.Count > 0)
        {
            deck = descriptions.FirstOrDefault(d => d.Role is not ("caption" or "creditline" or "alttext"));
        }
        notes.Drop("further headline", headlines.Count(h => h != main && h.Role is not "short"));
        notes.Drop("further body of the same item", bodies.Count(b => b != body));
        return new NinjsTexts
        {
            Headline = Plain(main, notes),
            Short = Plain(Role(headlines, "short"), notes),
            Deck = Plain(deck, notes),
            Caption = Plain(Role(descriptions, "caption", "caption_text") ?? deck, notes),
            Alt = Plain(Role(descriptions, "alttext", "alt", "alt_text"), notes),
            Credit = Plain(Role(descriptions, "creditline", "credit"), notes),
            Body = body?.Text,
            BodyIsHtml = body?.Html ?? false,
        };
    }

    private static Value? Role(List<Value> values, params string[] roles) =>
        roles.Select(r => values.FirstOrDefault(v => v.Role == r && v.Text.Length > 0)).FirstOrDefault(v => v is not null);

    private static string? Plain(Value? value, Notes notes) => value is null ? null
        : CleanText.LineOrNull(value.Html ? HtmlBlocks.Text(value.Text, notes) : value.Text, notes);

    private static List<Value> Values(Members item, string one, string many)
    {
        List<Value> values = [];
        foreach (var name in item.Names.Where(n => n == one || (n.StartsWith(one, StringComparison.Ordinal) && n.Length > one.Length && n[one.Length] is '_' or '-')).ToList())
        {
            var role = name.Length > one.Length ? name[(one.Length + 1)..] : "";
            if (name.Length > one.Length && (name[one.Length] != '_' || role.Length == 0 || !(char.IsAsciiLetterOrDigit(role[0]) || role[0] == '_')))
            {
                item.Wrong(name, "a name that ninjs allows");
            }
            else if (item.Text(name) is { } text)
            {
                values.Add(new Value(role, text, role.Contains("html", StringComparison.Ordinal)));
            }
        }
        foreach (var (_, part) in item.Objects(many))
        {
            var (role, kind) = (part.Text("role")?.ToLowerInvariant() ?? "", part.Text("contenttype")?.ToLowerInvariant() ?? "");
            if (part.Text("value") is { } text)
            {
                var html = kind.Contains("html", StringComparison.Ordinal) || role.Contains("html", StringComparison.Ordinal)
                    || kind.Contains("nitf", StringComparison.Ordinal) || (kind.Length == 0 && text.Contains("<p", StringComparison.Ordinal));
                values.Add(new Value(role, text, html));
            }
            item.Take(part);
        }
        return values;
    }
}
