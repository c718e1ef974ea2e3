using Skywave.Ceremonies;
using Skywave.Commands;
using Skywave.House;
using Skywave.Importing;
using Skywave.Intake;
using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Demo;

/// <summary>
/// Makes the demonstration newsroom from the texts in <c>demo/</c>: our own guide for readers, in every language it is written in. Two editions: the
/// stories as they were first published, then their corrections.
/// </summary>
internal static class MakeDemo
{
    private const string Name = "Skywave Demo";

    /// <summary>The languages in the order of the chooser.</summary>
    private static readonly string[] Desks = ["en", "ru", "uk", "fa", "ps", "uz", "uz-Cyrl", "ka", "hy", "tr", "ar"];

    private static string Texts => Path.Combine(AppContext.BaseDirectory, "demo");

    /// <summary>Makes it in a folder that does not exist yet.</summary>
    public static async Task<NewsroomFolder> RunAsync(string folder, Terminal terminal, TimeProvider clock, CancellationToken cancel)
    {
        var passphrase = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        var made = await MakeNewsroom.RunAsync(folder, Name, [.. Desks], passphrase, KeyFiles.DemoWorkFactor, clock, cancel).ConfigureAwait(false);
        var house = made with { Settings = made.Settings with { Carriers = ["public", "mirror-one", "mirror-two"] } };
        house.Save();
        Passphrase.KeepUnsafe(house, passphrase);
        await WriteTrustAsync(house, cancel).ConfigureAwait(false);
        await ImportNoticesAsync(house, terminal, cancel).ConfigureAwait(false);
        await ImportAsync(house, "stories", terminal, clock, cancel).ConfigureAwait(false);
        await PublishAsync(house, terminal, cancel).ConfigureAwait(false);
        await ImportAsync(house, "corrections", terminal, clock, cancel).ConfigureAwait(false);
        return house;
    }

    /// <summary>Publishes what waits, to all three carriers.</summary>
    public static async Task PublishAsync(NewsroomFolder house, Terminal terminal, CancellationToken cancel)
    {
        var exit = await PublishCommand.RunAsync(house, whole: false, Copies.Quick, terminal, [], cancel).ConfigureAwait(false);
        if (exit != Exit.Done)
        {
            throw new Stop(Exit.Unreachable, "demo.publish", "the demonstration could not be published", $"delete {house.Path} and run it again");
        }
    }

    /// <summary>The trust file a reader of the demo would have been given.</summary>
    public static string TrustFileOf(NewsroomFolder house) => house.In("demo.trust");

    private static async Task WriteTrustAsync(NewsroomFolder house, CancellationToken cancel)
    {
        await using var ledger = LedgerFile.Open(house.Ledger);
        await File.WriteAllBytesAsync(TrustFileOf(house), ExportTrust.Run(ledger).Bytes, cancel).ConfigureAwait(false);
    }

    private static async Task ImportAsync(NewsroomFolder house, string kind, Terminal terminal, TimeProvider clock, CancellationToken cancel)
    {
        var report = new ImportReport(terminal);
        var store = NewsroomStore.Open(house.Path);
        await using var db = store.OpenWriting();
        var pictures = new BringPictures(db, store.MediaFolder, fetch: null, report, clock);
        var import = new ImportDocument(house, db, pictures, report, new ImportWishes(null, Approve: true), clock);
        foreach (var desk in Desks)
        {
            terminal.Progress($"writing {kind}: {desk} …");
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Texts, kind, desk), "*.txt").Order(StringComparer.Ordinal))
            {
                var outcomes = Items.Read(await File.ReadAllBytesAsync(file, cancel).ConfigureAwait(false), Path.GetRelativePath(Texts, file));
                await import.RunAsync(outcomes, Path.GetDirectoryName(file), cancel).ConfigureAwait(false);
            }
        }
        RequireAll(report);
    }

    private static async Task ImportNoticesAsync(NewsroomFolder house, Terminal terminal, CancellationToken cancel)
    {
        var report = new ImportReport(terminal);
        await using var db = NewsroomStore.Open(house.Path).OpenWriting();
        foreach (var desk in Desks)
        {
            var notices = Path.Combine(Texts, "notices", desk + ".json");
            await ImportNotices.RunAsync(db, await File.ReadAllBytesAsync(notices, cancel).ConfigureAwait(false), notices, DeskTag.Parse(desk), report, cancel).ConfigureAwait(false);
        }
        RequireAll(report);
    }

    private static void RequireAll(ImportReport report)
    {
        if (report.Refused > 0)
        {
            throw new Stop(Exit.Refused, "demo.texts", $"{report.Refused} of the demonstration's texts were refused", "each is named above: mend it in demo/ and run this again");
        }
    }
}
