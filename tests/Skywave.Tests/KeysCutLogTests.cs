using CsCheck;
using Skywave.Ledger;
using Skywave.Publishing;
using Skywave.Trust;
using Skywave.Trust.Log;
using Xunit;
using Record = Skywave.Trust.Log.Record;

namespace Skywave.Tests;

public sealed class KeysCutLogTests
{
    private const string Newsroom = "5a0e8f43-6c1e-4a55-9d0e-0f6f6b5d2c11";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_log_that_is_cut_has_the_files_and_the_root_it_had_at_that_size() =>
        Gen.Select(Gen.Int[1, 700], Gen.Int[1, 300]).SelectMany(grown => Gen.Int[0, grown.Item1].Select(size => (Entries: grown.Item1, Batch: grown.Item2, Size: size)))
            .Sample(Check, iter: 12, threads: 1);

    [Fact]
    public void A_log_that_is_cut_at_a_full_tile_keeps_it() => Check((Entries: 600, Batch: 600, Size: 256));

    private static void Check((int Entries, int Batch, int Size) log)
    {
        using var folder = new TempFolder();
        using var ledger = LedgerFile.Open(Path.Combine(folder.Path, "ledger.db"));
        var whole = new DeskLog(ledger, Newsroom, "en", 1);
        var edition = 0;
        foreach (var batch in Enumerable.Range(0, log.Entries).Select(RecordOf).Chunk(log.Batch))
        {
            whole.Append(batch, new EditionRow { Number = ++edition, Cut = Now.ToUnixTimeSeconds(), State = EditionState.Logged });
            ledger.SaveChanges();
        }
        whole.CutAt(log.Size, Now);
        ledger.SaveChanges();

        var expected = TileLog.Append(0, _ => null, [.. Enumerable.Range(0, log.Size).Select(i => (ReadOnlyMemory<byte>)RecordOf(i).ToBytes())]).Value;
        var cut = new DeskLog(ledger, Newsroom, "en", 1, log.Size);
        Assert.Equal(log.Size, cut.Size);
        Assert.Equal(expected.Root, cut.Tree(log.Size).Root().Value);
        Assert.Equal(expected.Files.Select(f => $"log/en/1/{f.Key}"), cut.Files().Select(f => f.Path).Order(StringComparer.Ordinal));
        Assert.All(cut.Files(), f => Assert.Equal(expected.Files[f.Path["log/en/1/".Length..]].ToArray(), f.Bytes.ToArray()));
        Assert.All(expected.Files.Keys.Where(f => f.Contains(".p/", StringComparison.Ordinal)), f => Assert.Contains(cut.LastFiles(0), l => l.Path == $"log/en/1/{f}"));
    }

    private static Record RecordOf(int i) => new()
    {
        Address = $"en/2026/11/{i.ToString("D16", System.Globalization.CultureInfo.InvariantCulture).Replace('0', 'a').Replace('1', 'b').Replace('8', 'c').Replace('9', 'd')}",
        Article = i.ToString("D16", System.Globalization.CultureInfo.InvariantCulture).Replace('0', 'a').Replace('1', 'b').Replace('8', 'c').Replace('9', 'd'),
        Desk = "en",
        FirstPublished = Now,
        Hash = Convert.ToHexStringLower(TreeHash.OfEntry(BitConverter.GetBytes(i)).Bytes),
        Length = i,
        Revision = 1,
        Status = "published",
        VersionCreated = Now,
    };
}
