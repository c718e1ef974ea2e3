using System.Security.Cryptography;
using Skywave.Trust.Documents;
using Skywave.Trust.Log;

namespace Skywave.Reading;

/// <summary>What a desk signed for an edition that its carrier is still being brought up to, and the files that are new in it.</summary>
internal sealed record AheadDesk(SignedDesk Signed, IReadOnlyCollection<FileLine> Lines)
{
    private readonly HashSet<FileLine> _lines = [.. Lines];

    /// <summary>True when these bytes are the file that this desk has there.</summary>
    public bool Has(string path, ReadOnlySpan<byte> bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return Signed.Front.Files.TryGetValue(path, out var listed) ? listed.Sha256 == hash && listed.Length == bytes.Length : _lines.Contains(new FileLine(path, hash));
    }

    /// <summary>True when this is the state of its log.</summary>
    public bool IsAt(Checkpoint state) => Signed.IsAt(state);
}
