using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>The private side of a grant: who the person is, and who agreed to leave the name out. Its public side is <see cref="UnnamedSource"/>.</summary>
/// <param name="Number">The unnamed source's number in the article, from 1.</param>
/// <param name="Identity">Who it is; each way in which the name is written on a line of its own.</param>
/// <param name="ApprovedBy">The editor who agreed; empty until somebody has.</param>
/// <param name="ApprovedOn">When.</param>
public sealed record AnonymityGrant(int Number, string Identity, string ApprovedBy, DateOnly ApprovedOn)
{
    /// <summary>Without the identity: a grant that ends up in a message or log tells nothing.</summary>
    public override string ToString() => $"grant {Number}";
}

/// <summary>Permission to quote somebody unnamed is recorded where no edition can find it.</summary>
public static class GrantAnonymity
{
    /// <summary>Records an article's grants; a number that is there already is replaced.</summary>
    public static async Task RecordAsync(PrivateDb db, ArticleId id, IReadOnlyCollection<AnonymityGrant> grants, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        foreach (var grant in grants)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(grant.Number, 1, nameof(grants));
            var row = await db.Grants.FindAsync([id.Value, grant.Number], stop)
                ?? db.Grants.Add(new GrantRow { Article = id.Value, Number = grant.Number, Identity = "", ApprovedBy = "", ApprovedOn = default }).Entity;
            (row.Identity, row.ApprovedBy, row.ApprovedOn) = (grant.Identity, grant.ApprovedBy, grant.ApprovedOn);
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }

    /// <summary>An article's grants by number.</summary>
    public static async Task<IReadOnlyList<AnonymityGrant>> ListAsync(PrivateDb db, ArticleId id, CancellationToken stop = default) =>
        await db.Grants.AsNoTracking().Where(g => g.Article == id.Value).OrderBy(g => g.Number)
            .Select(g => new AnonymityGrant(g.Number, g.Identity, g.ApprovedBy, g.ApprovedOn)).ToListAsync(stop);

    /// <summary>Which of an article's unnamed sources are recorded with an identity and an approving editor; for <see cref="ApproveArticle"/>.</summary>
    public static async Task<IReadOnlySet<int>> NumbersAsync(PrivateDb db, ArticleId id, CancellationToken stop = default) =>
        (await ListAsync(db, id, stop)).Where(g => IsWhole(g.Identity, g.ApprovedBy)).Select(g => g.Number).ToHashSet();

    /// <summary>Numbers of recorded grants whose identity stands in a text as whole words, whatever the case.</summary>
    public static async Task<IReadOnlyList<int>> BetrayedAsync(PrivateDb db, ArticleId id, ArticleText text, CancellationToken stop = default) =>
        [.. Betrayed(await ListAsync(db, id, stop), text)];

    internal static IEnumerable<int> Betrayed(IReadOnlyCollection<AnonymityGrant> grants, ArticleText text)
    {
        if (grants.Count == 0)
        {
            return [];
        }
        var lines = StoredText.Strings(StoredText.Write(text)).ConvertAll(Fold.ForSearch);
        return grants.Where(g => StandIn(lines, WaysToWrite(g.Identity))).Select(g => g.Number);
    }

    /// <summary>A grant counts when it says who it is and somebody agreed.</summary>
    internal static bool IsWhole(string identity, string approvedBy) => !string.IsNullOrWhiteSpace(identity) && !string.IsNullOrWhiteSpace(approvedBy);

    /// <summary>A name's lines, folded as texts are searched.</summary>
    internal static string[] WaysToWrite(string identity) => [.. identity.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Fold.ForSearch)];

    /// <summary>True when one of the names stands in one of the folded lines as whole words.</summary>
    internal static bool StandIn(List<string> lines, string[] names) => names.Any(name => lines.Exists(line => Names(line, name)));

    private static bool Names(string line, string identity)
    {
        for (var at = line.IndexOf(identity, StringComparison.Ordinal); at >= 0; at = line.IndexOf(identity, at + 1, StringComparison.Ordinal))
        {
            var end = at + identity.Length;
            if ((at == 0 || !char.IsLetterOrDigit(line[at - 1])) && (end == line.Length || !char.IsLetterOrDigit(line[end])))
            {
                return true;
            }
        }
        return false;
    }
}
