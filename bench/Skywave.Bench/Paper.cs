using Skywave.House;
using Skywave.Ledger;
using Skywave.Publishing;
using Skywave.Writing;

namespace Skywave.Bench;

/// <summary>A newsroom in a folder that goes away with it.</summary>
internal sealed class Paper : IDisposable
{
    private const string Passphrase = "a passphrase for benchmarks";

    private Paper(string folder) => Folder = folder;

    /// <summary>The newsroom's folder.</summary>
    public string Folder { get; }

    /// <summary>The folder of its edition.</summary>
    public string Edition => Path.Combine(Folder, "public");

    /// <summary>A clock that stands at the end of the corpus, so that every run is the same.</summary>
    public static TimeProvider Clock { get; } = new Standing();

    /// <summary>Makes a newsroom with so many approved articles that nobody has published yet.</summary>
    public static async Task<Paper> WriteAsync(string under, int articles)
    {
        var paper = new Paper(Path.Combine(under, "skywave-bench-" + Guid.NewGuid().ToString("N")));
        await MakeNewsroom.RunAsync(paper.Folder, "The Bench", [.. Tongue.All.Select(t => t.Tag)], Passphrase, KeyFiles.DemoWorkFactor, Clock, CancellationToken.None).ConfigureAwait(false);
        await using var db = NewsroomStore.Open(paper.Folder).OpenWriting();
        foreach (var batch in Corpus.Articles(articles).Chunk(1_000))
        {
            await using var transaction = await db.Database.BeginTransactionAsync().ConfigureAwait(false);
            foreach (var draft in batch)
            {
                await WriteAsync(db, draft).ConfigureAwait(false);
            }
            await transaction.CommitAsync().ConfigureAwait(false);
        }
        return paper;
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
    public Task<Published> PublishAsync(Action<string> progress) =>
        new PublishEdition(NewsroomFolder.Open(Folder), () => KeyFiles.Open(Path.Combine(Folder, "keys", "host.age"), Passphrase), Clock, progress).RunAsync(whole: false, CancellationToken.None);

    /// <summary>The root a reader begins with.</summary>
    public byte[] Root()
    {
        using var ledger = LedgerFile.Open(Path.Combine(Folder, "ledger.db"));
        return ledger.Roles.Single(r => r.Role == "root").Bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task WriteAsync(WritingDb db, Draft draft)
    {
        var drafted = await DraftArticle.SaveAsync(db, draft, Clock.GetUtcNow()).ConfigureAwait(false);
        if (drafted is not Drafted.Created { Id: var id } || await ApproveArticle.ApproveAsync(db, id, Clock.GetUtcNow()).ConfigureAwait(false) is not Approval.Approved)
        {
            throw new InvalidOperationException($"the generated article {draft.Uri} did not pass: {drafted}");
        }
    }

    private sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Corpus.End + TimeSpan.FromHours(1);
    }
}
