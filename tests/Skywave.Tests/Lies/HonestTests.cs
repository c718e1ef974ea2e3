using System.Text;
using CsCheck;
using Skywave.Delivery;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Publishing;
using Skywave.Reading;
using Skywave.Trust;
using Xunit;

namespace Skywave.Tests.Lies;

/// <summary>What is honest passes: what a later version adds, and a carrier in the middle of a push, whoever looks and wherever it was cut short.</summary>
public sealed class HonestTests(TwoEditions editions) : IClassFixture<TwoEditions>
{
    [Fact]
    public async Task Unknown_fields_are_kept_and_pass()
    {
        var mirror = editions.Mirror();
        mirror.Sign("en", r => r["x-later"] = "kept");
        mirror.Sign("targets", r => r["delegations"]!["roles"]![0]!["x-later"] = true);
        mirror.SignDocument("newsroom/desks.json", d => d["desks"]![0]!["x-later"] = "kept");
        mirror.SignDocument("newsroom/logs.json", d => d["x-later"] = "kept");
        mirror.SignDocument("en/front", d => d["items"]![0]!["x-later"] = "kept");
        mirror.SignTarget("en/x-later", LyingMirror.Text("for readers yet to come"));
        using var folder = new TempFolder();
        Assert.Empty((await editions.PullAsync(folder.Path, mirror.Source)).Findings);
        Assert.Contains("x-later", Encoding.UTF8.GetString(LyingMirror.Read(folder.Path)[mirror.RolePath("en")]), StringComparison.Ordinal);
        Assert.Empty((await editions.VerifyAsync(EditionSource.FromFolder(folder.Path))).Findings);
        // And the trust file that is kept for lone pages still holds together.
        Assert.Null(Trust.Documents.TrustFile.Read(new PullEdition(folder.Path).Memory.TrustFile).Refusal);
    }

    [Fact]
    public async Task A_carrier_caught_anywhere_in_a_push_is_one_whole_edition_to_everybody()
    {
        using var folder = new TempFolder();
        editions.CopyFirst(folder.Path);
        var memory = new PullEdition(folder.Path).Memory;
        var mirror = editions.Mirror(editions.First);
        var changed = editions.Second.Where(f => !editions.First.TryGetValue(f.Key, out var old) || !old.AsSpan().SequenceEqual(f.Value)).OrderBy(f => CarrierOrder.PhaseOf(f.Key));
        foreach (var (path, bytes) in changed)
        {
            mirror.Files[path] = bytes;
            var (first, again) = (await editions.VerifyAsync(mirror.Source), await editions.VerifyAsync(mirror.Source, memory));
            Assert.True(first.IsAuthentic, $"{path}: {first.Findings.FirstOrDefault()}{first.Unreachable}");
            Assert.True(again.IsAuthentic, $"{path}: {again.Findings.FirstOrDefault()}{again.Unreachable}");
        }
        Assert.Equal(2, (await editions.VerifyAsync(mirror.Source)).Number);
    }

    [Fact]
    public async Task A_mirror_that_is_caught_in_the_middle_by_another_mirror_gives_it_a_whole_edition()
    {
        var mirror = editions.Mirror(editions.First);
        foreach (var (path, bytes) in editions.Second.Where(f => CarrierOrder.PhaseOf(f.Key) < PushPhase.Snapshot))
        {
            mirror.Files[path] = bytes;
        }
        using var folder = new TempFolder();
        Assert.Empty((await editions.PullAsync(folder.Path, mirror.Source)).Findings);
        Assert.Empty((await editions.PullAsync(folder.Path, editions.Mirror().Source)).Findings);
        Assert.Equal(2, (await editions.VerifyAsync(EditionSource.FromFolder(folder.Path))).Number);
    }

