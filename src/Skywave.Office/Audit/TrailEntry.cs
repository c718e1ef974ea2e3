using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Skywave.Office;

/// <summary>One entry of the trail: who did what, never a word of text (docs/045-office.md, "The trail").</summary>
/// <param name="N">Its number, from 1.</param>
/// <param name="At">Unix seconds.</param>
/// <param name="By">The person's id; <see cref="TheProgram"/> for what the clock did.</param>
/// <param name="Act">What was done: <c>manuscript.step</c>.</param>
/// <param name="Of">With what: a manuscript's or a person's id.</param>
/// <param name="Prev">SHA-256 of the line before, in hex.</param>
/// <param name="Desk">At which desk, or null.</param>
/// <param name="What">More of it, in words of ours, or null.</param>
internal sealed record TrailEntry(long N, long At, string By, string Act, string Of, string Prev, string? Desk, string? What)
{
    public const string TheProgram = "program";

    public static readonly string Nothing = new('0', 64);

    // Names in the order of their letters, no space: canonical JSON. Values are ids and words of ours, all ASCII.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line that is hashed and kept.</summary>
    public string Line()
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("act", Act);
            json.WriteNumber("at", At);
            json.WriteString("by", By);
            if (Desk is not null)
            {
                json.WriteString("desk", Desk);
            }
            json.WriteNumber("n", N);
            json.WriteString("of", Of);
            json.WriteString("prev", Prev);
            if (What is not null)
            {
                json.WriteString("what", What);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>The hash that the next entry names.</summary>
    public static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    /// <summary>Reads a line back, or null when it is none of ours.</summary>
    public static TrailEntry? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
            var entry = new TrailEntry(root.GetProperty("n").GetInt64(), root.GetProperty("at").GetInt64(), Text("by")!, Text("act")!, Text("of")!, Text("prev")!, Text("desk"), Text("what"));
            return entry.Line() == line ? entry : null;
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
