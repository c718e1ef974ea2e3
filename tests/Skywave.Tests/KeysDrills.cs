using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Skywave.Tests;

/// <summary>One command of a drill and what is printed below it.</summary>
public sealed record DrillStep(string Command, ImmutableArray<string> Output);

/// <summary>The drills of docs/080-drills.md: what stands after <c>$</c> in a code block is typed, what stands below it is expected.</summary>
internal static partial class KeysDrills
{
    public static ImmutableSortedDictionary<int, ImmutableArray<DrillStep>> Read()
    {
        var drills = ImmutableSortedDictionary.CreateBuilder<int, ImmutableArray<DrillStep>>();
        var number = 0;
        var steps = ImmutableArray.CreateBuilder<DrillStep>();
        foreach (var line in File.ReadLines(Path.Combine(TestData.RepositoryRoot(), "docs", "080-drills.md")))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                number = int.Parse(heading.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
                steps.Clear();
            }
            else if (line.StartsWith("    $ ", StringComparison.Ordinal))
            {
                steps.Add(new DrillStep(line[6..], []));
            }
            else if (line.StartsWith("    ", StringComparison.Ordinal) && steps.Count > 0)
            {
                steps[^1] = steps[^1] with { Output = steps[^1].Output.Add(line[4..].TrimEnd()) };
            }
            if (number > 0)
            {
                drills[number] = steps.ToImmutable();
            }
        }
        return drills.ToImmutable();
    }

    /// <summary>Types a command in a folder; both streams together, without empty lines and without the folder's own path.</summary>
    public static async Task<(int Code, ImmutableArray<string> Output)> TypeAsync(string command, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-c", $"({command}) 2>&1"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true };
        (start.Environment["SKYWAVE_PASSPHRASE_FILE"], start.Environment["SKYWAVE_PINS"]) = (Path.Combine(folder, "words.txt"), Path.Combine(folder, "pins"));
        start.Environment.Remove("SKYWAVE_PASSPHRASE");
        using var bash = Process.Start(start)!;
        bash.StandardInput.Close();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, [.. output.Replace(folder + "/", "", StringComparison.Ordinal).Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)]);
    }

    /// <summary>A line without what differs from newsroom to newsroom: ids, fingerprints, dates, sizes, how wide a column is.</summary>
    public static string Plain(string line) => Spaces().Replace(Bytes().Replace(Time().Replace(Date().Replace(Id().Replace(Fingerprint().Replace(line, "PRINT"), "ID"), "DATE"), "TIME"), "N $1"), " ");

    [GeneratedRegex(@"^## (\d+)\. ")]
    private static partial Regex Heading();

    [GeneratedRegex("([0-9a-f]{4} ){7}[0-9a-f]{4}")]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"\b[0-9a-f]{8}\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d\b")]
    private static partial Regex Date();

    [GeneratedRegex(@"\b\d\d:\d\d\b|\((just cut|\d+ (minutes|hours|days) old)\)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b\d+ (bytes|files)\b")]
    private static partial Regex Bytes();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}