    [Fact]
    public async Task A_pull_stopped_after_any_file_leaves_a_whole_edition_and_goes_on_to_the_same_bytes()
    {
        // The desk's role goes two versions on at once, as for a mirror that was away.
        var away = editions.Mirror();
        away.Sign("en", r => r["x-later"] = "one more version");
        away.Sign("mirrors", _ => { });
        using var whole = new TempFolder();
        editions.CopyFirst(whole.Path);
        Assert.True((await editions.PullAsync(whole.Path, away.Source)).IsAuthentic);
        using var folder = new TempFolder();
        editions.CopyFirst(folder.Path);
        var stops = 0;
        for (var at = 1; ; at++)
        {
            using var stop = new CancellationTokenSource();
            var asked = $"writing {at} ";
            try
            {
                await new PullEdition(folder.Path).RunAsync(away.Source, editions.Root, editions.Clock, what => StopAt(what, asked, stop), stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                stops++;
            }
            var seen = await editions.VerifyAsync(EditionSource.FromFolder(folder.Path));
            Assert.True(seen.IsAuthentic, $"{at}: {seen.Findings.FirstOrDefault()}{seen.Unreachable}");
        }
        Assert.True(stops > 10, $"only {stops} stops");
        Assert.Equal(LyingMirror.Read(whole.Path), LyingMirror.Read(folder.Path));
    }

    [Fact]
    public async Task A_publish_stopped_after_any_file_leaves_a_whole_edition_and_goes_on_to_the_same_bytes()
    {
        await using var paper = await TestNewsroom.MakeAsync("en", "fa");
        await paper.WriteAsync("en", "one", "The first story", "It says something.");
        await paper.PublishAsync();
        await paper.WriteAsync("fa", "one", "داستان نخست", "چیزی می‌گوید.");
        await paper.WriteAsync("en", "two", "The second story", "It says more.");
        using var twin = new TempFolder();
        TempFolder.Copy(paper.House.Path, twin.Path);
        await paper.PublishAsync();
        var whole = LyingMirror.Read(paper.House.Public);

        var house = NewsroomFolder.Open(twin.Path);
        var stops = 0;
        for (var at = 1; ; at++)
        {
            // A push that was cut short goes on with the files it has not moved yet: each turn moves one.
            using var stop = new CancellationTokenSource();
            const string asked = "pushing 1 ";
            try
            {
                await new PublishEdition(house, () => KeyFiles.Open(house.HostKeyring, TestNewsroom.Passphrase), paper.Clock, what => StopAt(what, asked, stop)).RunAsync(false, stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                stops++;
            }
            var seen = await paper.VerifyAsync(source: EditionSource.FromFolder(house.Public));
            Assert.True(seen.IsAuthentic, $"{at}: {seen.Findings.FirstOrDefault()}{seen.Unreachable}");
        }
        Assert.True(stops > 10, $"only {stops} stops");
        Assert.Equal(whole, LyingMirror.Read(house.Public));
    }

    [Fact]
    public async Task One_flipped_bit_anywhere_in_an_edition_is_refused_or_changes_nothing_that_is_believed()
    {
        var honest = await editions.VerifyAsync(editions.Mirror().Source);
        // Files of the first edition that still lie there are not looked at: nothing current refers to them.
        var asked = new HashSet<string>();
        var watched = editions.Mirror();
        await editions.VerifyAsync(EditionSource.From((path, max, cancel) =>
        {
            asked.Add(path);
            return watched.Source.FetchAsync(path, max, cancel);
        }, "watched"));
        string[] paths = [.. editions.Second.Keys.Where(asked.Contains).Order(StringComparer.Ordinal)];
        Assert.Contains(paths, p => p.StartsWith("log/", StringComparison.Ordinal));
        await Gen.Select(Gen.Int[0, paths.Length - 1], Gen.Double.Unit, Gen.Int[0, 7]).SampleAsync(
            async (which, at, bit) =>
            {
                var mirror = editions.Mirror();
                var bytes = mirror.Files[paths[which]] = [.. mirror.Files[paths[which]]];
                bytes[(int)(at * bytes.Length) % bytes.Length] ^= (byte)(1 << bit);
                var seen = await editions.VerifyAsync(mirror.Source);
                return !seen.IsAuthentic || (seen.Number, seen.Articles, seen.Fingerprint, seen.Cut) == (honest.Number, honest.Articles, honest.Fingerprint, honest.Cut);
            },
            iter: 250,
            threads: 1);
    }

    private static void StopAt(string what, string asked, CancellationTokenSource stop)
    {
        if (what.StartsWith(asked, StringComparison.Ordinal))
        {
            stop.Cancel();
        }
    }
}
