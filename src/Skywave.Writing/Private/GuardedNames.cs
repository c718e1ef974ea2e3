using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>What the private store knows of one article, for whoever looks at a text of it.</summary>
public sealed class GuardedNames
{
    private readonly ImmutableArray<(string Whose, string[] Names)> _names;

    private GuardedNames(IReadOnlySet<int> granted, ImmutableArray<(string, string[])> names) => (Granted, _names) = (granted, names);

    /// <summary>Numbers of unnamed sources of whom is recorded who they are and who agreed.</summary>
    public IReadOnlySet<int> Granted { get; }

    /// <summary>Reads it.</summary>
    /// <param name="db">The private store.</param>
    /// <param name="id">Which article.</param>
    public static GuardedNames Of(PrivateDb db, ArticleId id)
    {
        var grants = db.Grants.AsNoTracking().Where(g => g.Article == id.Value).OrderBy(g => g.Number).ToList();
        var guarded = db.ProtectedSources.AsNoTracking().Where(s => s.Article == id.Value).OrderBy(s => s.Number).ToList();
        return new GuardedNames(
            grants.Where(g => GrantAnonymity.IsWhole(g.Identity, g.ApprovedBy)).Select(g => g.Number).ToHashSet(),
            [.. grants.Select(g => ($"unnamed source {g.Number}", GrantAnonymity.WaysToWrite(g.Identity))), .. guarded.Select(s => ($"protected source {s.Number}", GrantAnonymity.WaysToWrite(s.Identity)))]);
    }

    /// <summary>Whose names stand in a text as whole words, whatever the case: "unnamed source 2". Never the name.</summary>
    public ImmutableArray<string> In(ArticleText text)
    {
        if (_names.All(n => n.Names.Length == 0))
        {
            return [];
        }
        var lines = StoredText.Strings(StoredText.Write(text)).ConvertAll(Fold.ForSearch);
        return [.. _names.Where(n => GrantAnonymity.StandIn(lines, n.Names)).Select(n => n.Whose)];
    }
}
