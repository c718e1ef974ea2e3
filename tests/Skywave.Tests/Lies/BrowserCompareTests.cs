using System.Security.Cryptography;
using System.Text;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;
using Skywave.Trust.Pages;
using Skywave.Trust.Tuf;
using Xunit;
using Record = Skywave.Trust.Log.Record;

namespace Skywave.Tests.Lies;

/// <summary>Two readers of the same bytes, written apart: whatever was done to a file, they refuse it with one code or believe the same of it.</summary>
public sealed class BrowserCompareTests(TwoEditions editions) : IClassFixture<TwoEditions>
{
    private static readonly string[] Scraps =
    [
        "[", "]", "{", "}", "\"", ",", "0", "-", "-0", "1.5", "1e3", "9007199254740992", "null", "\\ud800", "\\u0000", "\u202e", "\"__proto__\":1,", "../", "<article ", "</article>", "<ARTICLE", "<pre id=\"proof\">", "\n\n", "\n", " ", "\u2014 ", "+", "=", "\0", "\ufeff", "2026-02-30T00:00:00Z", "00",
    ];

    [Theory]
    [InlineData("webcrypto", 1000)]
    [InlineData("library", 40)]
    [InlineData("libraries", 40)]
    public void Whatever_was_done_to_a_file_both_say_the_same(string crypto, int rounds)
    {
        var mirror = editions.Mirror();
        var page = editions.Second[mirror.Find(editions.New + ".html")];
        var split = PageSplit.Parse(page).Value;
        var logs = mirror.Logs;
        var dice = new Random(18);
        List<(string Kind, byte[] File)> items = [.. ForgedPages(mirror, page, split).Select(file => ("page", file))];
        foreach (var (kind, file) in new (string, byte[])[]
        {
            ("json", mirror.Target("en/front")), ("root", editions.Root.ToArray()), ("timestamp", mirror.Files["metadata/timestamp.json"]), ("snapshot", mirror.Files[mirror.RolePath("snapshot")]),
            ("targets", mirror.Files[mirror.RolePath("targets")]), ("record", PageProof.Parse(split.Proof.Span).Value.Record.ToArray()), ("checkpoint", mirror.Target("en/checkpoint")), ("proof", split.Proof.ToArray()),
            ("page", page), ("logs", mirror.Target("newsroom/logs.json")), ("notices", mirror.Target("en/notices")), ("corrections", mirror.Target("en/corrections-recent")),
        })
        {
            items.Add((kind, file));
            items.AddRange(Enumerable.Range(0, rounds).Select(_ => (kind, Damage(file, dice))));
        }
        items.AddRange(Enumerable.Range(0, rounds).Select(_ => ("match", Encoding.UTF8.GetBytes(Letters("ab*?[]!-/", dice) + "\n" + Letters("ab!-/", dice)))));

        var said = items.Select(item => Say(item.Kind, item.File, logs)).ToList();
        var others = BrowserReader.Compare(crypto, mirror.Target("newsroom/logs.json"), items);
        var wrong = items.Select((item, i) => (item, i)).Where(at => said[at.i] != others[at.i])
            .Select(at => $"{at.item.Kind}: {said[at.i]}, but the browser: {others[at.i]}: {Encoding.UTF8.GetString(at.item.File.AsSpan(0, Math.Min(at.item.File.Length, 300)))}").ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {items.Count}\n" + string.Join('\n', wrong.Take(12)));
        Assert.Superset(new HashSet<string> { Codes.LogOriginUnknown, Codes.LogSignature, Codes.LogInclusion, Codes.RecordDesk, Codes.RecordMismatch, Codes.ArticleAltered, Codes.PageProof, Codes.PageNoProof, Codes.PageTwoArticles, Codes.TufMalformed }, said.ToHashSet());
    }

