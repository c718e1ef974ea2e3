using System.Collections.Immutable;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Skywave.Office;

/// <summary>One question and who asks it.</summary>
internal sealed class Visit(HttpContext context, OfficeDb db, OfficeParts parts, TimeProvider clock)
{
    public HttpContext Context { get; } = context;

    public OfficeDb Db { get; } = db;

    public OfficeParts Parts { get; } = parts;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public CancellationToken Stop => Context.RequestAborted;

    /// <summary>Who asks; null for somebody who is not signed in.</summary>
    public Person? Person { get; init; }

    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>Of a route with <c>{id}</c>.</summary>
    public ManuscriptRow? Row { get; set; }

    /// <summary>Of a route with <c>{picture}</c>.</summary>
    public PictureRow? PictureRow { get; set; }

    public PictureRow Picture => PictureRow ?? throw new InvalidOperationException("this route has no picture");

    public ManuscriptRow Manuscript => Row ?? throw new InvalidOperationException("this route has no manuscript");

    public Person Me => Person ?? throw new InvalidOperationException("this route is for people who are signed in");

    public Actor Actor => new(Me.Id, Grants);

    /// <summary>Sentences of the office's pages in this person's language.</summary>
    public OfficeWords Words => OfficeWords.For(Person?.Language);

    public string T(string english) => Words.Say(english);

    /// <summary>What was found in a text, in this person's language.</summary>
    public CheckedText Said(CheckedText looked) => looked with { Mistakes = Said(looked.Mistakes), Remarks = Said(looked.Remarks) };

    private ImmutableArray<TextRemark> Said(ImmutableArray<TextRemark> remarks) => [.. remarks.Select(r => r with { Sentence = T(r.Sentence) })];

    public bool May(Permission permission, string? desk = null) => Grants.Any(g => g.Allows(permission, desk));

    /// <summary>The desks at which this person may do something, in the newsroom's order.</summary>
    public IEnumerable<OfficeDesk> DesksFor(Permission permission) => Parts.Desks.Where(d => May(permission, d.Tag));

    public OfficeDesk Desk(string tag) => Parts.Desks.FirstOrDefault(d => d.Tag == tag) ?? new OfficeDesk(tag, tag, "auto");

    public string RouteText(string name) => Context.Request.RouteValues[name] as string ?? "";

    /// <summary>The manuscript's text in a version; empty where there is none.</summary>
    public Task<string> TextAsync(int version) => SavedText.AtAsync(Db, Manuscript.Id, version, Stop);

    /// <summary>A field of the form that was sent, or empty.</summary>
    public string Field(string name) => Context.Request.HasFormContentType && Context.Request.Form.TryGetValue(name, out var value) ? value.ToString() : "";

    /// <summary>A word behind the question mark, or empty.</summary>
    public string Query(string name) => Context.Request.Query[name].ToString();

    /// <summary>True for a script of ours: it is answered with JSON.</summary>
    public bool WantsJson => Context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);

    /// <summary>What a form must send back, so that no other site can send it.</summary>
    public string FormToken() => Context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(Context).RequestToken!;

    /// <summary>Leads on after a form: a page that is loaded again sends nothing twice.</summary>
    public Task GoAsync(string path)
    {
        Context.Response.StatusCode = StatusCodes.Status303SeeOther;
        Context.Response.Headers.Location = path;
        return Task.CompletedTask;
    }
}
