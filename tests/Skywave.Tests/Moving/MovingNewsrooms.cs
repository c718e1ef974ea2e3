using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Skywave.House;
using Skywave.Importing;
using Skywave.Mirror;
using Skywave.Moving;
using Skywave.Office;
using Skywave.Rooms;
using Skywave.Words;
using Skywave.Writing;
using Skywave.Writing.Tests;
using Xunit;

namespace Skywave.Tests.Moving;

/// <summary>A newsroom with some of everything, made once; each test has a copy.</summary>
[CollectionDefinition]
public sealed class FullNewsroom : IAsyncLifetime, ICollectionFixture<FullNewsroom>
{
    private readonly TempFolder _out = new();
    private TestNewsroom _paper = null!;
    private TestNewsroom _empty = null!;

    /// <summary>It as a folder.</summary>
    public string Exported => Path.Combine(_out.Path, "exported");

    public async ValueTask InitializeAsync()
    {
        _paper = await MovingNewsrooms.FullAsync();
        await MovingNewsrooms.ExportAsync(_paper, Exported);
        _empty = await TestNewsroom.MakeAsync(TestNewsroom.Start.AddDays(1), MovingNewsrooms.Desks);
        SqliteConnection.ClearAllPools();
    }

    public TestNewsroom Fork() => _paper.Fork();

    /// <summary>A newsroom with the same desks and nothing in it, a day later.</summary>
    public TestNewsroom ForkEmpty() => _empty.Fork();

    public async ValueTask DisposeAsync()
    {
        _out.Dispose();
        await _empty.DisposeAsync();
        await _paper.DisposeAsync();
    }
}

/// <summary>A newsroom with some of everything, and what it is moved with.</summary>
internal static class MovingNewsrooms
{
    public static readonly string[] Desks = ["en", "fa", "uz-Cyrl"];

    /// <summary>Some of everything: pictures, film, captions, claims, an unnamed source, corrections, a live story, withdrawn and retracted articles, drafts, notices, a standing page, an office.</summary>
    public static async Task<TestNewsroom> FullAsync()
    {
        var paper = await TestNewsroom.MakeAsync(Desks);
        using var inbox = new TempFolder();
        await File.WriteAllBytesAsync(Path.Combine(inbox.Path, "drawing.jpg"), await File.ReadAllBytesAsync(Path.Combine(TestData.RepositoryRoot(), "demo", "pictures", "genuine.jpg")));
        await File.WriteAllBytesAsync(Path.Combine(inbox.Path, "film.mp4"), Recordings.Mp4());
        await File.WriteAllTextAsync(Path.Combine(inbox.Path, "film.vtt"), "WEBVTT\n\n00:00.000 --> 00:01.000\nWe left.\n");
        await ImportAsync(paper, inbox, "en", Crossing);
        await ImportAsync(paper, inbox, "fa", "---\nid: crossing\n---\nگذر از رود\n\nمتن خبر با **تأکید** و [یک پیوند](https://example.org/).\n");
        await ImportAsync(paper, inbox, "uz-Cyrl", "---\nid: crossing\nreview: needs native review\n---\nДарёдан ўтиш\n\nМатн.\n");
        await ImportAsync(paper, inbox, "en", "---\nid: about\nstanding: about\n---\nAbout us\n\nWho we are.\n");
        await ImportAsync(paper, inbox, "en", "---\nid: bread\npublished: 2026-10-03T08:00:00Z\n---\nBread is dearer\n\nThe price is ten.\n");
        await ImportAsync(paper, inbox, "en", Live(25));
        var taken = await MovingOffice.HandOverAsync(paper);
        var gone = await paper.WriteAsync("en", "gone", "Taken down", "Its text.");
        var secret = await paper.WriteAsync("fa", "secret", "عنوان", "متن.");
        var untrue = await paper.WriteAsync("en", "untrue", "It was not so", "Its text.");
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await ImportAsync(paper, inbox, "en", "---\nid: bread\ncorrection: correction | The price is nine, not ten. | nine\n---\nBread is dearer\n\nThe price is nine.\n");
        await using (var db = NewsroomStore.At(paper.House.Path).OpenWriting())
        {
            await WithdrawArticle.WithdrawAsync(db, gone, "A court asked for it.", Remains.Headline, paper.Clock.GetUtcNow());
            await RetractArticle.RetractAsync(db, untrue, "The source made it up.", paper.Clock.GetUtcNow());
        }
        await paper.WithdrawAsync(secret);
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await ImportAsync(paper, inbox, "en", "---\nid: bread\ncorrection: clarification | In the capital. | capital\n---\nBread is dearer in the capital\n\nThe price is nine in the capital.\n");
        await NoticeAsync(paper, "en", "It may cost you.");
        await NoticeAsync(paper, "fa", "ممکن است هزینه داشته باشد.");
        await paper.PublishAsync();
        paper.Clock.Advance(TimeSpan.FromHours(1));
        await ImportAsync(paper, inbox, "en", "---\nid: idea\n---\nNot written yet\n\nA thought.\n", approve: false);
        await ImportAsync(paper, inbox, "en", "---\nid: bread\ncorrection: update | It fell. | eight\n---\nBread is dearer in the capital\n\nThe price is eight in the capital.\n", approve: false);
        await ImportAsync(paper, inbox, "fa", "---\nid: tomorrow\npublished: 2026-11-01T08:00:00Z\n---\nفردا\n\nمتن.\n");
        await MovingOffice.FillAsync(paper, taken);
        return paper;
    }

