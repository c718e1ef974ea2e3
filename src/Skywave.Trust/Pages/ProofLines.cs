using System.Collections.Immutable;
using System.Text;
using Skywave.Trust.Log;

namespace Skywave.Trust.Pages;

/// <summary>A proof's text taken apart and not decoded yet.</summary>
/// <param name="Record">The record in base64.</param>
/// <param name="Index">Where the record is in the log.</param>
/// <param name="Hashes">The inclusion proof: lines of base64, LF between them.</param>
/// <param name="Checkpoint">The checkpoint's bytes.</param>
internal sealed record ProofLines(ReadOnlyMemory<byte> Record, long Index, ReadOnlyMemory<byte> Hashes, ReadOnlyMemory<byte> Checkpoint)
{
    public const string FirstLine = "c2sp.org/tlog-proof@v1";

    /// <summary>Reads the text. Refused: <see cref="Codes.PageProof"/>, <see cref="Codes.PageTooBig"/>.</summary>
    public static Checked<ProofLines> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > PageProof.MaxLength)
        {
            return new Refusal(Codes.PageTooBig, $"a proof has at most {PageProof.MaxLength} bytes");
        }
        var end = bytes.Span.IndexOf("\n\n"u8);
        var rest = bytes[..Math.Max(end, 0)];
        if (!Ascii.Equals(Line(ref rest).Span, FirstLine) || !TryField(ref rest, "extra "u8, out var record)
            || !TryField(ref rest, "index "u8, out var number) || !StrictText.TryNumber(number.Span, out var index)
            || rest.Span.Count((byte)'\n') >= MerkleProof.MaxHashes)
        {
            return new Refusal(Codes.PageProof, "the proof does not start with its four parts: format, extra, index, hashes");
        }
        return new ProofLines(record, index, rest, bytes[(end + 2)..]);
    }

    /// <summary>The record and the hashes. Refused: <see cref="Codes.PageProof"/>.</summary>
    public Checked<DecodedProof> Decode()
    {
        if (!StrictBase64.TryRead(Record.Span, out var record))
        {
            return new Refusal(Codes.PageProof, "the proof's record is malformed");
        }
        var hashes = ImmutableArray.CreateBuilder<TreeHash>();
        for (var rest = Hashes; !rest.IsEmpty;)
        {
            if (!StrictBase64.TryRead(Line(ref rest).Span, out var hash) || hash.Length != TreeHash.Size)
            {
                return new Refusal(Codes.PageProof, "a hash of the proof is malformed");
            }
            hashes.Add(TreeHash.FromBytes(hash));
        }
        return new DecodedProof(record, hashes.ToImmutable());
    }

    private static bool TryField(ref ReadOnlyMemory<byte> rest, ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> value)
    {
        var line = Line(ref rest);
        var fits = line.Span.StartsWith(name);
        value = fits ? line[name.Length..] : default;
        return fits;
    }

    // Takes the next line; the last has no LF of its own.
    private static ReadOnlyMemory<byte> Line(ref ReadOnlyMemory<byte> rest)
    {
        var length = rest.Span.IndexOf((byte)'\n');
        var line = length < 0 ? rest : rest[..length];
        rest = length < 0 ? default : rest[(length + 1)..];
        return line;
    }
}

/// <summary>What a proof says.</summary>
internal readonly record struct DecodedProof(ReadOnlyMemory<byte> Record, ImmutableArray<TreeHash> Hashes);
