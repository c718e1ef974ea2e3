using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skywave.Reading;
using Xunit;

namespace Skywave.Tests;

/// <summary>What the browser's reader is to be asked in node: cases of steps, each with everything that its mirror answers then.</summary>
internal sealed class BrowserReader
{
    private readonly JsonObject _blobs = [];
    private readonly JsonObject _cases = [];

    /// <summary>What a browser has: all, no Ed25519, or (over plain http) nothing.</summary>
    public static TheoryData<string> Crypto => ["webcrypto", "library", "libraries"];

    public int Steps => _cases.Sum(c => c.Value!["steps"]!.AsArray().Count);

    /// <summary>Begins a case: one root that every client in it trusts.</summary>
    public void Begin(string name, ReadOnlySpan<byte> root) => _cases[name] = new JsonObject { ["root"] = Blob(root), ["steps"] = new JsonArray() };

    /// <summary>One more step of the case.</summary>
    /// <param name="name">The case.</param>
    /// <param name="op">tuf-refresh, tuf-target, desk or article.</param>
    /// <param name="now">Its time.</param>
    /// <param name="files">What the mirror has.</param>
    /// <param name="argument">Target, desk or path.</param>
    /// <param name="lies">What it answers instead.</param>
    /// <param name="client">Which reader; one that is new opens its store again.</param>
    /// <param name="store">What that reader remembers.</param>
    public void Add(string name, string op, DateTimeOffset now, IReadOnlyDictionary<string, byte[]> files, string argument = "", IReadOnlyDictionary<string, Fetched>? lies = null, int client = 0, int store = 0)
    {
        var answers = new JsonObject();
        foreach (var (path, bytes) in files)
        {
            answers[path] = Blob(bytes);
        }
        foreach (var (path, lie) in lies ?? new Dictionary<string, Fetched>())
        {
            answers[path] = lie switch { Fetched.Content content => Blob(content.Bytes.Span), Fetched.TooBig => "!too-big", Fetched.Missing => "!missing", _ => "!unreachable" };
        }
        _cases[name]!["steps"]!.AsArray().Add(new JsonObject { ["op"] = op, ["now"] = now.ToUnixTimeMilliseconds(), ["argument"] = argument, ["client"] = client, ["store"] = store, ["answers"] = answers });
    }

    /// <summary>What each step of each case came to.</summary>
    public Dictionary<string, JsonElement[]> Replay(string crypto) =>
        Run("replay", crypto, new JsonObject { ["blobs"] = _blobs.DeepClone(), ["cases"] = _cases.DeepClone() }).EnumerateObject().ToDictionary(c => c.Name, c => c.Value.EnumerateArray().ToArray());

    /// <summary>Files of every kind, damaged: how often each code was given.</summary>
    public static JsonElement Fuzz(string crypto, int rounds, IReadOnlyDictionary<string, byte[]> files) => Run("fuzz", crypto, new JsonObject
    {
        ["rounds"] = rounds,
        ["blobs"] = new JsonObject(files.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Convert.ToBase64String(f.Value)))),
        ["files"] = new JsonObject(files.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Key))),
    });

    /// <summary>What each file is: the code of its refusal, or <c>taken</c> and what is believed of it.</summary>
    public static string[] Compare(string crypto, byte[] logs, IReadOnlyList<(string Kind, byte[] File)> items)
    {
        var browser = new BrowserReader();
        var list = new JsonArray([.. items.Select(item => (JsonNode?)new JsonObject { ["kind"] = item.Kind, ["file"] = browser.Blob(item.File) })]);
        var input = new JsonObject { ["items"] = list, ["logs"] = browser.Blob(logs), ["blobs"] = browser._blobs };
        return [.. Run("compare", crypto, input).EnumerateArray().Select(result => result.GetString()!)];
    }

    /// <summary>Mirrors in a time that stands still while nobody waits.</summary>
    public static JsonElement Mirrors(JsonObject scenario) => Run("mirrors", "webcrypto", scenario);

    private string Blob(ReadOnlySpan<byte> bytes)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _blobs[name] ??= Convert.ToBase64String(bytes);
        return name;
    }

    private static JsonElement Run(string mode, string crypto, JsonObject input)
    {
        var folder = Directory.CreateTempSubdirectory("skywave-reader-").FullName;
        try
        {
            foreach (var part in ReaderScript.Parts.Concat(ReaderScript.Libraries))
            {
                File.WriteAllBytes(Path.Combine(folder, part.Path), part.Bytes.Span);
            }
            var file = Path.Combine(folder, "input.json");
            File.WriteAllText(file, input.ToJsonString());
            var (code, output) = Node.Run("check-reader.mjs", mode, folder, file, crypto);
            Assert.True(code == 0, output);
            var answer = JsonDocument.Parse(output).RootElement;
            // Nothing is loaded that this browser does not need.
            Assert.Equal((crypto, crypto switch { "library" => "ed25519", "libraries" => "sha2 ed25519", _ => "" }), (answer.GetProperty("from").GetString(), string.Join(' ', answer.GetProperty("loaded").EnumerateArray().Select(l => l.GetString()))));
            return answer.GetProperty("result");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
