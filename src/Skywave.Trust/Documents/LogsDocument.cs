using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Skywave.Trust.Log;

namespace Skywave.Trust.Documents;

/// <summary>Target <c>newsroom/logs.json</c>: every desk's logs and who may sign them (docs/900-design.md, section 7). Signed by the offline holders.</summary>
/// <param name="Newsroom">The newsroom's UUID.</param>
/// <param name="Logs">Each desk's epochs: 1, 2, 3 … without gaps; only the last may be open.</param>
public sealed record LogsDocument(string Newsroom, ImmutableSortedDictionary<string, ImmutableArray<LogEpoch>> Logs)
{
    /// <summary>The greatest document, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>The origin of a desk's log in one epoch: <c>&lt;newsroom&gt;/log/&lt;desk&gt;/&lt;epoch&gt;</c>.</summary>
    public static string OriginOf(string newsroom, string desk, int epoch) => $"{newsroom}/log/{desk}/{epoch}";

    /// <summary>The epoch with this origin, or null.</summary>
    public LogEpoch? Find(string origin) => Logs.Values.SelectMany(epochs => epochs).FirstOrDefault(epoch => epoch.Origin == origin);

    /// <summary>The desk's open epoch, or null when it has none.</summary>
    public LogEpoch? Open(string desk) => Logs.TryGetValue(desk, out var epochs) && epochs[^1].Closed is null ? epochs[^1] : null;

    /// <summary>The epochs of a desk, oldest first; none for an unknown desk.</summary>
    public ImmutableArray<LogEpoch> Of(string desk) => Logs.TryGetValue(desk, out var epochs) ? epochs : [];

    /// <summary>Reads the document. Refused: <see cref="Codes.DocumentMalformed"/>, <see cref="Codes.DocumentTooBig"/>.</summary>
    public static Checked<LogsDocument> Parse(ReadOnlySpan<byte> json) => Shape.Read(json, MaxLength, "logs.json", shape =>
    {
        shape.Integer("v", 1, 1);
        var newsroom = shape.Text("newsroom", Names.IsNewsroom);
        var logs = shape.MapOfLists("logs", 1024, Names.IsDesk, (desk, epoch) => LogEpoch.Read(newsroom, desk, epoch));
        foreach (var (desk, epochs) in logs)
        {
            shape.Require(epochs.Length > 0 && epochs.Select((epoch, i) => epoch.Epoch == i + 1).All(fits => fits), "logs", $"{desk}: epochs are not 1, 2, 3 without gaps");
            shape.Require(epochs.SkipLast(1).All(epoch => epoch.Closed is not null), "logs", $"{desk}: an epoch before the last is open");
        }
        return new LogsDocument(newsroom, logs);
    });

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["logs"] = Json.Map(Logs, epochs => Json.List(epochs, epoch => epoch.ToJson())),
        ["newsroom"] = Newsroom,
        ["v"] = 1,
    });
}

/// <summary>One desk's log under one set of log keys.</summary>
/// <param name="Desk">The desk's tag.</param>
/// <param name="Epoch">From 1.</param>
/// <param name="Origin">The first line of its checkpoints, and the name of its keys.</param>
/// <param name="Keys">Who may sign.</param>
/// <param name="Threshold">How many of them must.</param>
/// <param name="Closed">How the log ended, when it did.</param>
public sealed record LogEpoch(string Desk, int Epoch, string Origin, ImmutableArray<VKey> Keys, int Threshold, ClosedLog? Closed = null)
{
    /// <summary>The log's folder in an edition: <c>log/&lt;desk&gt;/&lt;epoch&gt;</c>.</summary>
    public string Folder => $"log/{Desk}/{Epoch}";

    internal static LogEpoch Read(string newsroom, string desk, Shape shape)
    {
        var number = (int)shape.Integer("epoch", 1, 100_000);
        var origin = shape.Text("origin", text => text == LogsDocument.OriginOf(newsroom, desk, number));
        var keys = shape.Texts("keys", 32, text => VKey.Parse(text).TryGet(out var key, out _) && key.Name == origin)
            .Where(text => text.Length > 0).Select(text => VKey.Parse(text).Value).ToImmutableArray();
        shape.Require(keys.Length > 0 && keys.Distinct().Count() == keys.Length, "keys", "none, or one twice");
        var closed = shape.Optional("closed", inner => new ClosedLog(inner.Integer("size", 0, MerkleProof.MaxSize), inner.Hash("root")));
        return new(desk, number, origin, keys, (int)shape.Integer("threshold", 1, Math.Max(keys.Length, 1)), closed);
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["epoch"] = Epoch,
            ["keys"] = Json.Texts(Keys.Select(key => key.ToString())),
            ["origin"] = Origin,
            ["threshold"] = Threshold,
        };
        if (Closed is not null)
        {
            json["closed"] = new JsonObject { ["root"] = Closed.Root.Hex, ["size"] = Closed.Size };
        }
        return json;
    }
}

/// <summary>The last good state of a closed log.</summary>
/// <param name="Size">Entries.</param>
/// <param name="Root">The root over them.</param>
public sealed record ClosedLog(long Size, TreeHash Root);
