using System.Text;
using System.Text.Json.Nodes;
using Skywave.Mirror;
using Skywave.Moving;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Moving;

/// <summary>What the office has goes out into the folder and comes in again: texts with what was said of them, the library, fronts, remembered translations, days to look again.</summary>
[Collection<FullNewsroom>]
public sealed class MovingOfficeTests(FullNewsroom full) : GoingOut(full)
{
    [Fact]
    public async Task The_office_gives_its_texts_and_its_trail_and_takes_them_up()
    {
        MovingNewsrooms.Hire(Paper, "ada.marsh", "x");
        await MovingNewsrooms.ExportAsync(Paper, To(), versions: true);
        Assert.Equal("Bread\n\nAs it was.\n", await File.ReadAllTextAsync(Path.Combine(To(), "office/en/00000000000000ac/1.txt")));
        var people = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(To(), MovedPaths.People)))!.AsArray();
        Assert.Equal(("ada.marsh", "Ada Marsh", "Reporter"), ((string?)people[0]!["handle"], (string?)people[0]!["name"], (string?)people[0]!["roles"]![0]!["role"]));
        var trail = await File.ReadAllLinesAsync(Path.Combine(To(), MovedPaths.Trail));
        Assert.Equal(7, trail.Length);
        for (var i = 0; i < trail.Length; i++)
        {
            // As anybody can check it: each line names the hash of the one before.
            var before = i == 0 ? new string('0', 64) : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(trail[i - 1])));
            Assert.Equal((i + 1, before), ((int)JsonNode.Parse(trail[i])!["n"]!, (string?)JsonNode.Parse(trail[i])!["prev"]));
        }
        await using var other = await MovingNewsrooms.MovedAsync(Paper, To());
        var office = (await OfficeExport.OpenAsync(other.House.Path, default))!;
        await using (office)
        {
            Assert.Empty(await office.PeopleAsync(default));
            Assert.Equal(MovingOffice.Comments.AsEnumerable(), await office.CommentsAsync(MovingOffice.Original, default).ToListAsync());
            Assert.Equal(5, (await office.ManuscriptsAsync(true, default).FirstAsync()).Versions.Length);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_office_has_is_the_same_in_a_second_export(bool versions)
    {
        await MovingNewsrooms.ExportAsync(Paper, To(), versions: versions);
        await using var other = await MovingNewsrooms.MovedAsync(Paper, To());
        await MovingNewsrooms.ExportAsync(other, To("again"), versions: versions);
        // Who works there and what they did stays; and nobody here passed what was ready.
        var (was, now) = (Office(To()), Office(To("again")));
        var ready = MovedPaths.Manuscript("fa", MovingOffice.Translation, ".json");
        was[ready] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(was[ready]).Replace("\"Ready\"", "\"InEdit\"", StringComparison.Ordinal));
        MovingNewsrooms.Same(was, now);
        var texts = was.Keys.Where(k => k.Contains(MovingOffice.Original, StringComparison.Ordinal) && k.EndsWith(".txt", StringComparison.Ordinal)).Select(k => k[(k.LastIndexOf('/') + 1)..]).Order(StringComparer.Ordinal);
        // The fourth is named by nothing: neither newest nor commented on nor translated, and its writer wrote a later one.
        Assert.Equal(versions ? [MovingOffice.Original + ".txt", "1.txt", "2.txt", "3.txt", "4.txt"] : [MovingOffice.Original + ".txt", "1.txt", "2.txt", "3.txt"], texts);
        Assert.All(["office/en/front.json", "office/fa/front.json", "office/en/look-again.jsonl", $"office/en/{MovingOffice.Original}.comments.jsonl", $"office/fa/{MovingOffice.Translation}.memory.jsonl"], file => Assert.Contains(file, was.Keys));
    }

    [Fact]
    public async Task The_library_comes_in_and_a_text_that_names_its_picture_goes_out_again()
    {
        await MovingNewsrooms.ExportAsync(Paper, To());
        var picture = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(To(), MovedPaths.Picture(MovingOffice.Picture))))!;
        Assert.Equal(("en", "A wall", "own picture", "2030-12-31", "None", "Town", "ada.marsh"), ((string?)picture["desk"], (string?)picture["alt"], (string?)picture["terms"], (string?)picture["termsEnd"], (string?)picture["faces"], (string?)picture["place"], (string?)picture["addedBy"]));
        await using var other = await MovingNewsrooms.MovedAsync(Paper, To());
        var hash = (string)picture["file"]!;
        Assert.Equal([hash + "-small.jpg", hash + ".jpg"], Directory.GetFiles(other.House.Library).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Paper.House.Library, hash + ".jpg")), await File.ReadAllBytesAsync(Path.Combine(other.House.Library, hash + ".jpg")));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(other.House.Library) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        await other.PublishAsync();
        var published = await PublishedAsync(other);

        // Handed over anew it is made of the working copy, and is what it was.
        var parts = MovingNewsrooms.Parts(other);
        var (manuscript, texts) = MovingOffice.Manuscripts[^1];
        var text = new Manuscript(manuscript.Id, "en", manuscript.Story, texts[0], manuscript.Uri) { Pictures = [new LibraryPicture(MovingOffice.Picture, hash, "A. Person", "© The Paper", new FocalPoint(20, 30))] };
        Assert.Empty((await (await parts.Prepare(text, default))(default)).Reasons);
        await other.PublishAsync();
        Assert.Equal(published.Revision, (await PublishedAsync(other)).Revision);
        // It is out: removing the picture from the library leaves what was made of it, though the revision that came in no longer says of what.
        Assert.False(await parts.ForgetPicture(hash, LibraryNames.Of(MovingOffice.Picture), default));
        Assert.Empty((await other.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task An_import_that_was_killed_in_the_office_goes_on_with_what_is_missing()
    {
        await MovingNewsrooms.ExportAsync(Paper, To());
        await using var other = await TestNewsroom.MakeAsync(Paper.Clock.GetUtcNow().AddDays(30), MovingNewsrooms.Desks);
        // Killed behind the first picture, and between a manuscript and the front: each is whole or not there.
        using (var stop = new CancellationTokenSource())
        {
            var parts = MovingNewsrooms.Parts(other);
            var asked = 0;
            var stopping = parts with { Check = manuscript => { if (++asked == 3) { stop.Cancel(); } return parts.Check(manuscript); } };
            var import = new ImportNewsroom(other.House, stopping, new Terminal(TextWriter.Null, TextWriter.Null, json: true, interactive: false), other.Clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import.RunAsync(To(), [], stop.Token));
        }
        await MovingNewsrooms.ExportAsync(other, To("half"));
        Assert.Equal((2, 2), ((int)Holds("half")["pictures"]!, (int)Holds("half")["manuscripts"]!));
        var (exit, json) = await MovingNewsrooms.ImportAsync(other, To());
        Assert.Equal((Exit.Done, 0, 3), (exit, (int)json["pictures"]!, (int)json["manuscripts"]!));
        await MovingNewsrooms.ExportAsync(other, To("again"));
        Assert.Equal(Holds("out").ToJsonString(), Holds("again").ToJsonString());
        Assert.Equal(Office(To()).Keys, Office(To("again")).Keys);
        JsonNode Holds(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(To(name), MovedPaths.Newsroom)))!["holds"]!;
    }

    [Fact]
    public async Task The_front_stands_as_editors_put_it_also_with_published_only_and_ends_when_it_was_to_end()
    {
        await MovingNewsrooms.ExportAsync(Paper, To(), publishedOnly: true);
        await using var other = await MovingNewsrooms.MovedAsync(Paper, To());
        await other.PublishAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(other.House.Public, "en", "index.html"));
        Assert.True(page.IndexOf("The river", StringComparison.Ordinal) is > 0 and var title && title < page.IndexOf("Bread is dearer", StringComparison.Ordinal), page);
        await using (var db = NewsroomStore.At(Paper.House.Path).OpenWriting())
        await using (var there = NewsroomStore.At(other.House.Path).OpenWriting())
        {
            Assert.Equal(await ReadFront.OfDeskAsync(db, DeskTag.Parse("en")), await ReadFront.OfDeskAsync(there, DeskTag.Parse("en")));
            // What somebody here put there stays, whatever comes in again.
            Assert.Empty(await SaveFront.SaveAsync(there, DeskTag.Parse("en"), CuratedFront.Nothing));
        }
        Assert.Equal(Exit.Done, (await MovingNewsrooms.ImportAsync(other, To())).Exit);
        await using var after = NewsroomStore.At(other.House.Path).OpenWriting();
        Assert.Equal(CuratedFront.Nothing, await ReadFront.OfDeskAsync(after, DeskTag.Parse("en")));
    }

    private static SortedDictionary<string, byte[]> Office(string folder) => MovingNewsrooms.Files(folder, f => f.StartsWith("office", StringComparison.Ordinal) && f != MovedPaths.People && f != MovedPaths.Trail);

    private static async Task<PublishedArticle> PublishedAsync(TestNewsroom paper)
    {
        await using var db = NewsroomStore.At(paper.House.Path).OpenWriting();
        return (await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("en"), "office:" + MovingOffice.Pictured)))!;
    }
}
