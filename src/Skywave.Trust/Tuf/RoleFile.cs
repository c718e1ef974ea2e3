using System.Collections.Immutable;

namespace Skywave.Trust.Tuf;

/// <summary>What every role says of itself.</summary>
/// <param name="Version">From 1, never falling.</param>
/// <param name="Expires">From this moment on the role is stale: authentic, but nobody vouches that it is the newest.</param>
public abstract record RoleContent(long Version, DateTimeOffset Expires)
{
    /// <summary>True when the role is past its expiry.</summary>
    public bool IsExpired(DateTimeOffset now) => Expires <= now;
}

/// <summary>Who may sign a role, and how many of them must.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Threshold">At least 1.</param>
public sealed record RoleKeys(ImmutableArray<TufKey> Keys, int Threshold)
{
    /// <summary>The keys of these signers.</summary>
    public static RoleKeys Of(int threshold, params ReadOnlySpan<SigningKey> keys)
    {
        var list = ImmutableArray.CreateBuilder<TufKey>(keys.Length);
        foreach (var key in keys)
        {
            list.Add(TufKey.Of(key));
        }
        return new(list.ToImmutable(), threshold);
    }

    /// <summary>True when the same keys sign with the same threshold, in whatever order and under whatever ids.</summary>
    public bool IsSameAs(RoleKeys other) =>
        Threshold == other.Threshold && Keys.Select(key => key.Identity).ToHashSet().SetEquals(other.Keys.Select(key => key.Identity));
}

/// <summary>One signature of a file.</summary>
/// <param name="KeyId">Whose.</param>
/// <param name="Signature">Hex; empty when the holder of the key has not signed.</param>
public sealed record RoleSignature(string KeyId, string Signature);

/// <summary>One metadata file as it was received. Reading it proves nothing; <see cref="CheckSignatures"/> does.</summary>
/// <typeparam name="T">What it says.</typeparam>
public sealed class RoleFile<T>
    where T : RoleContent
{
    private readonly byte[] _signed;
    private readonly ImmutableArray<RoleSignature> _signatures;

    internal RoleFile(T content, ReadOnlyMemory<byte> bytes, byte[] signed, ImmutableArray<RoleSignature> signatures) =>
        (Content, Bytes, _signed, _signatures) = (content, bytes, signed, signatures);

    /// <summary>What it says.</summary>
    public T Content { get; }

    /// <summary>The file exactly as received: what is stored and what a snapshot's hash is of.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The canonical form of what is signed, unknown fields kept.</summary>
    public ReadOnlyMemory<byte> Signed => _signed;

    /// <summary>The role's version.</summary>
    public long Version => Content.Version;

    /// <summary>Null when enough different keys of the role signed this. Refused: <see cref="Codes.TufSignature"/>.</summary>
    public Refusal? CheckSignatures(RoleKeys by, string role)
    {
        var signers = new HashSet<string>();
        foreach (var key in by.Keys)
        {
            if (signers.Count < by.Threshold && _signatures.FirstOrDefault(s => s.KeyId == key.Id) is { } signature && key.Verifies(_signed, signature.Signature))
            {
                signers.Add(key.Identity);
            }
        }
        return by.Threshold >= 1 && signers.Count >= by.Threshold
            ? null
            : new Refusal(Codes.TufSignature, $"{role} version {Version} has {signers.Count} valid signatures of the {by.Threshold} it needs");
    }
}
