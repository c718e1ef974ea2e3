namespace Skywave.Trust.Tuf;

/// <summary>Which names of roles and targets are safe: both become file names.</summary>
public static class RoleName
{
    /// <summary>The root role.</summary>
    public const string Root = "root";

    /// <summary>The top-level targets role.</summary>
    public const string Targets = "targets";

    /// <summary>The snapshot role.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>The timestamp role.</summary>
    public const string Timestamp = "timestamp";

    private const int MaxLength = 512;

    /// <summary>The four roles that a root names.</summary>
    public static IReadOnlyList<string> TopLevel { get; } = [Root, Snapshot, Targets, Timestamp];

    /// <summary>True when a role may be called so: not empty, no path parts, no control characters.</summary>
    public static bool IsSafe(string name) =>
        name.Length is >= 1 and <= MaxLength && name != "." && !name.Contains("..", StringComparison.Ordinal) && !name.Any(c => c is '/' or '\\' || char.IsControl(c));

    /// <summary>True when a delegated role may be called so: safe, and not the name of a top-level role in any case.</summary>
    public static bool IsDelegable(string name) => IsSafe(name) && !TopLevel.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>True when a target may be called so: relative, every part a name.</summary>
    public static bool IsSafeTarget(string name) =>
        name.Length is >= 1 and <= 2 * MaxLength && !name.Any(c => c == '\\' || char.IsControl(c)) && name.Split('/').All(part => part is not ("" or "." or ".."));
}
