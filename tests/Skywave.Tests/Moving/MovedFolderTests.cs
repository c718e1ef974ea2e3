using System.Text;
using System.Text.Json.Nodes;
using Skywave.Intake;
using Skywave.Intake.Moving;
using Skywave.Mirror;
using Skywave.Moving;
using Skywave.Tests.Reader;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Moving;

/// <summary>A folder that is not as it was exported, a newsroom that does not fit, a place that is taken: a sentence, and nothing is changed.</summary>
[Collection<FullNewsroom>]
public sealed class MovedFolderTests(FullNewsroom full) : ComingIn(full)
{
    [Fact]
    public void Every_exported_article_is_ninjs_by_the_standards_own_schema()
    {
        var (code, output) = Node.Run("check-ninjs.mjs", TestData.Path("ninjs/ninjs-schema_3.1.json"), Folder);
        Assert.True(code == 0, output);
        Assert.StartsWith("14 items, ", output.Trim().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_exported_article_is_news_for_any_reader_of_ninjs_too()
    {
        var crossing = Directory.EnumerateFiles(Path.Combine(Folder, "en"), "*.ninjs.json", SearchOption.AllDirectories).Single(f => f.Contains("the-crossing", StringComparison.Ordinal));
        var read = Assert.IsType<ImportOutcome.Draft>(Assert.Single(Items.Read(File.ReadAllBytes(crossing), "crossing.json"))).Item;
        Assert.Equal(("The crossing", "A standfirst & \"more\"", Genre.FactCheck, 2), (read.Text.Headline, read.Text.Deck, read.Text.Genre, read.Text.Urgency));
        Assert.Equal(["Ada Marsh", "Lena"], read.Text.Bylines.Select(b => b.Name));
        var words = string.Join('\n', read.Text.Body.SelectMany(BlockText.Pieces));
        Assert.All(["The lede with strong, stressed, typed, a link and слова.", "up to 8,000 – police", "bread", "a nurse at the hospital", "Because."], said => Assert.Contains(said, words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_item_that_says_two_things_is_refused_and_nothing_is_imported()
    {
        var file = Change("bread-is-dearer", text => text.Replace("\"value\": \"Bread is dearer in the capital\"", "\"value\": \"Bread is free\"", StringComparison.Ordinal));
        await RefusedAsync(file, "headlines says something else than its body skywave:article");
        // The same in both is a change of the article, and comes in.
        File.Copy(Path.Combine(Full.Exported, file), Path.Combine(Folder, file), overwrite: true);
        Change("bread-is-dearer", text => text.Replace("Bread is dearer in the capital", "Bread is free", StringComparison.Ordinal));
        Assert.Equal(Exit.Done, (await MovingNewsrooms.ImportAsync(Other, Folder)).Exit);
    }

    [Theory]
    [InlineData("\"pubStatus\": \"usable\"", "\"pubStatus\": \"canceled\"", "pubStatus says something else")]
    [InlineData("\"uri\": \"urn", "\"title\": \"more\", \"uri\": \"urn", "title says something else")]
    [InlineData("\"bodies\": [", "\"bodies\": ", "this is not well-formed JSON")]
    [InlineData("skywave:article", "other", "it has no body with the role skywave:article")]
    [InlineData("\\\"revision\\\":3", "\\\"revision\\\":\\\"three\\\"", "is not an article as Skywave writes it ($.revision)")]
    [InlineData("\\\"revision\\\":3", "\\\"revision\\\":3,\\\"more\\\":1", "is not an article as Skywave writes it")]
    [InlineData("\\\"story\\\":", "\\\"standing\\\":null,\\\"story\\\":", "something is null")]
    [InlineData("\\\"state\\\":\\\"Published\\\"", "\\\"state\\\":0", "is not an article as Skywave writes it")]
    [InlineData("\\\"slug\\\":\\\"bread-is-dearer\\\"", "\\\"slug\\\":\\\"../../../../etc/passwd\\\"", "by what it says it should be named")]
    [InlineData("\\\"desk\\\":\\\"en\\\"", "\\\"desk\\\":\\\"fa\\\"", "by what it says it should be named")]
    [InlineData("\\\"toRevision\\\":2", "\\\"toRevision\\\":9", "`corrections` must be in the order")]
    public async Task An_item_that_was_changed_by_hand_is_refused_with_what_to_do(string from, string to, string reason) =>
        await RefusedAsync(Change("bread-is-dearer", text => text.Replace(from, to, StringComparison.Ordinal)), reason);

    [Fact]
    public async Task What_leads_out_of_the_folder_is_refused()
    {
        var outside = Path.Combine(Out.Path, "outside.json");
        await File.WriteAllTextAsync(outside, "{}");
        File.CreateSymbolicLink(Path.Combine(Folder, "notices", "uz-Cyrl.json"), outside);
        await RefusedAsync("notices/uz-Cyrl.json", "it is a link");
        File.Delete(Path.Combine(Folder, "notices", "uz-Cyrl.json"));
        Directory.CreateSymbolicLink(Path.Combine(Folder, "more"), Out.Path);
        await RefusedAsync("more", "it is a link");
        Directory.Delete(Path.Combine(Folder, "more"));
        var file = ArticleFile("the-crossing");
        var moved = MovedItem.Read(await File.ReadAllBytesAsync(Path.Combine(Folder, file)), "../../../").Article!;
        var lead = moved.Text.LeadPicture!;
        moved = moved with { Text = moved.Text with { LeadPicture = lead with { Renditions = [lead.Renditions[0] with { Hash = "../../private" }] } } };
        await File.WriteAllBytesAsync(Path.Combine(Folder, file), MovedItem.Write(moved, "../../../"));
        await RefusedAsync(file, "it names the file \"media/../../private.jpg\"");
    }

    [Fact]
    public async Task Half_an_export_a_missing_file_and_something_else_are_no_newsroom()
    {
        await StoppedAsync(Out.Path, "import.folder");
        await File.WriteAllTextAsync(Path.Combine(Folder, MovedPaths.Unfinished), "");
        await StoppedAsync(Folder, "import.folder");
        File.Delete(Path.Combine(Folder, MovedPaths.Unfinished));
        File.Delete(Path.Combine(Folder, "notices", "fa.json"));
        await RefusedAsync(MovedPaths.Newsroom, "it says 2 files of notices, and 1 are there");
        var picture = Directory.EnumerateFiles(Path.Combine(Folder, "media"), "*.jpg").First();
        File.Delete(picture);
        await RefusedAsync(ArticleFile("the-crossing"), $"media/{Path.GetFileName(picture)}, which it names, is not in the folder");
        await File.WriteAllTextAsync(Path.Combine(Folder, MovedPaths.Newsroom), "{\"format\":\"skywave newsroom folder\",\"version\":1}");
        await StoppedAsync(Folder, "import.folder");
    }

    [Fact]
    public async Task A_picture_of_other_bytes_an_id_that_is_there_twice_and_a_file_without_end_are_refused()
    {
        var picture = Directory.EnumerateFiles(Path.Combine(Folder, "media"), "*.jpg").First();
        var bytes = await File.ReadAllBytesAsync(picture);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(picture, bytes);
        await RefusedAsync("media/" + Path.GetFileName(picture), "its bytes are not those its name says");
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("<svg onload='x'/>"u8)) + ".jpg";
        await File.WriteAllTextAsync(Path.Combine(Folder, "media", name), "<svg onload='x'/>");
        await RefusedAsync("media/" + name, "it is SVG or another kind of markup");
        var twice = ArticleFile("bread-is-dearer").Replace("bread", "cake", StringComparison.Ordinal);
        File.Copy(Path.Combine(Folder, ArticleFile("bread-is-dearer")), Path.Combine(Folder, twice));
        await RefusedAsync(twice, "it was renamed, copied or changed");
        await using (var endless = File.Create(Path.Combine(Folder, "notices", "fa.json")))
        {
            endless.SetLength(1L << 33);
        }
        await RefusedAsync("notices/fa.json", "it is larger than such a file can be");
    }

    [Fact]
    public async Task A_newsroom_without_the_desks_or_with_articles_of_its_own_is_left_alone()
    {
        await using var small = await TestNewsroom.MakeAsync("en", "fa");
        var stop = await Assert.ThrowsAsync<Stop>(() => MovingNewsrooms.ImportAsync(small, Folder));
        Assert.Equal(("newsroom.desk", true), (stop.Code, stop.Message.Contains("uz-Cyrl", StringComparison.Ordinal)));
        await Other.WriteAsync("en", "own", "Its own", "Text.");
        await StoppedAsync(Folder, "import.newsroom");
    }

    [Fact]
    public async Task An_import_that_was_killed_goes_on()
    {
        var some = Directory.EnumerateFiles(Path.Combine(Folder, "en"), "*.ninjs.json", SearchOption.AllDirectories).Take(3)
            .Select(f => MovedItem.Read(File.ReadAllBytes(f), MovedPaths.ToRoot(Path.GetRelativePath(Folder, f))).Article!).ToList();
        await using (var db = NewsroomStore.Open(Other.House.Path).OpenWriting())
        {
            await DescribeNewsroom.SaveAsync(db, Other.House.Settings.Newsroom);
            Assert.Equal([true, true, true], await TakeInMoved.ManyAsync(db, some, Other.Clock.GetUtcNow()));
        }
        var (exit, json) = await MovingNewsrooms.ImportAsync(Other, Folder);
        Assert.Equal((Exit.Done, 3, 11), (exit, json["items"]!.AsArray().Count(i => (string?)i!["became"] == "unchanged"), json["items"]!.AsArray().Count(i => (string?)i!["became"] == "moved")));
    }

    [Fact]
    public async Task An_export_writes_only_into_a_folder_of_its_own()
    {
        using var paper = new TempFolder();
        string[] taken = [Other.House.Path, Other.House.In("public", "out"), Path.GetDirectoryName(Other.House.Path)!, Folder, typeof(MovedFolderTests).Assembly.Location];
        Assert.All(taken, to => Assert.Equal("export.folder", Assert.Throws<Stop>(() => ExportFolder.Begin(to, Other.House.Path)).Code));
        var link = Path.Combine(paper.Path, "link");
        Directory.CreateSymbolicLink(link, Other.House.Path);
        Assert.Throws<Stop>(() => ExportFolder.Begin(Path.Combine(link, "out"), Other.House.Path));

        // One that was not finished is begun anew; what somebody else put there stops it, and stays.
        File.Move(Path.Combine(Folder, MovedPaths.Newsroom), Path.Combine(Folder, MovedPaths.Unfinished));
        await File.WriteAllTextAsync(Path.Combine(Folder, "mine.txt"), "mine");
        Assert.Contains("mine.txt is none of its files", Assert.Throws<Stop>(() => ExportFolder.Begin(Folder, Other.House.Path)).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(Folder, "mine.txt"));
        Assert.True(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Count() > 20);
        await MovingNewsrooms.ExportAsync(Other, Folder);
        Assert.Equal([MovedPaths.Newsroom, MovedPaths.Theme], MovingNewsrooms.Files(Folder).Keys);
    }

    [Fact]
    public async Task The_commands_say_what_they_did_and_how_it_ended()
    {
        await using var paper = Full.Fork();
        var to = Path.Combine(Out.Path, "out");
        async Task<Ran> RunAsync(params string[] args) => await Programs.RunAsync(Programs.Skywave, Out.Path, [.. args, "--json"]);
        var exported = await RunAsync("export", "--newsroom", paper.House.Path, "--to", to);
        Assert.True(exported.Exit == 0, exported.Out + exported.Error);
        Assert.Equal((0, "done", 11, 5), (exported.Exit, (string?)exported.Json["outcome"], (int)exported.Json["articles"]!, (int)exported.Json["manuscripts"]!));
        Assert.Equal((2, "export.folder"), (await RunAsync("export", "--newsroom", paper.House.Path, "--to", to)) is var again ? (again.Exit, (string?)again.Json["code"]) : default);
        Assert.Equal(2, (await RunAsync("import", to, to, "--newsroom", Other.House.Path)).Exit);
        var moved = await RunAsync("import", to, "--newsroom", Other.House.Path, "--publish");
        Assert.Equal((0, "done", 12), (moved.Exit, (string?)moved.Json["outcome"], (int)moved.Json["published"]!["revisions"]!));
        File.Delete(Path.Combine(to, "notices", "fa.json"));
        await using var third = await TestNewsroom.MakeAsync(MovingNewsrooms.Desks);
        var refused = await RunAsync("import", to, "--newsroom", third.House.Path, "--publish");
        Assert.Equal((1, "refused", MovedPaths.Newsroom), (refused.Exit, (string?)refused.Json["outcome"], (string?)refused.Json["refused"]![0]!["place"]));
        Assert.Contains("nothing was imported", refused.Error, StringComparison.Ordinal);
    }

    private string ArticleFile(string name) => Path.GetRelativePath(Folder, Directory.EnumerateFiles(Path.Combine(Folder, "en"), name + "*.ninjs.json", SearchOption.AllDirectories).Single());

    private string Change(string name, Func<string, string> change)
    {
        var file = ArticleFile(name);
        var (before, path) = (File.ReadAllText(Path.Combine(Folder, file)), Path.Combine(Folder, file));
        Assert.NotEqual(before, change(before));
        File.WriteAllText(path, change(before));
        return file;
    }

    private async Task RefusedAsync(string file, string reason)
    {
        var (exit, json) = await MovingNewsrooms.ImportAsync(Other, Folder);
        Assert.Equal(Exit.Refused, exit);
        Assert.Contains(json["refused"]!.AsArray(), r => (string?)r!["place"] == file && ((string?)r["reason"])!.Contains(reason, StringComparison.Ordinal));
        await NothingAsync();
    }

    private async Task StoppedAsync(string folder, string code)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<Stop>(() => MovingNewsrooms.ImportAsync(Other, folder))).Code);
        Assert.Empty(Directory.EnumerateFiles(Other.House.Media));
    }

    private async Task NothingAsync()
    {
        Assert.Empty(Directory.EnumerateFiles(Other.House.Media));
        Assert.False(File.Exists(Other.House.In("office.db")));
        await using var db = NewsroomStore.Open(Other.House.Path).OpenWriting();
        Assert.Empty(await ListMoved.AllAsync(db, withDrafts: true).ToListAsync());
    }
}
