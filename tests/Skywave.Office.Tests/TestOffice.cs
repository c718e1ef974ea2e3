using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.Intake.Plain;
using Skywave.Words;

namespace Skywave.Office.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class StandingClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}

/// <summary>An office in a folder of its own. What other rooms do for it is done by functions that keep what they were given.</summary>
public sealed class TestOffice : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skywave-test-office-").FullName;
    private OfficeSite? _site;

    /// <summary>The session's cookies go by the machine's clock, so an office that is served begins now.</summary>
    public StandingClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    /// <summary>What was handed over, in order.</summary>
    public List<Manuscript> Given { get; } = [];

    public List<(string Id, string Sentence)> Withdrawn { get; } = [];

    public int Editions { get; private set; }

    /// <summary>What was put on fronts, by desk. Of articles whose id begins with g nothing is known any more.</summary>
    public Dictionary<string, CuratedFront> Fronts { get; } = [];

    /// <summary>Why the next texts are refused; empty: they are taken.</summary>
    public ImmutableArray<string> Reasons { get; set; } = [];

    /// <summary>What a text's pictures take.</summary>
    public Func<CancellationToken, Task> Preparing { get; set; } = _ => Task.CompletedTask;

    public Dictionary<(string Id, int Number), RecordedGrant> Grants { get; } = [];

    public List<(string Id, RecordedPerson Person)> Protected { get; } = [];

    public Dictionary<(string Desk, string Id), Skywave.Words.Notice> Notices { get; } = [];

    public string Folder => _folder;

    public string Library => Path.Combine(_folder, "library");

    /// <summary>What Writing has and never published.</summary>
    public List<string> Drafts { get; } = [];

    /// <summary>Working copies that nothing was to be left of.</summary>
    public List<(string Hash, string Origin)> Forgotten { get; } = [];

    public OfficeSite Site => _site ?? throw new InvalidOperationException("this office is not served");

    public OfficeParts Parts => new()
    {
        Newsroom = "The <Paper>",
        Desks = [new("en", "English", "ltr"), new("fa", "فارسی", "rtl"), new("ru", "Русский", "ltr")],
        Check = Check,
        Outline = text => text.Split('\n').Contains("wrong") || StoryText.Outline(text) is not { } read ? null : new TextOutline(read.Front, read.Headline, [.. read.Blocks.Select(b => new OutlinedBlock(b.Line, b.Source, b.Block))]),
        Claims = text => [.. ClaimLines.Of(text).Select(c => new TextClaim(c.Line, c.Claim))],
        ClaimLine = ClaimLines.Write,
        Preview = (text, _) => Task.FromResult<byte[]?>(System.Text.Encoding.UTF8.GetBytes($"<!doctype html><title>preview</title><p>{System.Net.WebUtility.HtmlEncode(text.Text)}")),
        Prepare = async (text, stop) =>
        {
            await Preparing(stop);
            return _ =>
            {
                if (Reasons.IsEmpty)
                {
                    Given.Add(text);
                }
                return Task.FromResult(new HandedOver(Reasons, []));
            };
        },
        Withdraw = (text, sentence, _) =>
        {
            Withdrawn.Add((text.Id, sentence));
            return Task.FromResult(new HandedOver([], []));
        },
        Find = (desk, words, _) => Task.FromResult<ImmutableArray<OutsideArticle>>([new("aaaaaaaaaaaaaaaa", desk, "From the archive " + words)]),
        Front = new FrontParts
        {
            Read = (desk, _) => Task.FromResult(Fronts.GetValueOrDefault(desk, CuratedFront.Nothing)),
            Put = (desk, front, _) =>
            {
                if (Reasons.IsEmpty)
                {
                    Fronts[desk] = front;
                }
                return Task.FromResult(Reasons);
            },
            Preview = (desk, front, _) => Task.FromResult(System.Text.Encoding.UTF8.GetBytes($"<!doctype html><title>front of {desk}</title><p>{front.Articles.Count()} pinned")),
            Named = (desk, ids, _) => Task.FromResult<ImmutableArray<OutsideArticle>>([.. ids.Where(id => id[0] != 'g').Select(id => new OutsideArticle(id, desk, "Story <" + id[0] + ">"))]),
        },
        Open = (id, _) => Task.FromResult(id == "aaaaaaaaaaaaaaaa" ? new OpenedArticle("fa", "a story", "elsewhere:1", "From the archive\n\nText.\n") : null),
        Sources = new SourceParts(
            (of, _) => Task.FromResult(new RecordedSources([.. Grants.Where(g => g.Key.Id == of.Id).Select(g => g.Value)], [.. Protected.Where(p => p.Id == of.Id).Select(p => p.Person)])),
            (of, grant, _) =>
            {
                Grants[(of.Id, grant.Number)] = grant;
                return Task.CompletedTask;
            },
            (of, identity, why, _) =>
            {
                Protected.Add((of.Id, new RecordedPerson(Protected.Count + 1, identity, why)));
                return Task.CompletedTask;
            }),
        Notices = new NoticeParts(
            (desks, _) => Task.FromResult<ImmutableArray<DeskNotices>>([.. desks.Select(desk => new DeskNotices([.. Notices.Where(n => n.Key.Desk == desk).Select(n => n.Value)], [], [new StandingPage("about", "bbbbbbbbbbbbbbbb"), new StandingPage("privacy", null)]))]),
            (desk, notice, _) =>
            {
                Notices[(desk, notice.Id)] = notice;
                return Task.FromResult<ImmutableArray<string>>(notice.Designation.Length > 0 ? [] : ["a notice needs a designation"]);
            },
            (desk, id, _) => Task.FromResult(Notices.Remove((desk, id)))),
        Carriers = (mirrorsToo, _) => Task.FromResult<ImmutableArray<CarrierState>>(
        [
            new("public", IsMirror: false) { Number = 7, Cut = Clock.GetUtcNow(), LookedAt = Clock.GetUtcNow() },
            mirrorsToo ? new("https://mirror.example/", IsMirror: true) { Number = 5, LookedAt = Clock.GetUtcNow(), Took = TimeSpan.FromMilliseconds(80) } : new("https://mirror.example/", IsMirror: true),
        ]),
        Publish = _ => Task.FromResult(new PublishedEdition(++Editions, null)),
        MediaFolder = _folder,
        TakePicture = TakePictureAsync,
        FramePicture = (hash, focus, _) => Task.FromResult<byte[]?>(File.Exists(Path.Combine(Library, hash + ".jpg")) ? System.Text.Encoding.UTF8.GetBytes($"frame {focus?.X} {focus?.Y}") : null),
        ForgetPicture = (hash, origin, _) =>
        {
            Forgotten.Add((hash, origin));
            return Task.FromResult(true);
        },
        DropDrafts = (holds, _) => Task.FromResult(Drafts.RemoveAll(draft => holds(draft))),
        LibraryFolder = Library,
    };

    /// <summary>One that is served, and its first person signed in.</summary>
    public static async Task<TestOffice> ServeAsync()
    {
        var office = new TestOffice();
        office._site = await OfficeSite.StartAsync(office._folder, new Uri("http://127.0.0.1:0"), null, office.Parts, office.Clock, CancellationToken.None);
        return office;
    }

    /// <summary>One without a site, its database made.</summary>
    public static TestOffice Make()
    {
        var office = new TestOffice();
        using var db = office.Open();
        OfficeFile.Ensure(db, office._folder);
        return office;
    }

    internal OfficeDb Open() => new(new DbContextOptionsBuilder<OfficeDb>().UseSqlite(OfficeFile.ConnectionString(_folder)).Options);

    /// <summary>Somebody with these roles and no way to sign in: for tests of rules.</summary>
    internal async Task<Actor> HireAsync(string handle, params Grant[] grants)
    {
        await using var db = Open();
        var (id, _, why) = await Invite.RunAsync(db, handle, handle, "program", Clock.GetUtcNow(), default);
        Assert.Null(why);
        await Invite.GrantAsync(db, await db.Users.SingleAsync(p => p.Id == id), grants, "program", Clock.GetUtcNow(), default);
        return new Actor(id!, [.. grants]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    // What begins with "picture" is one; "with place" had two entries of a place.
    private async Task<TakenPicture> TakePictureAsync(ReadOnlyMemory<byte> file, string ending, CancellationToken stop)
    {
        var text = System.Text.Encoding.UTF8.GetString(file.Span);
        if (!text.StartsWith("picture", StringComparison.Ordinal))
        {
            return new TakenPicture("it is not a picture in JPEG, PNG, WebP, GIF or AVIF", "", 0, 0, []);
        }
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Span));
        Directory.CreateDirectory(Library);
        await File.WriteAllTextAsync(Path.Combine(Library, hash + ".jpg"), "whole " + ending, stop);
        await File.WriteAllTextAsync(Path.Combine(Library, hash + "-small.jpg"), "small", stop);
        return new TakenPicture(null, hash, 2000, 1000, text.Contains("with place", StringComparison.Ordinal) ? [new("place", 2), new("device", 5)] : []);
    }

    // The first line is the headline; a line "wrong" is a mistake.
    private static CheckedText Check(Manuscript manuscript)
    {
        var lines = manuscript.Text.Split('\n');
        return new CheckedText(lines.FirstOrDefault(l => l.Length > 0 && l != "---" && !l.Contains(": ", StringComparison.Ordinal)), lines.Length,
            [.. lines.Index().Where(l => l.Item == "wrong").Select(l => new TextRemark(l.Index + 1, "this is wrong: mend it"))], [])
        {
            Unnamed = [.. lines.Where(l => l.StartsWith("unnamed: ", StringComparison.Ordinal)).Select((l, at) => new UnnamedInText(at + 1, l[9..]))],
            Claims = [.. lines.Where(l => l.StartsWith("claim: ", StringComparison.Ordinal)).Select((l, at) => new ClaimInText(at + 1, l[7..], "5,000", "the police", IsOpen: true))],
        };
    }
}
