using System.CommandLine;
using System.Globalization;
using Skywave.Reading;
using Skywave.Reading.Tuf;
using Skywave.Trust.Tuf;

namespace Skywave.Mirror;

/// <summary>
/// <c>tuf init|refresh|download</c>: the verbs, options and exit codes by which the TUF conformance suite drives any client. It behaves as a stock
/// client does: 0 when all went well, 1 for everything else, what is past its expiry included. Docs: docs/920-tuf-client.md.
/// </summary>
public static class TufCommand
{
    private static readonly Option<string> MetadataDir = new("--metadata-dir") { Description = "Folder of the metadata the client trusts", Recursive = true, Required = true };
    private static readonly Option<Uri?> MetadataUrl = new("--metadata-url") { Description = "Address of the repository's metadata", Recursive = true, CustomParser = Place.ParseAddress };
    private static readonly Option<Uri?> TargetBaseUrl = new("--target-base-url") { Description = "Address of the repository's targets", Recursive = true, CustomParser = Place.ParseAddress };
    private static readonly Option<string[]> TargetName = new("--target-name") { Description = "Target to download; may be repeated", Recursive = true, DefaultValueFactory = _ => [] };
    private static readonly Option<string?> TargetDir = new("--target-dir") { Description = "Folder for downloaded targets", Recursive = true };
    private static readonly Argument<FileInfo> TrustedRoot = new("root") { Description = "The root.json to trust" };

    /// <summary>The command with its three verbs.</summary>
    /// <param name="clock">The time by which expiry is judged.</param>
    public static Command Create(TimeProvider clock)
    {
        var init = new Command("init", "Trust this root.json; asks nobody") { TrustedRoot };
        init.SetAction(line => Init(line.GetValue(MetadataDir)!, line.GetValue(TrustedRoot)!));
        var refresh = new Command("refresh", "Bring the trusted metadata up to date");
        refresh.SetAction((line, cancel) => RunAsync(line, clock, RefreshAsync, cancel));
        var download = new Command("download", "Download targets and verify them");
        download.SetAction((line, cancel) => RunAsync(line, clock, DownloadAsync, cancel));
        return new Command("tuf", "A TUF client with the verbs of the conformance suite")
        {
            MetadataDir, MetadataUrl, TargetBaseUrl, TargetName, TargetDir, init, refresh, download,
        };
    }

    private sealed record Session(TufClient Client, EditionSource Metadata, HttpClient Http, DateTimeOffset Now, ParseResult Line);

    private static int Init(string folder, FileInfo root)
    {
        try
        {
            new MetadataCache(folder).Write(RoleName.Root, File.ReadAllBytes(root.FullName));
            return 0;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Fail(broken.Message);
        }
    }

    private static async Task<int> RunAsync(ParseResult line, TimeProvider clock, Func<Session, CancellationToken, Task<int>> run, CancellationToken cancel)
    {
        if (line.GetValue(MetadataUrl) is not { } url)
        {
            return Fail("--metadata-url is missing");
        }
        try
        {
            var cache = new MetadataCache(line.GetValue(MetadataDir)!);
            if (cache.Read(RoleName.Root) is not { } root)
            {
                return Fail("no root is trusted yet: run init first");
            }
            if (!TufClient.Open(root, cache, takesStale: false).TryGet(out var client, out var refusal))
            {
                return Fail($"root.json: {refusal}");
            }
            using var http = HttpFetch.NewClient();
            var session = new Session(client, EditionSource.FromUrl(url, http), http, clock.GetUtcNow(), line);
            return await run(session, cancel).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Fail(broken.Message);
        }
    }

    private static async Task<int> RefreshAsync(Session session, CancellationToken cancel) =>
        await session.Client.RefreshAsync(session.Metadata, session.Now, cancel).ConfigureAwait(false) switch
        {
            RefreshOutcome.Fresh => Note(session.Client.State),
            RefreshOutcome.Stale stale => Fail($"{stale.Role} is past its expiry"),
            RefreshOutcome.Refused refused => Fail($"{refused.Path}: {refused.Refusal}"),
            RefreshOutcome.Unreachable lost => Fail($"{lost.Path}: {lost.Reason}"),
            _ => throw new InvalidOperationException("an outcome nobody knows"),
        };

    private static async Task<int> DownloadAsync(Session session, CancellationToken cancel)
    {
        var (names, folder, url) = (session.Line.GetValue(TargetName) ?? [], session.Line.GetValue(TargetDir), session.Line.GetValue(TargetBaseUrl));
        if (names.Length == 0 || folder is null || url is null)
        {
            return Fail("download needs --target-name, --target-base-url and --target-dir");
        }
        if (await RefreshAsync(session, cancel).ConfigureAwait(false) is var refreshed and not 0)
        {
            return refreshed;
        }
        Directory.CreateDirectory(folder);
        var targets = EditionSource.FromUrl(url, session.Http);
        foreach (var name in names)
        {
            if (await DownloadAsync(session, targets, name, Path.Combine(folder, Uri.EscapeDataString(name)), cancel).ConfigureAwait(false) is { } wrong)
            {
                return Fail($"{name}: {wrong}");
            }
        }
        return 0;
    }

    // Null when the verified target lies in the file; else what went wrong.
    private static async Task<string?> DownloadAsync(Session session, EditionSource targets, string name, string file, CancellationToken cancel)
    {
        var outcome = await session.Client.FindAsync(session.Metadata, name, session.Now, cancel).ConfigureAwait(false);
        if (outcome is TargetOutcome.Found found)
        {
            if (await IsThereAsync(file, found, cancel).ConfigureAwait(false))
            {
                return null;
            }
            outcome = await session.Client.FetchAsync(targets, found, cancel).ConfigureAwait(false);
        }
        if (outcome is TargetOutcome.Verified verified)
        {
            WholeFile.Write(file, verified.Bytes.Span);
            return null;
        }
        return outcome switch
        {
            TargetOutcome.Absent => "no role signs it",
            TargetOutcome.Stale stale => $"{stale.Role} is past its expiry",
            TargetOutcome.Refused refused => $"{refused.Path}: {refused.Refusal}",
            TargetOutcome.Unreachable lost => $"{lost.Path}: {lost.Reason}",
            _ => throw new InvalidOperationException("an outcome nobody knows"),
        };
    }

    private static async Task<bool> IsThereAsync(string file, TargetOutcome.Found found, CancellationToken cancel) =>
        new FileInfo(file) is { Exists: true } kept && kept.Length == found.Target.Entry.Length
        && found.Target.Entry.Check(await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false), found.Target.Name) is null;

    private static int Note(TrustedMetadata state)
    {
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"root {state.Root.Version}, timestamp {state.Timestamp!.Version}, snapshot {state.Snapshot!.Version}, targets {state.Targets!.Version}"));
        return 0;
    }

    private static int Fail(string what)
    {
        Console.Error.WriteLine("skywave: error: " + new string([.. what.Select(c => char.IsControl(c) ? '?' : c)]));
        return 1;
    }
}
