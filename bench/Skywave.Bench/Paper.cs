using System.Collections.Immutable;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Publishing;
using Skywave.Writing;

namespace Skywave.Bench;

/// <summary>A newsroom in a folder that goes away with it.</summary>
internal sealed class Paper : IDisposable
{
    /// <summary>Opens its keys.</summary>
    public const string Passphrase = "a passphrase for benchmarks";

    private Paper(string folder) => Folder = folder;

    /// <summary>The newsroom's folder.</summary>
    public string Folder { get; }

    /// <summary>The folder of its edition.</summary>
    public string Edition => Path.Combine(Folder, "public");

    /// <summary>A clock that stands at the end of the corpus, so that every run is the same.</summary>
    public static TimeProvider Clock { get; } = new Standing();

    /// <summary>Makes a newsroom with so many approved articles that nobody has published yet, of <see cref="Corpus"/>.</summary>
    public static async Task<Paper> WriteAsync(string under, int articles)
    {
        var paper = await MakeAsync(under, [.. Tongue.All.Select(t => t.Tag)], Clock).ConfigureAwait(false);
        await paper.TakeInAsync(Corpus.Articles(articles).Chunk(1_000), Clock).ConfigureAwait(false);
        return paper;
    }

    /// <summary>The same of <see cref="Archive"/>, by the clock of the machine, so that the program itself can go on with it.</summary>
    public static async Task<Paper> OfArchiveAsync(string under, int articles, TimeProvider clock)
    {
        var lines = await Archive.LinesAsync(articles).ConfigureAwait(false);
        var paper = await MakeAsync(under, [.. Archive.Desks], clock).ConfigureAwait(false);
        await paper.TakeInAsync(Archive.Drafts(lines), clock).ConfigureAwait(false);
        return paper;
    }

    /// <summary>A newsroom without articles.</summary>
    public static async Task<Paper> MakeAsync(string under, ImmutableArray<string> desks, TimeProvider clock)
    {
        var paper = new Paper(Path.Combine(under, "skywave-bench-" + Guid.NewGuid().ToString("N")));
        await MakeNewsroom.RunAsync(paper.Folder, "The Bench", desks, Passphrase, KeyFiles.DemoWorkFactor, clock, CancellationToken.None).ConfigureAwait(false);
        return paper;
    }

    /// <summary>Drafts and approves.</summary>
    public async Task TakeInAsync(IEnumerable<Draft[]> drafts, TimeProvider clock)
    {
        await using var db = NewsroomStore.Open(Folder).OpenWriting();
        foreach (var some in drafts)
        {
            var taken = await TakeInArticles.ManyAsync(db, [.. some.Select(d => new Incoming(d, Approve: true))], clock.GetUtcNow()).ConfigureAwait(false);
            if (taken.FirstOrDefault(t => t.Approval is not Approval.Approved) is { } wrong)
            {
                throw new InvalidOperationException($"a generated article did not pass: {wrong}");
            }
        }
    }

    /// <summary>The same newsroom once more, in another folder.</summary>
    public Paper Copy(string under)
    {
        var copy = new Paper(Path.Combine(under, "skywave-bench-" + Guid.NewGuid().ToString("N")));
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.Folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        return copy;
    }

    /// <summary>Cuts, signs and pushes to the first carrier.</summary>
    public Task<Published> PublishAsync(Action<string> progress, TimeProvider? clock = null, Copies copies = Copies.Quick) => PublishAsync(Folder, progress, clock ?? Clock, copies);

    /// <summary>The same of a newsroom in a folder.</summary>
    public static Task<Published> PublishAsync(string folder, Action<string> progress, TimeProvider clock, Copies copies) =>
        new PublishEdition(NewsroomFolder.Open(folder), () => KeyFiles.Open(Path.Combine(folder, "keys", "host.age"), Passphrase), clock, progress) { Copies = copies }
            .RunAsync(whole: false, CancellationToken.None);

    /// <summary>The root a reader begins with.</summary>
    public byte[] Root()
    {
        using var ledger = LedgerFile.Open(Path.Combine(Folder, "ledger.db"));
        return ledger.Roles.Single(r => r.Role == "root").Bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Corpus.End + TimeSpan.FromHours(1);
    }
}
