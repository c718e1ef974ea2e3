using System.Text.Json.Nodes;
using Skywave.Importing;
using Skywave.Mirror;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Importing;

/// <summary>An archive comes in line by line.</summary>
public sealed class ImportLinesTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _inbox = new();
    private TestNewsroom _paper = null!;

    public async ValueTask InitializeAsync() => _paper = await TestNewsroom.MakeAsync("en", "ru");

    public async ValueTask DisposeAsync() => await _paper.DisposeAsync();

    public void Dispose() => _inbox.Dispose();

    [Fact]
    public async Task Each_line_is_an_item_and_a_bad_one_stops_no_other()
    {
        var json = await ImportAsync(Write(Item(1), "{", Item(2, "ru"), Item(3).Replace("usable", "withheld", StringComparison.Ordinal)), CancellationToken.None);
        Assert.Equal([("en", "approved"), ("ru", "approved"), ("en", "draft")], json["items"]!.AsArray().Select(i => ((string)i!["desk"]!, (string)i["state"]!)));
        Assert.EndsWith("archive.jsonl, line 2", (string?)Assert.Single(json["refused"]!.AsArray())!["place"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_short_it_keeps_what_it_stored_and_again_it_goes_on_from_there()
    {
        var file = Write([.. Enumerable.Range(0, 1_500).Select(i => Item(i))]);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportAsync(file, stop.Token, _ => stop.Cancel()));
        var kept = await CountAsync();
        Assert.InRange(kept, 1, 1_499);

        var again = (await ImportAsync(file, CancellationToken.None))["items"]!.AsArray();
        Assert.Equal((kept, 1_500 - kept), (again.Count(i => (string)i!["became"]! == "unchanged"), again.Count(i => (string)i!["became"]! == "created")));
        Assert.Equal(1_500, await CountAsync());
    }

    private static string Item(int number, string language = "en") =>
        $$"""{"uri":"tag:{{number}}","type":"text","language":"{{language}}","headline":"Number {{number}}","body_text":"It says something.","pubstatus":"usable"}""";

    private string Write(params string[] lines)
    {
        var path = Path.Combine(_inbox.Path, "archive.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    private async Task<int> CountAsync()
    {
        await using var db = NewsroomStore.Open(_paper.House.Path).OpenWriting();
        return await ListReady.CountAsync(db);
    }

    private async Task<JsonObject> ImportAsync(string file, CancellationToken cancel, Action<string>? progress = null)
    {
        using var said = new StringWriter();
        var report = new ImportReport(new Terminal(said, said, json: true, interactive: false));
        // A line is told of before its document is read, and then after each piece that was stored.
        var told = 0;
        await new ImportSources(_paper.House, report, new ImportWishes(null, Approve: true), what => { if (told++ > 0) { progress?.Invoke(what); } }, _paper.Clock).RunAsync([file], cancel);
        var json = new JsonObject();
        report.Tell(json);
        return json;
    }
}
