using System.Text.Json.Nodes;
using Skywave.Delivery;
using Skywave.Tests.Lies;
using Skywave.Trust.Pages;
using Xunit;

namespace Skywave.Tests.Reader;

/// <summary>verify, mirror, read and tuf as scripts and people meet them: exit codes, JSON, sentences and hints (docs/070-codes.md).</summary>
public sealed class CommandTests(PublishedNow published) : IClassFixture<PublishedNow>, IDisposable
{
    private readonly TempFolder _pins = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _pins.Dispose();
        _folder.Dispose();
    }

    private Task<Ran> RunAsync(params IEnumerable<string> args) => Programs.RunAsync(Programs.Mirror, _pins.Path, args);

    [Fact]
    public async Task Verify_says_consistent_when_nobody_vouches_and_authentic_once_a_trust_file_did()
    {
        var unvouched = await RunAsync("verify", published.Edition);
        Assert.Equal(0, unvouched.Exit);
        Assert.StartsWith("consistent; origin not checked: The Paper, edition 1 of ", unvouched.Out, StringComparison.Ordinal);
        Assert.Matches("\n  3 articles on 2 desks: en fa\n  fingerprint  root 1:( [0-9a-f]{4}){8}\n$", unvouched.Out);
        Assert.StartsWith("hint: nobody vouches yet", unvouched.Error, StringComparison.Ordinal);

        var vouched = await RunAsync("verify", published.Edition, "--trust", published.Trust);
        Assert.Equal((0, ""), (vouched.Exit, vouched.Error));
        Assert.StartsWith("authentic: The Paper, edition 1 of ", vouched.Out, StringComparison.Ordinal);
        Assert.StartsWith("authentic: ", (await RunAsync("verify", published.Edition)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_prints_one_json_object()
    {
        var ran = await RunAsync("verify", published.Edition, "--trust", published.Trust, "--json");
        Assert.Equal(
            ["ageSeconds", "articles", "checked", "cut", "desks", "edition", "expiredRole", "fetched", "files", "fingerprint", "name", "newsroom", "originChecked", "outcome", "refused", "unreachable"],
            ran.Json.Select(m => m.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("authentic", true, 1, 3), (ran.Json["outcome"]!.GetValue<string>(), ran.Json["originChecked"]!.GetValue<bool>(), ran.Json["edition"]!.GetValue<int>(), ran.Json["articles"]!.GetValue<int>()));
        Assert.InRange(ran.Json["ageSeconds"]!.GetValue<long>(), 600, 6000);
    }

    [Fact]
    public async Task Verify_refuses_an_altered_article_with_its_code_and_a_hint()
    {
        published.CopyTo(_folder.Path);
        var page = Path.Combine(_folder.Path, Path.GetRelativePath(published.Edition, published.Page));
        File.WriteAllText(page, File.ReadAllText(page).Replace("says something", "says anything!", StringComparison.Ordinal));
        var ran = await RunAsync("verify", _folder.Path);
        Assert.Equal(1, ran.Exit);
        Assert.Matches(@"^skywave: error: en/\d{4}/\d\d/the-first-story-[a-z2-7]{16}\.html: the article is not what was signed \[article\.altered\]\n", ran.Error);
        Assert.EndsWith("hint: delete this copy and fetch it from another mirror\n", ran.Error, StringComparison.Ordinal);
        Assert.StartsWith("NOT AUTHENTIC: ", ran.Out, StringComparison.Ordinal);
        var json = (await RunAsync("verify", _folder.Path, "--json")).Json;
        Assert.Equal(("refused", "article.altered"), (json["outcome"]!.GetValue<string>(), json["code"]!.GetValue<string>()));
        Assert.Equal(["code", "detail", "path"], json["refused"]![0]!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));

        var lone = await RunAsync("verify", page, "--trust", published.Trust);
        Assert.Equal((1, ""), (lone.Exit, lone.Out));
        Assert.Contains("\nhint: ", lone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_tells_stale_from_refused()
    {
        var stale = await RunAsync("verify", published.Stale.House.Public, "--trust", published.StaleTrust);
        Assert.Equal(4, stale.Exit);
        Assert.StartsWith("authentic, but stale: The Paper, edition 1 of ", stale.Out, StringComparison.Ordinal);
        Assert.Contains("\n  the signature of timestamp has run out: ", stale.Out, StringComparison.Ordinal);
        Assert.Contains("(5 days old)", stale.Out, StringComparison.Ordinal);
        Assert.Equal("stale", (await RunAsync("verify", published.Stale.House.Public, "--json")).Json["outcome"]!.GetValue<string>());

        Assert.Equal(4, (await RunAsync("verify", published.Edition, "--max-age", "5m")).Exit);
        Assert.Equal(0, (await RunAsync("verify", published.Edition, "--max-age", "2w")).Exit);
        Assert.Equal(4, (await RunAsync("verify", published.Page, "--trust", published.Trust, "--max-age", "5m")).Exit);
    }

    [Theory]
    [InlineData(2, "verify")]
    [InlineData(2, "verify", "EDITION", "--max-age", "soon")]
    [InlineData(2, "verify", "EDITION", "--no-such-option")]
    [InlineData(2, "verify", "EDITION", "--trust", "/nowhere/trust")]
    [InlineData(2, "mirror", "EDITION", "COPY", "--serve", "not an address")]
    [InlineData(2, "read", "EDITION", "--desk", "xx")]
    [InlineData(2, "read", "EDITION", "99")]
    [InlineData(2)]
    [InlineData(3, "verify", "/nowhere")]
    [InlineData(3, "verify", "http://127.0.0.1:1/")]
    [InlineData(3, "verify", "http://127.0.0.1:1/en/2026/11/x.html")]
    [InlineData(3, "mirror", "http://127.0.0.1:1/", "COPY")]
    [InlineData(3, "read", "/nowhere")]
    [InlineData(3, "read", "EMPTY")]
    public async Task What_cannot_be_done_is_one_line_a_hint_and_a_code(int exit, params string[] args)
    {
        var named = args.Select(a => a switch { "EDITION" => published.Edition, "COPY" => Path.Combine(_folder.Path, "copy"), "EMPTY" => _folder.Path, _ => a }).ToArray();
        var ran = await RunAsync(named);
        Assert.Equal(exit, ran.Exit);
        Assert.Matches("^skywave: error: .+\nhint: .+\n$", ran.Error);
        var json = await RunAsync([.. named, "--json"]);
        Assert.Equal((exit, "failed"), (json.Exit, json.Json["outcome"]!.GetValue<string>()));
        Assert.Equal(["code", "message", "outcome"], json.Json.Select(m => m.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_lone_page_is_never_called_genuine_without_trust_at_hand()
    {
        var alone = Path.Combine(_folder.Path, "saved.html");
        File.Copy(published.Page, alone);
        var ran = await RunAsync("verify", alone);
        Assert.Equal((3, ""), (ran.Exit, ran.Out));
        Assert.DoesNotContain("genuine", ran.Error, StringComparison.Ordinal);
        Assert.Contains("hint: give the newsroom's trust file with --trust FILE", ran.Error, StringComparison.Ordinal);
        Assert.Equal("page.no-trust", (await RunAsync("verify", alone, "--json")).Json["code"]!.GetValue<string>());
        Assert.Equal("log.origin-unknown", (await RunAsync("verify", alone, "--trust", published.StaleTrust, "--json")).Json["code"]!.GetValue<string>());

        var trusted = await RunAsync("verify", alone, "--trust", published.Trust);
        Assert.Equal(0, trusted.Exit);
        Assert.Matches(@"^genuine: en/\d{4}/\d\d/[a-z2-7]{16}, revision 1 of \d{4}-\d\d-\d\d \d\d:\d\d UTC, published\n", trusted.Out);
        Assert.Contains("Nothing around it is vouched for", trusted.Out, StringComparison.Ordinal);
        await RunAsync("verify", published.Edition, "--trust", published.Trust);
        Assert.Equal(0, (await RunAsync("verify", alone)).Exit);
    }

    [Fact]
    public async Task Print_gives_the_signed_article_and_nothing_else()
    {
        var ran = await RunAsync("verify", published.Page, "--trust", published.Trust, "--print");
        var fragment = PageSplit.Parse(await File.ReadAllBytesAsync(published.Page)).Value.Fragment;
        Assert.Equal((0, System.Text.Encoding.UTF8.GetString(fragment.Span) + "\n", ""), (ran.Exit, ran.Out, ran.Error));
    }

    [Fact]
    public async Task A_page_and_an_edition_are_checked_at_an_address_too()
    {
        await using var site = await ReaderSite.StartAsync(published.Edition, new Uri("http://127.0.0.1:0"));
        var page = new Uri(site.Address, Path.GetRelativePath(published.Edition, published.Page)).ToString();
        Assert.StartsWith("authentic: ", (await RunAsync("verify", site.Address.ToString(), "--trust", published.Trust)).Out, StringComparison.Ordinal);
        Assert.StartsWith("genuine: ", (await RunAsync("verify", page)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mirror_keeps_a_verified_copy_and_refuses_to_spoil_it()
    {
        var (source, copy) = (Path.Combine(_folder.Path, "source"), Path.Combine(_folder.Path, "copy"));
        published.CopyTo(source);
        var first = await RunAsync("mirror", source, copy);
        Assert.Equal(0, first.Exit);
        Assert.StartsWith("consistent; origin not checked: ", first.Out, StringComparison.Ordinal);
        Assert.Contains($" files written to {copy}\n", first.Out, StringComparison.Ordinal);
        var again = await RunAsync("mirror", source, copy);
        Assert.StartsWith("consistent; origin not checked: ", again.Out, StringComparison.Ordinal);
        Assert.EndsWith("  the copy has all of it already\n", again.Out, StringComparison.Ordinal);
        Assert.StartsWith("authentic: ", (await RunAsync("mirror", source, copy, "--trust", published.Trust)).Out, StringComparison.Ordinal);
        Assert.StartsWith("authentic: ", (await RunAsync("mirror", source, copy)).Out, StringComparison.Ordinal);
        Assert.Equal("trust.other-root", (await RunAsync("mirror", source, copy, "--trust", published.StaleTrust, "--json")).Json["code"]!.GetValue<string>());

        var before = LyingMirror.Read(copy);
        File.WriteAllText(Path.Combine(source, "metadata/timestamp.json"), "<h1>Blocked by order</h1>");
        var refused = await RunAsync("mirror", source, copy, "--json");
        Assert.Equal((1, "tuf.malformed"), (refused.Exit, refused.Json["code"]!.GetValue<string>()));
        Directory.Delete(source, recursive: true);
        Assert.Equal(3, (await RunAsync("mirror", source, copy)).Exit);
        Assert.Equal(before, LyingMirror.Read(copy));
        Assert.Equal(0, (await RunAsync("verify", copy)).Exit);
        Assert.Equal(4, (await RunAsync("mirror", published.Stale.House.Public, Path.Combine(_folder.Path, "stale"))).Exit);
    }

    [Fact]
    public async Task Mirror_serves_its_copy()
    {
        using var process = Programs.Start(Programs.Mirror, _pins.Path, "mirror", published.Edition, Path.Combine(_folder.Path, "copy"), "--serve", "http://127.0.0.1:0");
        try
        {
            var said = "";
            while (!said.StartsWith("serving the copy at http://127.0.0.1:", StringComparison.Ordinal))
            {
                said = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            }
            using var http = new HttpClient();
            var page = await http.GetStringAsync(new Uri(said["serving the copy at ".Length..].Split(';')[0]));
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(published.Edition, "index.html")), page);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Read_lists_a_desk_and_shows_an_article()
    {
        var list = await RunAsync("read", published.Edition, "--trust", published.Trust);
        Assert.Equal((0, ""), (list.Exit, list.Error));
        Assert.Contains("The first story", list.Out, StringComparison.Ordinal);
        Assert.EndsWith("desks: en fa\n", list.Out, StringComparison.Ordinal);
        Assert.Contains("داستان نخست", (await RunAsync("read", published.Edition, "--desk", "FA")).Out, StringComparison.Ordinal);
        var json = (await RunAsync("read", published.Edition, "--json")).Json;
        Assert.Equal(["desk", "edition", "expiredRole", "items", "originChecked", "outcome"], json.Select(m => m.Key).Order(StringComparer.Ordinal));

        var id = json["items"]![0]!["article"]!.GetValue<string>();
        var (byNumber, byId) = (await RunAsync("read", published.Edition, "1"), await RunAsync("read", published.Edition, id));
        Assert.Equal((0, byNumber.Out), (byId.Exit, byId.Out));
        Assert.Contains("-- genuine: en/", byId.Out, StringComparison.Ordinal);
        Assert.StartsWith("origin not checked: ", byId.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["address", "article", "desk", "edition", "expiredRole", "originChecked", "outcome", "revision", "text"],
            (await RunAsync("read", published.Edition, id, "--json")).Json.Select(m => m.Key).Order(StringComparer.Ordinal));
        var stale = await RunAsync("read", published.Stale.House.Public, "1");
        Assert.Equal(4, stale.Exit);
        Assert.Contains("this copy is old: the signature of timestamp has run out", stale.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tuf_init_refresh_and_download_end_with_0_or_1()
    {
        published.CopyTo(_folder.Path);
        await using var site = await ReaderSite.StartAsync(_folder.Path, new Uri("http://127.0.0.1:0"));
        var (trusted, targets) = (Path.Combine(_pins.Path, "metadata"), Path.Combine(_pins.Path, "targets"));
        Task<Ran> Tuf(string program, params IEnumerable<string> args) => Programs.RunAsync(program, _pins.Path, ["tuf", "--metadata-dir", trusted, .. args]);
        string[] Download(ReaderSite from) => ["--metadata-url", new Uri(from.Address, "metadata").ToString(), "--target-base-url", new Uri(from.Address, "targets").ToString(), "--target-dir", targets, "--target-name", "en/front", "--target-name", "newsroom/logs.json", "download"];

        Assert.Equal(1, (await Tuf(Programs.Mirror, "--metadata-url", site.Address.ToString(), "refresh")).Exit);
        Assert.Equal(0, (await Tuf(Programs.Mirror, "init", Path.Combine(published.Edition, "metadata/1.root.json"))).Exit);
        Assert.Equal(1, (await Tuf(Programs.Mirror, "refresh")).Exit);
        Assert.Equal(0, (await Tuf(Programs.Skywave, "--metadata-url", new Uri(site.Address, "metadata").ToString(), "refresh")).Exit);
        Assert.Equal(["root.json", "snapshot.json", "targets.json", "timestamp.json"], Directory.GetFiles(trusted).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.Equal(0, (await Tuf(Programs.Mirror, Download(site))).Exit);
        Assert.Equal(2, Directory.GetFiles(targets).Length);

        // What was downloaded is not asked for again; what is altered ends it with 1.
        Directory.Delete(Path.Combine(_folder.Path, "targets"), recursive: true);
        Assert.Equal(0, (await Tuf(Programs.Mirror, Download(site))).Exit);
        File.WriteAllText(Path.Combine(_folder.Path, "metadata/timestamp.json"), "{}");
        await using var later = await ReaderSite.StartAsync(_folder.Path, new Uri("http://127.0.0.1:0")); // a site looks at the disk once a second
        var refused = await Tuf(Programs.Mirror, Download(later));
        Assert.Equal(1, refused.Exit);
        Assert.StartsWith("skywave: error: timestamp.json: tuf.malformed: ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_big_program_offers_the_same_commands()
    {
        Assert.StartsWith("consistent; origin not checked: ", (await Programs.RunAsync(Programs.Skywave, _pins.Path, "verify", published.Edition)).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await Programs.RunAsync(Programs.Skywave, _pins.Path, "read")).Exit);
    }
}
