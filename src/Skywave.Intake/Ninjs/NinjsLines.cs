using System.Text.Json;

namespace Skywave.Intake.Ninjs;

/// <summary>
/// JSON Lines: a ninjs item on each line, UTF-8, empty lines passed over. An archive of any size is read in bounded memory: <see cref="Cut"/> gives some
/// lines at a time, <see cref="Read(Lines, string, IntakeOptions)"/> makes outcomes of them, on any thread.
/// </summary>
public static class NinjsLines
{
    private const int Most = 64;
    private const int MostBytes = 1 << 20;
    private const int Piece = 1 << 16;

    /// <summary>Cuts a stream into some lines at a time, read lazily. A broken disk throws here.</summary>
    public static IEnumerable<Lines> Cut(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (lines, number, piece) = (new Lines(), 1, new byte[Piece]);
        for (int length; (length = stream.Read(piece)) > 0;)
        {
            for (int from = 0, end; from < length; from = end + 1)
            {
                end = Array.IndexOf(piece, (byte)'\n', from, length - from) is >= 0 and var at ? at : length;
                lines.Append(piece.AsSpan(from, end - from));
                if (end == length)
                {
                    continue;
                }
                lines.End(number++);
                if (lines.Count >= Most || lines.Bytes >= MostBytes)
                {
                    yield return lines;
                    lines = new Lines();
                }
            }
        }
        lines.End(number);
        if (lines.Count > 0)
        {
            yield return lines;
        }
    }

    /// <summary>What became of each line; hostile ones give <see cref="ImportOutcome.Rejected"/>, never an exception.</summary>
    public static IReadOnlyList<ImportOutcome> Read(Lines lines, string name, IntakeOptions options)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(options);
        return [.. lines.All().Select(line => Read(line.Utf8, $"{name}, line {line.Number}", options))];
    }

    /// <summary>A whole document that has been read already.</summary>
    internal static IReadOnlyList<ImportOutcome> Read(Source source)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(source.Text.TrimStart('\ufeff', '\0')));
        var outcomes = Cut(bytes).SelectMany(lines => Read(lines, source.Name, source.Options)).Take(IntakeLimits.Items + 1).ToList();
        if (outcomes.Count > IntakeLimits.Items)
        {
            outcomes[^1] = Items.Refuse(source.Name, $"it has more than {IntakeLimits.Items} lines; the first {IntakeLimits.Items} were read");
        }
        return outcomes.Count > 0 ? outcomes : [Items.Refuse(source.Name, "it is empty")];
    }

    private static ImportOutcome Read(ReadOnlyMemory<byte>? utf8, string place, IntakeOptions options)
    {
        if (utf8 is not { } line)
        {
            return Items.Refuse(place, $"the line is longer than {IntakeLimits.LineBytes} bytes");
        }
        if (!JsonText.TryParseLine(line, out var document, out var reason))
        {
            return Items.Refuse(place, reason!);
        }
        using (document)
        {
            return document.RootElement.ValueKind == JsonValueKind.Object ? NinjsItem.Read(document.RootElement, place, options) : Items.Refuse(place, "it is not an object");
        }
    }
}
