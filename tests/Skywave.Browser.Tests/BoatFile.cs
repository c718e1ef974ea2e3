using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skywave.Packing;
using Skywave.Reading;

namespace Skywave.Tests;

/// <summary>A lifeboat's file, as a test makes and changes it.</summary>
internal static partial class BoatFile
{
    /// <summary>Of what a newsroom has published.</summary>
    public static async Task<string> PackAsync(TestNewsroom paper)
    {
        var edition = (await ReadEdition.OpenAsync(paper.Source, paper.Root(), null, DateTimeOffset.UtcNow, default)).Value;
        return Encoding.UTF8.GetString((await new PackLifeboat(edition, "en").RunAsync(_ => { }, default)).Value.File);
    }

    /// <summary>The same with another hold.</summary>
    public static string Changed(string boat, Action<JsonObject> change)
    {
        var packed = Hold().Match(boat).Groups[1];
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed.Value)), CompressionMode.Decompress);
        var held = JsonNode.Parse(gzip)!.AsObject();
        change(held);
        using var again = new MemoryStream();
        using (var to = new GZipStream(again, CompressionLevel.Fastest, leaveOpen: true))
        {
            to.Write(Encoding.UTF8.GetBytes(held.ToJsonString()));
        }
        return boat.Replace(packed.Value, Convert.ToBase64String(again.ToArray()), StringComparison.Ordinal);
    }

    /// <summary>The same with these mirrors.</summary>
    public static string With(string boat, params IEnumerable<string> mirrors) => Changed(boat, held => held["mirrors"] = new JsonArray([.. mirrors.Select(m => (JsonNode?)m)]));

    /// <summary>A folder with all that is in it, somewhere else.</summary>
    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    [GeneratedRegex("id=\"hold\">([^<]*)<")]
    private static partial Regex Hold();
}
