using System.Text;
using System.Text.RegularExpressions;
using Skywave.Ceremonies;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Publishing;
using Skywave.Reading;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Words;

namespace Skywave.Tests;

/// <summary>The offline holders of a test newsroom, and what a thief of its keys can make.</summary>
internal static class KeysHolders
{
    public const string Words = "a passphrase for tests";

    public static NewsroomFolder HouseNow(this TestNewsroom paper) => NewsroomFolder.Open(paper.House.Path);

    public static async Task<CeremonyOutcome> HoldAsync(this TestNewsroom paper, Func<Ceremony, Task<CeremonyOutcome>> act, string? offline = null)
    {
        var house = paper.HouseNow();
        var keyrings = new Keyrings(house, offline ?? house.OfflineKeys, path => SealedKeyring.Open(path, Words), () => Words);
        await using var ceremony = await Ceremony.BeginAsync(house, keyrings, paper.Clock, CancellationToken.None);
        return await act(ceremony);
    }

    public static Task<CeremonyOutcome> ReplaceAsync(this TestNewsroom paper, Replacement how, params string[] roles) =>
        paper.HoldAsync(c => RotateKeys.RunAsync(c, KeyRole.ParseAll(roles, c.House.Settings.Desks), how, CancellationToken.None));

    public static Task<CeremonyOutcome> RotateAsync(this TestNewsroom paper, params string[] roles) => paper.ReplaceAsync(new Replacement(Stolen: false), roles);

    public static Task<CeremonyOutcome> RevokeAsync(this TestNewsroom paper, params string[] roles) => paper.ReplaceAsync(new Replacement(Stolen: true), roles);

    public static Task<Published> PublishNowAsync(this TestNewsroom paper) =>
        new PublishEdition(paper.HouseNow(), () => KeyFiles.Open(paper.House.HostKeyring, Words), paper.Clock, _ => { }).RunAsync(false, CancellationToken.None);

    public static Keyring HostKeys(this TestNewsroom paper) => KeyFiles.Open(paper.House.HostKeyring, Words);

    public static StoredKey HostKey(this TestNewsroom paper, string purpose, string? desk = null) => paper.HostKeys().Find(purpose, desk)[^1];

    public static byte[] TrustFileNow(this TestNewsroom paper)
    {
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        return ExportTrust.Run(ledger).Bytes;
    }

    public static string PageOf(this TestNewsroom paper, ArticleId id) => Directory.EnumerateFiles(paper.House.Public, $"*{id}.html", SearchOption.AllDirectories).Single();

    /// <summary>Every page of news of a desk; a month's own page is none.</summary>
    public static IEnumerable<string> ArticlePages(this TestNewsroom paper, string desk) =>
        Path.Combine(paper.House.Public, desk, "2026") is var folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "index.html") : [];

    /// <summary>What a thief of a log key makes of a page: another text, logged after everything that is in the log, with a good proof.</summary>
    public static byte[] Forge(this TestNewsroom paper, string page, StoredKey stolen)
    {
        var text = Regex.Replace(File.ReadAllText(page), "<pre id=\"proof\">[^<]*</pre>", "<pre id=\"proof\"></pre>").Replace("It says", "It lies", StringComparison.Ordinal);
        var old = PageSplit.Parse(File.ReadAllBytes(page)).Value;
        var fragment = text[text.IndexOf("<article ", StringComparison.Ordinal)..(text.IndexOf("</article>", StringComparison.Ordinal) + "</article>".Length)];
        var file = Cut.Describe(Encoding.UTF8.GetBytes(fragment));
        var record = Record.Parse(PageProof.Parse(old.Proof.Span).Value.Record.Span).Value with { Hash = file.Sha256, Length = file.Length };
        using var ledger = LedgerFile.Open(paper.House.Ledger);
        List<ReadOnlyMemory<byte>> entries =
            [.. ledger.Entries.Where(e => e.Desk == stolen.Desk && e.Epoch == stolen.Epoch).OrderBy(e => e.Index).Select(e => e.Record).AsEnumerable().Select(r => (ReadOnlyMemory<byte>)r), record.ToBytes()];
        var log = TileLog.Append(0, _ => null, entries).Value;
        using var key = stolen.Open();
        var checkpoint = Checkpoint.Sign(LogsDocument.OriginOf(paper.House.Settings.Id, stolen.Desk!, stolen.Epoch!.Value), log.Size, log.Root, key);
        var tree = new TileTree(log.Size, path => log.Files.TryGetValue(path, out var bytes) ? bytes : null);
        return PageAssembly.WithProof(Encoding.UTF8.GetBytes(text), PageProof.Make(record.ToBytes(), log.Size - 1, tree, checkpoint).Value);
    }

    /// <summary>How a reader with a trust file finds a lone page: null when it is genuine.</summary>
    public static string? Judge(byte[] trustFile, byte[] page)
    {
        var trust = TrustFile.Read(trustFile).Value;
        return PageCheck.Check(page, trust.Logs, null, trust.Styles).Refusal?.Code;
    }
}
