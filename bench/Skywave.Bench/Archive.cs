using System.Diagnostics;
using Skywave.Intake;
using Skywave.Intake.Ninjs;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Bench;

/// <summary>The articles that both sides build from, made once by <c>bench/corpus</c>: ten desks, forty articles a day, every third another language's text of a recent story.</summary>
internal static class Archive
{
    /// <summary>Its desks.</summary>
    public static IReadOnlyList<string> Desks { get; } = ["en", "ru", "fa", "es", "ar", "uk", "tr", "ps", "zh", "my"];

    /// <summary>The file of ninjs lines.</summary>
    public static Task<string> LinesAsync(int articles) => MakeAsync(articles, "jsonl");

    /// <summary>The folder of a Hugo site.</summary>
    public static Task<string> HugoAsync(int articles) => MakeAsync(articles, "hugo");

    /// <summary>The same as drafts, some at a time, without going through a program.</summary>
    public static IEnumerable<Draft[]> Drafts(string lines)
    {
        using var stream = File.OpenRead(lines);
        foreach (var some in NinjsLines.Cut(stream))
        {
            yield return [.. NinjsLines.Read(some, lines, new IntakeOptions()).Cast<ImportOutcome.Draft>().Select(d => DraftOf(d.Item))];
        }
    }

    private static Draft DraftOf(Imported item) => new()
    {
        Desk = DeskTag.Parse(item.Language!),
        Uri = item.Uri,
        Story = item.Story,
        FirstPublished = item.FirstPublished,
        Text = item.Text with { LeadPicture = null },
    };

    private static async Task<string> MakeAsync(int articles, string kind)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository(), "bench", "corpus"), [$"{articles}", kind]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0 ? said.Trim() : throw new MissingException("the articles could not be made", "what `bench/corpus` says above");
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "bench", "corpus")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new MissingException("this does not run inside the repository", "start it with ./bench/run");
        }
        return folder;
    }
}
