using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Skywave.House;
using Skywave.Importing;
using Skywave.Mirror;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Importing;

/// <summary>Documents come in: to the right desk, with their pictures, and nothing bad stops anything good.</summary>
public sealed class ImportTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] Drawing = File.ReadAllBytes(Path.Combine(TestData.RepositoryRoot(), "demo", "pictures", "genuine.jpg"));

    private readonly TempFolder _inbox = new();
    private TestNewsroom _paper = null!;

    public async ValueTask InitializeAsync() => _paper = await TestNewsroom.MakeAsync("en", "ru", "uz", "uz-Cyrl");

    public async ValueTask DisposeAsync() => await _paper.DisposeAsync();

    public void Dispose() => _inbox.Dispose();

    [Fact]
    public async Task A_story_file_becomes_a_draft_and_when_approved_a_page()
    {
        var file = Write("story.txt", "The bridge is open\n\nIt opened on Tuesday.\n");
        var draft = await ImportAsync([file], desk: "en", approve: false);
        Assert.Equal("draft", (string?)draft["items"]![0]!["state"]);
        await _paper.PublishAsync();
        Assert.Empty(Pages("en"));

        var approved = await ImportAsync([file], desk: "en");
        Assert.Equal(("unchanged", "approved"), ((string?)approved["items"]![0]!["became"], (string?)approved["items"]![0]!["state"]));
        await _paper.PublishAsync();
        Assert.Contains("It opened on Tuesday.", File.ReadAllText(Assert.Single(Pages("en"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_file_stops_no_other()
    {
        Write("a.txt", "A good one\n\nWith a text.\n");
        Write("b.json", "{\"uri\":\"tag:b\",\"headline\":");
        Write("c.bin", "\0\0\0\0\0\0\0\0\0\0");
        Write("d.txt", "Another good one\n\nWith a text.\n");
        var json = await ImportAsync([_inbox.Path], desk: "en");
        Assert.Equal("refused", (string?)json["outcome"]);
        Assert.Equal(2, json["items"]!.AsArray().Count);
        Assert.Collection(json["refused"]!.AsArray(),
            r => Assert.EndsWith("b.json", (string?)r!["place"], StringComparison.Ordinal),
            r => Assert.EndsWith("c.bin", (string?)r!["place"], StringComparison.Ordinal));
        Assert.All(json["refused"]!.AsArray(), r => Assert.False(string.IsNullOrWhiteSpace((string?)r!["reason"])));
    }

    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("ru", "ru")]
    [InlineData("uz-Latn-UZ", "uz")]
    [InlineData("uz-Cyrl-UZ", "uz-Cyrl")]
    public async Task An_item_goes_to_the_desk_of_its_language(string language, string desk)
    {
        var json = await ImportAsync([Write("item.json", Ninjs("tag:x", "A headline", language))]);
        Assert.Equal(desk, (string?)json["items"]![0]!["desk"]);
    }

    [Fact]
    public async Task A_language_without_a_desk_is_refused_unless_a_desk_is_named()
    {
        var file = Write("item.json", Ninjs("tag:x", "Eine Schlagzeile", "de"));
        var refused = await ImportAsync([file]);
        Assert.Contains("de", (string?)refused["refused"]![0]!["reason"], StringComparison.Ordinal);
        var kept = await ImportAsync([file], desk: "en");
        Assert.Equal("en", (string?)kept["items"]![0]!["desk"]);
        Assert.Contains(kept["warnings"]!.AsArray(), w => ((string?)w!["warning"])!.Contains("marked as de", StringComparison.Ordinal));
        await _paper.PublishAsync();
        Assert.Contains("lang=\"de\"", File.ReadAllText(Assert.Single(Pages("en"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_of_import_and_the_keys_change_no_fragment_list_path_or_id()
    {
        var files = Enumerable.Range(0, 12).Select(i => Write($"{i:00}.json", Ninjs($"tag:{i}", $"Story number {i}", i % 3 == 0 ? "ru" : "en", "2026-11-20T10:00:00Z"))).ToArray();
        await using var other = await TestNewsroom.MakeAsync("en", "ru", "uz", "uz-Cyrl");
        var shuffled = files.ToArray();
        new Random(20261125).Shuffle(shuffled);
        await ImportAsync(files);
        await ImportAsync(shuffled, into: other);
        await _paper.PublishAsync();
        await other.PublishAsync();
        var (ours, theirs) = (Fragments(_paper), Fragments(other));
        Assert.Equal(12, ours.Count);
        Assert.Equal(ours, theirs);
        foreach (var list in new[] { "index.html", "404.html", "en/index.html", "en/page/1.html", "en/corrections.html", "en/404.html", "en/feed.xml", "en/feed.json", "ru/index.html", "uz/index.html" })
        {
            Assert.Equal(File.ReadAllText(Path.Combine(_paper.House.Public, list)), File.ReadAllText(Path.Combine(other.House.Public, list)));
        }
    }

    [Fact]
    public async Task A_text_from_elsewhere_names_no_file_of_this_machine()
    {
        File.WriteAllBytes(Path.Combine(_inbox.Path, "secret.jpg"), Drawing);
        using var site = new Site("text/plain", Encoding.UTF8.GetBytes($"---\npicture: secret.jpg\nalt: a drawing\n---\nA headline\n\nA text.\n"));
        var json = await ImportAsync([site.Address.ToString()], desk: "en", allowPrivate: true);
        Assert.Empty(json["items"]!.AsArray());
        Assert.Contains("must be named by its address", (string?)json["refused"]![0]!["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_address_is_fetched_only_when_that_is_allowed()
    {
        using var site = new Site("application/json", Encoding.UTF8.GetBytes(Ninjs("tag:x", "A headline", "en")));
        var refused = await ImportAsync([site.Address.ToString()]);
        Assert.Empty(refused["items"]!.AsArray());
        Assert.Equal(0, site.Requests);
        var kept = await ImportAsync([site.Address.ToString()], allowPrivate: true);
        Assert.Single(kept["items"]!.AsArray());
    }

    [Fact]
    public async Task A_local_picture_enters_and_a_missing_one_is_a_reason()
    {
        File.WriteAllBytes(Path.Combine(_inbox.Path, "drawing.jpg"), Drawing);
        var good = Write("good.txt", "---\npicture: drawing.jpg\nalt: a drawing\n---\nA headline\n\nA text.\n");
        var bad = Write("bad.txt", "---\npicture: nowhere.jpg\nalt: nothing\n---\nAnother headline\n\nA text.\n");
        var json = await ImportAsync([good, bad], desk: "en");
        Assert.Single(json["items"]!.AsArray());
        Assert.Contains("nowhere.jpg", (string?)json["refused"]![0]!["reason"], StringComparison.Ordinal);
        await _paper.PublishAsync();
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(_paper.House.Public, "media"), "*.jpg"));
    }

    [Fact]
    public async Task A_remote_picture_out_of_reach_is_left_out_with_a_warning()
    {
        var json = await ImportAsync([Write("story.txt", "---\npicture: http://127.0.0.1:9/none.jpg\nalt: none\n---\nA headline\n\nA text.\n")], desk: "en");
        Assert.Single(json["items"]!.AsArray());
        Assert.Contains(json["warnings"]!.AsArray(), w => ((string?)w!["warning"])!.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_source_takes_back_becomes_a_tombstone()
    {
        var file = Write("item.json", Ninjs("tag:x", "A headline", "en"));
        await ImportAsync([file]);
        await _paper.PublishAsync();
        Write("item.json", Ninjs("tag:x", "A headline", "en").Replace("\"usable\"", "\"canceled\"", StringComparison.Ordinal));
        var json = await ImportAsync([file], approve: false);
        Assert.Equal("withdrawn", (string?)json["items"]![0]!["became"]);
        await _paper.PublishAsync();
        Assert.DoesNotContain("It says something", File.ReadAllText(Assert.Single(Pages("en"))), StringComparison.Ordinal);
        Assert.Empty((await _paper.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task An_embargoed_item_stays_a_draft()
    {
        var json = await ImportAsync([Write("item.json", Ninjs("tag:x", "A headline", "en").Replace("\"pubstatus\"", "\"embargoed\":\"2030-01-01T00:00:00Z\",\"pubstatus\"", StringComparison.Ordinal))]);
        Assert.Equal("draft", (string?)json["items"]![0]!["state"]);
    }

    [Fact]
    public async Task An_unnamed_source_is_pointed_out_to_whoever_approves()
    {
        var json = await ImportAsync([Write("story.txt", "---\nunnamed: a nurse | she could lose her work\n---\nA headline\n\n> We had no beds.\n> -- unnamed 1\n")], desk: "en");
        Assert.Contains(json["warnings"]!.AsArray(), w => ((string?)w!["warning"])!.Contains("quotes somebody unnamed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Notices_are_brought_in_and_stand_on_the_page()
    {
        var file = Write("notices.json", """[{"id":"x","designation":"A designation","territories":["RU"],"acts":["Share","Save","Like","Comment","Subscribe"],"text":"What it means."}]""");
        var json = await ImportAsync([file], desk: "en", notices: true);
        Assert.Equal("done", (string?)json["outcome"]);
        await _paper.WriteAsync("en", "one", "A story", "Its text.");
        await _paper.PublishAsync();
        Assert.Contains("A designation", File.ReadAllText(Assert.Single(Pages("en"))), StringComparison.Ordinal);
        var bad = await ImportAsync([Write("bad.json", """[{"id":"x","designation":"","territories":["Russia"],"text":"t"}]""")], desk: "en", notices: true);
        Assert.Contains("ISO 3166", (string?)bad["refused"]![0]!["reason"], StringComparison.Ordinal);
    }

    private async Task<JsonNode> ImportAsync(string[] sources, string? desk = null, bool approve = true, bool allowPrivate = false, bool notices = false, TestNewsroom? into = null)
    {
        var (said, paper) = (new StringWriter(), into ?? _paper);
        var report = new ImportReport(new Terminal(said, said, json: true, interactive: false));
        var import = new ImportSources(paper.House, report, new ImportWishes(desk is null ? null : DeskTag.Parse(desk), approve), _ => { }, paper.Clock)
        {
            AllowPrivateAddresses = allowPrivate,
            Format = new ImportFormat(null, notices),
        };
        await import.RunAsync(sources, CancellationToken.None);
        var json = new JsonObject();
        report.Tell(json);
        return json;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_inbox.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Ninjs(string uri, string headline, string language, string created = "2026-11-23T10:00:00Z") =>
        $$"""{"uri":"{{uri}}","type":"text","language":"{{language}}","headline":"{{headline}}","body_text":"It says something.","firstcreated":"{{created}}","versioncreated":"{{created}}","pubstatus":"usable"}""";

    private string[] Pages(string desk) => [.. _paper.ArticlePages(desk)];

    private static SortedDictionary<string, string> Fragments(TestNewsroom paper)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in paper.House.Settings.Desks.SelectMany(paper.ArticlePages))
        {
            var html = File.ReadAllText(file);
            found[Path.GetRelativePath(paper.House.Public, file)] = html[html.IndexOf("<article", StringComparison.Ordinal)..html.IndexOf("</article>", StringComparison.Ordinal)];
        }
        return found;
    }

    /// <summary>A site on loopback that answers every request the same.</summary>
    private sealed class Site : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Site(string type, byte[] body)
        {
            var port = FreePort();
            Address = new Uri($"http://127.0.0.1:{port}/x");
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            _ = AnswerAsync(type, body);
        }

        public Uri Address { get; }

        public int Requests { get; private set; }

        public void Dispose() => ((IDisposable)_listener).Dispose();

        private static int FreePort()
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }

        private async Task AnswerAsync(string type, byte[] body)
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    Requests++;
                    context.Response.ContentType = type;
                    await context.Response.OutputStream.WriteAsync(body);
                    context.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
