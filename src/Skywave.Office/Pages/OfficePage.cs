using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Skywave.Office.Pages;

/// <summary>What every template of the office sees. Templates are public because their generator makes them so; what they show is not, and C# knows no <c>required</c> for that: each page is made in one place.</summary>
public abstract record OfficePage
{
    internal Visit Visit { get; init; } = null!;

    /// <summary>What the window is called, in English; pages say it in the person's language.</summary>
    internal abstract string Title { get; }

    internal Frame Frame => new() { Visit = Visit, Title = Visit.T(Title) };

    internal string T(string english) => Visit.T(english);

    /// <summary>The hidden field of every form.</summary>
    internal HtmlString Token => Frame.TokenOf(Visit);

    /// <summary>From what was to what is, in the direction that the page is read.</summary>
    internal string Arrow => Visit.Words.Direction == "rtl" ? " ← " : " → ";

    /// <summary>A time as everybody reads it alike.</summary>
    internal static string When(long seconds) => Apart(DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " UTC");

    /// <summary>A day as everybody reads it alike; nothing for none.</summary>
    internal static string Day(DateOnly? day) => day is null ? "" : Apart(Review.Say(day));

    // Behind Arabic letters a date's parts would stand the other way round.
    private static string Apart(string date) => $"\u2066{date}\u2069";
}

/// <summary>What stands around a page.</summary>
public sealed record Frame
{
    // Text of every script stays itself; what could be markup does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    internal Visit Visit { get; init; } = null!;

    internal string Title { get; init; } = null!;

    internal string Here => Visit.Context.Request.Path.Value ?? "/";

    internal HtmlString Token => TokenOf(Visit);

    /// <summary>The ways that this person may go.</summary>
    internal IEnumerable<(string Path, string Name)> Ways =>
        new (string Path, string Name, bool IsOpen)[]
        {
            ("/", "Board", Visit.May(Permission.Read)),
            ("/new", "New text", Visit.May(Permission.Write)),
            ("/flash", "Flash", Visit.May(Permission.Flash)),
            ("/front", "Front", Visit.May(Permission.Curate)),
            ("/archive", "Archive", Visit.May(Permission.Read)),
            ("/pictures", "Pictures", Visit.May(Permission.Write) || Visit.May(Permission.Pictures)),
            ("/due", "Look again", Visit.May(Permission.Read)),
            ("/edition", "Edition", Visit.May(Permission.Publish) || Visit.May(Permission.Carriers)),
            ("/take-out", "Take a name out", TakeOutRoutes.May(Visit)),
            ("/people", "People", true),
            ("/trail", "Trail", Visit.May(Permission.Trail) || Visit.May(Permission.Edit)),
        }.Where(w => w.IsOpen).Select(w => (w.Path, w.Name));

    internal static HtmlString TokenOf(Visit visit) => new($"<input type=\"hidden\" name=\"{Antiforgeries.Field}\" value=\"{Encoder.Encode(visit.FormToken())}\">");

    internal static async Task SendAsync(HttpContext context, RazorSlice slice)
    {
        // Whole before it is sent: what fails half-way is an error and no half page.
        using var page = new MemoryStream();
        var writer = PipeWriter.Create(page, new StreamPipeWriterOptions(leaveOpen: true));
        using (slice)
        {
            await slice.RenderAsync(writer, Encoder, context.RequestAborted).ConfigureAwait(false);
        }
        await writer.CompleteAsync().ConfigureAwait(false);
        (context.Response.ContentType, context.Response.ContentLength) = ("text/html; charset=utf-8", page.Length);
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(page.GetBuffer().AsMemory(0, (int)page.Length), context.RequestAborted).ConfigureAwait(false);
    }
}

/// <summary>One sentence and where to go.</summary>
public sealed record SayPage : OfficePage
{
    internal string What { get; init; } = null!;

    internal string Do { get; init; } = null!;

    internal override string Title => What;
}