    // What chance does not find: proofs that are whole and of something else.
    private static IEnumerable<byte[]> ForgedPages(LyingMirror mirror, byte[] page, PageSplit split)
    {
        var proof = PageProof.Parse(split.Proof.Span).Value;
        var path = mirror.Files.First(f => f.Value == page).Key;
        byte[] With(PageProof other) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(page).Replace(Encoding.UTF8.GetString(split.Proof.Span), other.ToString(), StringComparison.Ordinal));
        var state = proof.Checkpoint;
        yield return With(proof with { Checkpoint = Checkpoint.Sign(state.Origin.Replace("/en/1", "/en/7", StringComparison.Ordinal), state.Size, state.Root, mirror.LogKey("en")) });
        yield return With(proof with { Checkpoint = Checkpoint.Sign(state.Origin, state.Size, state.Root, mirror.LogKey("fa")) });
        yield return With(proof with { Checkpoint = Checkpoint.Sign(state.Origin, state.Size, TreeHash.OfEntry([1]), mirror.LogKey("en")) });
        yield return With(proof with { Checkpoint = Checkpoint.Sign(state.Origin, state.Size, state.Root, mirror.LogKey("en"), mirror.LogKey("fa")) });
        yield return With(proof with { Index = proof.Index ^ 1 });
        yield return With(proof with { Index = state.Size });
        yield return With(proof with { Hashes = [.. proof.Hashes, proof.Hashes[0]] });
        yield return With(proof with { Hashes = proof.Hashes[1..] });
        yield return With(proof with { Hashes = [.. Enumerable.Repeat(proof.Hashes[0], 109)] });
        yield return ForgedLog.Page(mirror, "en", path, "It has a picture.", "It has a lie.");
        yield return ForgedLog.Page(mirror, "en", path, "data-revision=\"1\"", "data-revision=\"7\"");
        yield return ForgedLog.Page(mirror, "en", path, "x", "x", r => r with { Desk = "fa", Address = "fa/2026/11/" + r.Article });
        yield return ForgedLog.Page(mirror, "en", path, "x", "x", r => r with { Length = r.Length + 1 });
    }

    private static string Say(string kind, byte[] file, LogsDocument logs) => kind switch
    {
        "match" => "taken " + (Encoding.UTF8.GetString(file).Split('\n') is var pair && PathPattern.Matches(pair[0], pair[1]) ? "true" : "false"),
        "json" => Told(CanonicalJson.Rewrite(file), bytes => Convert.ToHexStringLower(SHA256.HashData(bytes))),
        "root" => Told(RootRole.Read(file), root => $"{root.Version}"),
        "timestamp" => Told(TimestampRole.Read(file), timestamp => $"{timestamp.Content.Snapshot.Version}"),
        "snapshot" => Told(SnapshotRole.Read(file), snapshot => $"{snapshot.Content.Meta.Count}"),
        "targets" => Told(TargetsRole.Read(file), targets => $"{targets.Content.Targets.Count}"),
        "record" => Told(Record.Parse(file), record => record.Address),
        "checkpoint" => Told(Checkpoint.Parse(file), note => $"{note.Origin} {note.Size} {note.Root.Hex} {note.Signatures.Length}"),
        "proof" => Told(PageProof.Parse(file), proof => $"{proof.Index} {proof.Hashes.Length} {proof.Record.Length}"),
        "page" => Told(PageCheck.Check(file, logs, null, null), page => page.Record.Address),
        "logs" => Told(LogsDocument.Parse(file), document => $"{document.Logs.Values.Sum(epochs => epochs.Length)}"),
        "notices" => Told(NoticesDocument.Parse(file), document => $"{document.Notices.Length}"),
        _ => Told(CorrectionsDocument.Parse(file), document => $"{document.Items.Length}"),
    };

    private static string Told<T>(Checked<T> read, Func<T, string> value)
        where T : notnull => read.TryGet(out var found, out var refusal) ? "taken " + value(found) : refusal.Code;

    private static string Letters(string of, Random dice) => string.Concat(Enumerable.Range(0, dice.Next(9)).Select(_ => of[dice.Next(of.Length)]));

    private static byte[] Damage(byte[] file, Random dice)
    {
        var bytes = file.ToList();
        for (var i = dice.Next(3); i >= 0; i--)
        {
            var at = dice.Next(bytes.Count + 1);
            switch (dice.Next(4))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << dice.Next(8));
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Scraps[dice.Next(Scraps.Length)]));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, dice.Next(dice.Next(2) == 0 ? 3 : 200)));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, dice.Next(80))));
                    break;
            }
        }
        return [.. bytes];
    }
}
