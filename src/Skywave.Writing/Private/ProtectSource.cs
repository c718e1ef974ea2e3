using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>A source whom an article does not mention and must never betray.</summary>
/// <param name="Number">From 1 in the article.</param>
/// <param name="Identity">Who it is.</param>
/// <param name="Why">Why the person must be protected.</param>
/// <param name="RecordedOn">When it was written down.</param>
public sealed record ProtectedSource(int Number, string Identity, string Why, DateOnly RecordedOn)
{
    /// <summary>Without the identity: a source that ends up in a message or log tells nothing.</summary>
    public override string ToString() => $"protected source {Number}";
}

/// <summary>A protected source is recorded where no edition can find it.</summary>
public static class ProtectSource
{
    /// <summary>Records a source of an article and gives it its number.</summary>
    public static async Task<int> RecordAsync(PrivateDb db, ArticleId id, string identity, string why, DateOnly on, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var number = 1 + (await db.ProtectedSources.Where(s => s.Article == id.Value).MaxAsync(s => (int?)s.Number, stop) ?? 0);
        db.ProtectedSources.Add(new ProtectedSourceRow { Article = id.Value, Number = number, Identity = identity, Why = why, RecordedOn = on });
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return number;
    }

    /// <summary>An article's protected sources by number.</summary>
    public static async Task<IReadOnlyList<ProtectedSource>> ListAsync(PrivateDb db, ArticleId id, CancellationToken stop = default) =>
        await db.ProtectedSources.AsNoTracking().Where(s => s.Article == id.Value).OrderBy(s => s.Number)
            .Select(s => new ProtectedSource(s.Number, s.Identity, s.Why, s.RecordedOn)).ToListAsync(stop);
}