    public static ArticleId IdOf(string desk, string name) => ArticleId.Derive(DeskTag.Parse(desk), "text:" + name);

    public static OfficeParts Parts(TestNewsroom paper) =>
        new OfficeRooms(paper.House, new PublishQueue(paper.House, () => KeyFiles.Open(paper.House.HostKeyring, TestNewsroom.Passphrase), paper.Clock, _ => { }), paper.Clock).Parts();

    /// <summary>Somebody who works here, with all that must not leave: raw, as nobody but the office writes it.</summary>
    public static void Hire(TestNewsroom paper, string handle, string secret)
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(paper.House.Path, "office.db")}");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = """
            INSERT INTO people ("Id", "Name", "HasLeft", "IsLockedOut", "UserName", "NormalizedUserName", "EmailConfirmed", "PasswordHash", "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount", "LastSeen")
            VALUES ('00000000000000ff', 'Ada Marsh', 0, 0, $handle, $handle, 0, $secret, $secret, $secret, 0, 1, 0, 0, '2026-11-24');
            INSERT INTO grants ("Person", "Desk", "Role") VALUES ('00000000000000ff', 'en', 'Reporter');
            INSERT INTO links ("Hash", "Person", "Until", "Replaces") VALUES ($secret, '00000000000000ff', 1, 0);
            INSERT INTO asides ("Manuscript", "Sitting", "By", "Base", "Saved", "Text") VALUES ('00000000000000aa', 's', '00000000000000ff', 1, 1, $secret);
            INSERT INTO take_outs ("Id", "AskedBy", "At", "Salt", "Hash") VALUES ($secret, '00000000000000ff', 1, $secret, $secret);
            INSERT INTO "AspNetUserTokens" ("UserId", "LoginProvider", "Name", "Value") VALUES ('00000000000000ff', 'authenticator', 'key', $secret);
            """;
        command.Parameters.AddWithValue("$handle", handle);
        command.Parameters.AddWithValue("$secret", secret);
        command.ExecuteNonQuery();
    }

    public static Task<Holdings> ExportAsync(TestNewsroom paper, string to, bool publishedOnly = false, bool versions = false) =>
        new ExportNewsroom(paper.House, ExportFolder.Begin(to, paper.House.Path), new ExportWishes(publishedOnly, versions), _ => { }).RunAsync(default);

    public static async Task<(Exit Exit, JsonObject Json)> ImportAsync(TestNewsroom paper, string from)
    {
        var json = new JsonObject();
        var exit = await new ImportNewsroom(paper.House, Parts(paper), new Terminal(TextWriter.Null, TextWriter.Null, json: true, interactive: false), paper.Clock).RunAsync(from, json, default);
        return (exit, json);
    }

    /// <summary>Another newsroom that a folder came into, a month later.</summary>
    public static async Task<TestNewsroom> MovedAsync(TestNewsroom paper, string folder)
    {
        var other = await TestNewsroom.MakeAsync(paper.Clock.GetUtcNow().AddDays(30), Desks);
        var (exit, json) = await ImportAsync(other, folder);
        Assert.True(exit == Exit.Done, json.ToJsonString());
        // The same again passes over what is there.
        (exit, json) = await ImportAsync(other, folder);
        Assert.Equal(Exit.Done, exit);
        Assert.DoesNotContain(json["items"]!.AsArray(), i => (string?)i!["became"] == "moved");
        return other;
    }

    /// <summary>The same files with the same bytes.</summary>
    public static void Same(SortedDictionary<string, byte[]> one, SortedDictionary<string, byte[]> other)
    {
        Assert.Equal(one.Keys, other.Keys);
        Assert.All(one, f => Assert.True(f.Value.AsSpan().SequenceEqual(other[f.Key]), $"{f.Key}\n{Encoding.UTF8.GetString(f.Value)}\n{Encoding.UTF8.GetString(other[f.Key])}"));
    }

    /// <summary>Every file with its bytes.</summary>
    public static SortedDictionary<string, byte[]> Files(string folder, Func<string, bool>? which = null) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => (Name: Path.GetRelativePath(folder, f), File: f)).Where(f => which?.Invoke(f.Name) != false)
            .ToDictionary(f => f.Name, f => File.ReadAllBytes(f.File)), StringComparer.Ordinal);

    private static async Task ImportAsync(TestNewsroom paper, TempFolder inbox, string desk, string text, bool approve = true)
    {
        var file = Path.Combine(inbox.Path, "story.txt");
        await File.WriteAllTextAsync(file, text);
        var report = new ImportReport(new Terminal(TextWriter.Null, TextWriter.Null, json: true, interactive: false));
        await new ImportSources(paper.House, report, new ImportWishes(DeskTag.Parse(desk), approve), _ => { }, paper.Clock).RunAsync([file], default);
        var json = new JsonObject();
        report.Tell(json);
        Assert.True((string?)json["outcome"] == "done", json.ToJsonString());
    }

    private static async Task NoticeAsync(TestNewsroom paper, string desk, string text)
    {
        await using var db = NewsroomStore.At(paper.House.Path).OpenWriting();
        var notice = new Notice { Id = "all", Designation = "undesirable", Text = text, Acts = [.. Enum.GetValues<Act>()], Territories = ["RU"], Since = new DateOnly(2024, 2, 20), ReviewedBy = "our lawyer", ReviewedOn = new DateOnly(2026, 11, 1), ReviewDue = new DateOnly(2027, 11, 1) };
        Assert.Empty(await SaveNotice.SaveAsync(db, DeskTag.Parse(desk), notice));
    }

    private static string Live(int entries) => "---\nid: count\nlive: yes\n---\nThe count\n\nWhat it is about.\n\n"
        + string.Concat(Enumerable.Range(1, entries).Select(n => $"@{(n == 3 ? "!" : "")} 2026-11-24 06:{n:00} Headline {n}\nText of entry {n}.\n\n"));

    private const string Crossing = """
        ---
        id: crossing
        deck: A standfirst & "more"
        byline: Ada Marsh | reporter
        byline: pseudonym: Lena | reporter | she could lose her work
        byline: withheld: | translator | for their safety
        agencies: An Agency
        located: Yerevan
        genre: factcheck
        topics: Elections {medtop:20000344}; Rivers
        people: Somebody Known
        places: The River
        urgency: 2
        picture: drawing.jpg
        alt: a drawing
        caption: Its caption
        credit: Lena
        picture-copyright: © The Paper
        focus: 40 30
        claim: people at the march | up to 8,000 | police | authority | 2026-11-20 | open
        claim: people at the march | 20,000 | organisers | organiser | 2026-11-20 | open | people
        unnamed: a nurse at the hospital | she could lose her work
        source: Another Paper
        source-url: https://another.example/1
        copyright: © Another Paper
        ---
        The crossing

        The lede with **strong**, *stressed*, `typed`, [a link](https://example.org/?a=1&b=2) and [слова]{lang=ru}.

        ## A crosshead

        - one
        - two

        1. first
        2. second

        > We had no beds.
        > -- unnamed 1

        >> Set large
        >> -- somebody

        ![the drawing](drawing.jpg "whole")
        credit: Lena

        !video[The first crossing](film.mp4)
        captions: uk | film.vtt
        poster: drawing.jpg
        transcript: We left before dawn.

        {claims: people at the march}

        {timeline}
        2019 | It began
        2026 | It ended

        {embed: https://elsewhere.example/x | What stands there}

        ??? Why?
        Because.

        [[ A box
        Its words.
        ]]

            a line
              as it is

        {table: Prices}
        | what | price |
        |---|---|
        | bread | 9 < 10 |

        """;
}
