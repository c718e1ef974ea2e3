using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>An office that is served, with somebody in every role at the Persian desk, and one person who may everything: all of them signed in.</summary>
public sealed class Staff : IAsyncLifetime
{
    private const string Passphrase = "four words nobody says together";

    private readonly Dictionary<Role, Browsing> _people = [];

    public TestOffice Office { get; private set; } = null!;

    /// <summary>The first person: operator, desk editor and publisher at every desk.</summary>
    public Browsing First { get; private set; } = null!;

    public Browsing As(Role role) => _people[role];

    public async ValueTask InitializeAsync()
    {
        Office = await TestOffice.ServeAsync();
        First = new Browsing(Office.Site.Address);
        await First.WelcomeAsync(Office.Site.FirstLink!, Passphrase);
        foreach (var role in Enum.GetValues<Role>())
        {
            _people[role] = await HireAsync(role.ToString().ToLowerInvariant(), new Grant("fa", role));
        }
    }

    /// <summary>Invites somebody and lets them sign in.</summary>
    public async Task<Browsing> HireAsync(string handle, params Grant[] grants)
    {
        var link = await First.PostAsync("/people", new() { ["handle"] = handle, ["name"] = handle });
        var address = link.Body[(link.Body.IndexOf("tabindex=\"0\">", StringComparison.Ordinal) + 13)..].Split('<')[0];
        var browsing = new Browsing(Office.Site.Address);
        await using (var db = Office.Open())
        {
            var person = await db.Users.SingleAsync(p => p.UserName == handle);
            await Invite.GrantAsync(db, person, grants, "program", Office.Clock.GetUtcNow(), default);
        }
        await browsing.WelcomeAsync(address, Passphrase);
        return browsing;
    }

    /// <summary>A manuscript at a desk, in a stage; written by the first person.</summary>
    internal async Task<string> ManuscriptAsync(string desk, Stage stage = Stage.Draft, string text = "A headline\n\nA text.\n")
    {
        await using var db = Office.Open();
        var id = await BeginManuscript.RunAsync(db, Office.Parts, desk, text, asIdea: false, null, "program", Office.Clock.GetUtcNow(), default);
        var row = await db.Manuscripts.SingleAsync(m => m.Id == id);
        row.Stage = stage;
        row.Published = stage is Stage.Published or Stage.Correcting ? 1 : 0;
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>A picture in a desk's library, added by nobody who signs in: faces looked for, terms written down.</summary>
    internal async Task<string> PictureAsync(string desk, Action<PictureRow>? change = null)
    {
        await using var db = Office.Open();
        var file = System.Text.Encoding.UTF8.GetBytes("picture " + Guid.NewGuid());
        var words = new PictureWords("A bridge", "The bridge at noon", "A. Person", "", "", "Own picture", "", "");
        var (id, _, why) = await AddPicture.RunAsync(db, Office.Parts, desk, file, "a.jpg", words, "program", Office.Clock.GetUtcNow(), default);
        Assert.Null(why);
        var row = await db.Pictures.SingleAsync(p => p.Id == id);
        row.Faces = Faces.None;
        change?.Invoke(row);
        await db.SaveChangesAsync();
        return row.Id;
    }

    internal async Task<ManuscriptRow> RowAsync(string id)
    {
        await using var db = Office.Open();
        return await db.Manuscripts.AsNoTracking().SingleAsync(m => m.Id == id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browsing in _people.Values.Append(First))
        {
            browsing.Dispose();
        }
        await Office.DisposeAsync();
    }
}
