using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skywave.Mirror;
using Skywave.Moving;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Moving;

/// <summary>A whole newsroom goes out into one folder and comes in again (docs/046-newsroom-folder.md).</summary>
[Collection<FullNewsroom>]
public sealed partial class MovingTests(FullNewsroom full) : GoingOut(full)
{
    [Fact]
    public async Task A_newsroom_that_moved_gives_the_same_articles_and_the_same_export()
    {
        var holds = await MovingNewsrooms.ExportAsync(Paper, To());
        await using var other = await MovedAsync(To());
        await MovingNewsrooms.ExportAsync(other, To("before"));
        MovingNewsrooms.Same(Exported(To()), Exported(To("before")));

        // The publish after takes what was approved, too: what was published is compared, by page.
        var published = await other.PublishAsync();
        Assert.Equal(holds.Articles + 1, published.Articles);
        Assert.Empty((await other.VerifyAsync()).Findings);
        var (was, now) = (Fragments(Paper), Fragments(other));
        Assert.Equal(holds.Articles, was.Count);
        Assert.All(was, page => Assert.True(now.TryGetValue(page.Key, out var fragment) && fragment == page.Value, $"{page.Key}\n{page.Value}\n{now.GetValueOrDefault(page.Key)}"));
        Assert.Equal([.. Enumerable.Order(was.Keys.Append(now.Keys.Except(was.Keys).Single()))], [.. Enumerable.Order(now.Keys)]);

        await Paper.PublishAsync();
        await MovingNewsrooms.ExportAsync(Paper, To("a"));
        await MovingNewsrooms.ExportAsync(other, To("b"));
        // What was approved went out at two times.
        MovingNewsrooms.Same(Exported(To("a"), f => !f.EndsWith($"{MovingNewsrooms.IdOf("fa", "tomorrow")}.ninjs.json", StringComparison.Ordinal)), Exported(To("b"), f => !f.EndsWith($"{MovingNewsrooms.IdOf("fa", "tomorrow")}.ninjs.json", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_moved_goes_on_as_if_it_had_always_been_here()
    {
        await MovingNewsrooms.ExportAsync(Paper, To());
        await using var other = await MovedAsync(To());
        other.Clock.Advance(TimeSpan.FromHours(5));
        await using (var db = NewsroomStore.At(other.House.Path).OpenWriting())
        {
            // A draft that came along is approved before anything was published here.
            Assert.IsType<Approval.Approved>(await ApproveArticle.ApproveAsync(db, MovingNewsrooms.IdOf("en", "bread"), other.Clock.GetUtcNow()));
            Assert.Equal(2, await WithdrawArticle.WithdrawAsync(db, MovingNewsrooms.IdOf("uz-Cyrl", "crossing"), "It put somebody at risk.", Remains.Headline, other.Clock.GetUtcNow()));
        }
        await other.PublishAsync();
        Assert.Empty((await other.VerifyAsync()).Findings);
        await using var writing = NewsroomStore.At(other.House.Path).OpenWriting();
        var bread = (await ReadArticle.PublishedAsync(writing, MovingNewsrooms.IdOf("en", "bread")))!;
        Assert.Equal((4, new DateTimeOffset(2026, 10, 3, 8, 0, 0, TimeSpan.Zero), other.Clock.GetUtcNow()), (bread.Revision, bread.FirstPublished, bread.VersionCreated));
        Assert.Equal([(1, 2), (2, 3), (3, 4)], bread.Corrections.Select(c => (c.FromRevision, c.ToRevision)));
        var crossing = (await ReadArticle.PublishedAsync(writing, MovingNewsrooms.IdOf("uz-Cyrl", "crossing")))!;
        Assert.Equal((ArticleStatus.Withdrawn, 2), (crossing.Status, crossing.Revision));
        Assert.DoesNotContain("Матн", Fragments(other)[crossing.Path], StringComparison.Ordinal);
        Assert.False((await other.PublishAsync()).IsNew);
    }

    [Fact]
    public async Task Two_exports_of_one_newsroom_are_the_same_bytes_and_no_name_is_unsafe()
    {
        var first = await MovingNewsrooms.ExportAsync(Paper, To(), versions: true);
        Paper.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(first, await MovingNewsrooms.ExportAsync(Paper, To("again"), versions: true));
        MovingNewsrooms.Same(MovingNewsrooms.Files(To()), MovingNewsrooms.Files(To("again")));
        Assert.All(MovingNewsrooms.Files(To()).Keys, name => Assert.Matches("^[A-Za-z0-9._/-]+$", name));
        Assert.Equal((11, 3, 2, 3, 2, 5, 1), (first.Articles, first.Drafts, first.Notices, first.Fronts, first.Pictures, first.Manuscripts, first.LookAgain));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(To()));
        }
    }

    [Theory]
    [InlineData("con", "about", "con_/about/about.ninjs.json")]
    [InlineData("aux", "con", "aux_/about/con_.ninjs.json")]
    [InlineData("office", "lpt1", "office_/about/lpt1_.ninjs.json")]
    [InlineData("library", "about", "library_/about/about.ninjs.json")]
    [InlineData("earlier", "about", "earlier_/about/about.ninjs.json")]
    [InlineData("uz-Cyrl", "verify", "uz-Cyrl/about/verify.ninjs.json")]
    public void What_Windows_keeps_for_itself_is_no_name(string desk, string standing, string path)
    {
        var tag = DeskTag.Parse(desk);
        var article = new MovedArticle
        {
            Id = ArticleId.Derive(tag, "a"), Desk = tag, Uri = "a", Story = "a", Standing = standing, State = MovedState.Published, Revision = 1, Slug = "", FirstPublished = TestNewsroom.Start, SourceHash = "",
            Text = new ArticleText { Language = desk, Headline = "h" },
        };
        Assert.Equal((path, MovedKind.Article), (MovedPaths.Of(article), MovedPaths.KindOf(MovedPaths.Of(article))!.Value));
    }

    [Fact]
    public async Task Nothing_secret_is_in_any_byte_of_an_export()
    {
        const string mark = "Zarmandukht-7f3a91c4";
        var store = NewsroomStore.Open(Paper.House.Path);
        await using (var secret = store.OpenPrivate())
        {
            await ProtectSource.RecordAsync(secret, MovingNewsrooms.IdOf("en", "crossing"), mark + "1", "led us there", new DateOnly(2026, 11, 24));
        }
        await using (var db = store.OpenWriting())
        await using (var secret = store.OpenPrivate())
        {
            var draft = new Draft
            {
                Desk = DeskTag.Parse("en"), Uri = "nurse", Private = [new AnonymityGrant(1, mark + "2", "the editor", new DateOnly(2026, 11, 24))],
                Text = new ArticleText { Language = "en", Headline = "A nurse speaks", UnnamedSources = [new UnnamedSource(1, "a nurse", "her work")], LeadPicture = new Picture { Alt = "a", Origin = $"/home/{mark}/a.jpg" } },
            };
            Assert.IsType<Drafted.Created>(await DraftArticle.SaveAsync(db, draft, Paper.Clock.GetUtcNow(), secret));
        }
        MovingNewsrooms.Hire(Paper, "ada.marsh", mark + "3");
        Directory.CreateDirectory(Paper.House.In("keys", "office"));
        await File.WriteAllTextAsync(Paper.House.In("keys", "office", "key-1.xml"), mark);
        await File.WriteAllTextAsync(Paper.House.AlertsFile, mark);
        await File.WriteAllTextAsync(Path.Combine(Paper.House.Library, mark + ".jpg"), mark);
        await File.WriteAllTextAsync(Paper.House.In("keys", "passphrase.txt"), TestNewsroom.Passphrase);
        Paper.Settle(s => s with { Carriers = ["public", "/mnt/" + mark] });
        await MovingNewsrooms.ExportAsync(Paper, To(), versions: true);

        Assert.Contains("ada.marsh", await File.ReadAllTextAsync(Path.Combine(To(), MovedPaths.People)), StringComparison.Ordinal);
        string[] secrets = [mark, TestNewsroom.Passphrase, Paper.House.Path, Out.Path, Path.GetTempPath() + "skywave", "age-encryption.org", "BEGIN", Key(Paper.House.HostKeyring), .. Directory.EnumerateFiles(Paper.House.OfflineKeys).Select(Key)];
        var searched = MovingNewsrooms.Files(To());
        Assert.Contains(searched.Keys, f => f.StartsWith("library/", StringComparison.Ordinal));
        Assert.Contains(searched.Keys, f => f.EndsWith(".comments.jsonl", StringComparison.Ordinal));
        Assert.True(searched.Count > 40, $"{searched.Count} files were searched");
        Assert.All(searched, file => Assert.DoesNotContain(secrets, word => Holds(file.Value, word)));
        Assert.True(Holds(await File.ReadAllBytesAsync(Path.Combine(Paper.House.Path, "private.db")), mark + "1"), "the search would find it where it is");
    }

    [Fact]
    public async Task Published_only_has_nothing_that_readers_could_not_see()
    {
        var holds = await MovingNewsrooms.ExportAsync(Paper, To(), publishedOnly: true);
        Assert.Equal((11, 0, 1, 0, 0), (holds.Articles, holds.Drafts, holds.Fronts, holds.Pictures, holds.Manuscripts));
        Assert.DoesNotContain(MovingNewsrooms.Files(To()), f => f.Key.StartsWith("drafts", StringComparison.Ordinal) || f.Key.StartsWith("office", StringComparison.Ordinal) || f.Key.StartsWith("library", StringComparison.Ordinal) || Holds(f.Value, "A thought.") || Holds(f.Value, "The price is eight"));
        await using var other = await MovedAsync(To());
        await other.PublishAsync();
        Assert.Equal(Fragments(Paper), Fragments(other));
    }

    [Fact]
    public async Task The_notices_are_the_file_that_import_takes()
    {
        await MovingNewsrooms.ExportAsync(Paper, To());
        var notices = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(Path.Combine(To(), "notices/fa.json")), WordsJson.Default.ImmutableArrayNotice);
        Assert.Equal("ممکن است هزینه داشته باشد.", Assert.Single(notices).Text);
    }

    [Fact]
    public async Task Earlier_texts_of_published_articles_go_out_to_be_read_but_none_that_was_taken_away_for_safety()
    {
        await MovingNewsrooms.ExportAsync(Paper, To());
        Assert.False(Directory.Exists(Path.Combine(To(), "earlier")));
        Directory.Delete(To(), recursive: true);
        await using (var db = NewsroomStore.At(Paper.House.Path).OpenWriting())
        {
            await WithdrawArticle.WithdrawAsync(db, MovingNewsrooms.IdOf("en", "crossing"), "It put somebody at risk.", Remains.Nothing, Paper.Clock.GetUtcNow());
        }
        await Paper.PublishAsync();
        await MovingNewsrooms.ExportAsync(Paper, To(), versions: true);
        var earlier = MovingNewsrooms.Files(To(), f => f.StartsWith("earlier", StringComparison.Ordinal));
        var bread = $"earlier/en/{MovingNewsrooms.IdOf("en", "bread")}/";
        Assert.Contains("The price is ten.", Encoding.UTF8.GetString(earlier[bread + "1.ninjs.json"]), StringComparison.Ordinal);
        Assert.Contains("\"version\": \"2\"", Encoding.UTF8.GetString(earlier[bread + "2.ninjs.json"]), StringComparison.Ordinal);
        Assert.DoesNotContain(bread + "3.ninjs.json", earlier.Keys);
        Assert.DoesNotContain(earlier.Keys, f => f.Contains(MovingNewsrooms.IdOf("en", "crossing").Value, StringComparison.Ordinal));
        Assert.Contains(earlier.Values, f => Holds(f, "It was not so"));
        var (code, output) = Node.Run("check-ninjs.mjs", TestData.Path("ninjs/ninjs-schema_3.1.json"), To());
        Assert.True(code == 0, output);
        await using var other = await MovedAsync(To());
        await MovingNewsrooms.ExportAsync(other, To("again"), versions: true);
        Assert.False(Directory.Exists(Path.Combine(To("again"), "earlier")));
    }

    private Task<TestNewsroom> MovedAsync(string folder) => MovingNewsrooms.MovedAsync(Paper, folder);

    private static SortedDictionary<string, byte[]> Exported(string folder, Func<string, bool>? which = null) =>
        MovingNewsrooms.Files(folder, f => !f.StartsWith("office", StringComparison.Ordinal) && f != MovedPaths.Newsroom && which?.Invoke(f) != false);

    // What is signed of each page.
    private static Dictionary<string, string> Fragments(TestNewsroom paper) => MovingNewsrooms.Desks.SelectMany(desk => Directory.EnumerateFiles(Path.Combine(paper.House.Public, desk), "*.html", SearchOption.AllDirectories))
        .Select(file => (File: file, Match: Article().Match(File.ReadAllText(file)))).Where(f => f.Match.Success && Id().IsMatch(f.File) | f.File.Contains("/about/", StringComparison.Ordinal))
        .ToDictionary(f => Path.GetRelativePath(paper.House.Public, f.File), f => f.Match.Value);

    private static string Key(string file) => File.ReadAllText(file).Split('\n')[3];

    private static bool Holds(byte[] bytes, string word) => new[] { bytes, Unpacked(bytes) }.Any(b => b.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0 || b.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0);

    private static byte[] Unpacked(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return [];
        }
        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    [GeneratedRegex("<article[^>]*>.*</article>", RegexOptions.Singleline)]
    private static partial Regex Article();

    [GeneratedRegex("[a-z2-7]{16}\\.html$")]
    private static partial Regex Id();
}
