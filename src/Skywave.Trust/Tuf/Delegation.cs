using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skywave.Trust.Tuf;

/// <summary>Whom a targets role lets speak for which target names.</summary>
/// <param name="Name">The delegated role.</param>
/// <param name="Keys">Who may sign it.</param>
/// <param name="Paths">Patterns of target names; <c>*</c>, <c>?</c> and <c>[…]</c> never match a slash.</param>
/// <param name="Terminating">True: a name that matches is looked for here and nowhere after.</param>
/// <param name="PathHashPrefixes">Instead of patterns: prefixes of the SHA-256 of the target's name.</param>
public sealed record Delegation(string Name, RoleKeys Keys, ImmutableArray<string> Paths, bool Terminating = true, ImmutableArray<string> PathHashPrefixes = default)
{
    /// <summary>True when this delegation speaks for a target of that name.</summary>
    public bool Covers(string target) => PathHashPrefixes.IsDefaultOrEmpty
        ? !Paths.IsDefaultOrEmpty && Paths.Any(pattern => PathPattern.Matches(pattern, target))
        : PathHashPrefixes.Any(prefix => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target))).StartsWith(prefix, StringComparison.Ordinal));

    internal JsonObject ToJson()
    {
        var json = RoleBytes.RoleKeys(Keys);
        json["name"] = Name;
        json["terminating"] = Terminating;
        if (PathHashPrefixes.IsDefaultOrEmpty)
        {
            json["paths"] = new JsonArray([.. Paths.Select(path => (JsonNode?)path)]);
        }
        else
        {
            json["path_hash_prefixes"] = new JsonArray([.. PathHashPrefixes.Select(prefix => (JsonNode?)prefix)]);
        }
        return json;
    }

    internal static ImmutableArray<Delegation> ReadAll(RoleFields fields, JsonElement signed)
    {
        var delegations = fields.Get(signed, "delegations", JsonValueKind.Object);
        var keys = fields.Keys(delegations);
        var roles = ImmutableArray.CreateBuilder<Delegation>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in fields.Items(fields.Get(delegations, "roles", JsonValueKind.Array)))
        {
            roles.Add(Read(fields, role, keys));
            fields.Require(names.Add(roles[^1].Name), Codes.TufMalformed, "two delegations have one name");
        }
        return roles.ToImmutable();
    }

    private static Delegation Read(RoleFields fields, JsonElement role, Dictionary<string, TufKey> keys)
    {
        var name = fields.Text(role, "name");
        fields.Require(RoleName.IsDelegable(name), Codes.TufRoleName, "a delegated role has a name with path parts or of a top-level role");
        var byHash = RoleFields.TryGet(role, "path_hash_prefixes", out _);
        fields.Require(byHash != RoleFields.TryGet(role, "paths", out _), Codes.TufMalformed, "a delegation has neither or both of 'paths' and 'path_hash_prefixes'");
        var paths = fields.Texts(role, byHash ? "path_hash_prefixes" : "paths");
        return new(name, fields.RoleKeys(role, keys), byHash ? [] : paths, fields.Bool(role, "terminating"), byHash ? paths : default);
    }
}

/// <summary>Shell-style patterns of target names, part by part; in time proportional to pattern times name at worst.</summary>
public static class PathPattern
{
    /// <summary>True when the name matches: as many parts, each matched by its own.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (patterns, parts) = (pattern.Split('/'), name.Split('/'));
        return patterns.Length == parts.Length && patterns.Zip(parts).All(pair => MatchesPart(pair.First, pair.Second));
    }

    private static bool MatchesPart(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark, p) = (p, t, p + 1);
            }
            else if (p < pattern.Length && MatchesOne(pattern[p..], text[t], out var used))
            {
                (p, t) = (p + used, t + 1);
            }
            else if (star >= 0)
            {
                (p, t, mark) = (star + 1, mark + 1, mark + 1);
            }
            else
            {
                return false;
            }
        }
        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, char c, out int used)
    {
        used = 1;
        var close = pattern[0] == '[' && pattern.Length > 2 ? pattern[2..].IndexOf(']') + 2 : -1;
        if (close < 2)
        {
            return pattern[0] == '?' || pattern[0] == c;
        }
        used = close + 1;
        var set = pattern[1..close];
        var negated = set.Length > 1 && set[0] == '!';
        return Contains(negated ? set[1..] : set, c) != negated;
    }

    private static bool Contains(ReadOnlySpan<char> set, char c)
    {
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? c >= set[i] && c <= set[i + 2] : c == set[i])
            {
                return true;
            }
            i += isRange ? 2 : 0;
        }
        return false;
    }
}
