using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Skywave.Trust.Log;

namespace Skywave.Trust.Pages;

/// <summary>The proof a page carries, in the text form of C2SP tlog-proof (docs/900-design.md, section 8).</summary>
/// <param name="Record">The record's bytes: the proof's <c>extra</c>.</param>
/// <param name="Index">Where the record is in the log.</param>
/// <param name="Hashes">The inclusion proof.</param>
/// <param name="Checkpoint">The log's signed state.</param>
public sealed record PageProof(ReadOnlyMemory<byte> Record, long Index, ImmutableArray<TreeHash> Hashes, Checkpoint Checkpoint)
{
    /// <summary>The greatest proof we read, in bytes, its record included.</summary>
    public const int MaxLength = 32 * 1024;

    /// <summary>The proof of a record from the log's tiles. Refused: as <see cref="TileTree.Inclusion"/>.</summary>
    /// <param name="record">The record's bytes as they are in the log.</param>
    /// <param name="index">Where they are in the log.</param>
    /// <param name="tree">The tree of the checkpoint's size. One tree serves all proofs of a cut.</param>
    /// <param name="checkpoint">Signed already.</param>
    public static Checked<PageProof> Make(ReadOnlyMemory<byte> record, long index, TileTree tree, Checkpoint checkpoint) =>
        tree.Inclusion(index).TryGet(out var hashes, out var refusal) ? new PageProof(record, index, [.. hashes], checkpoint) : refusal;

    /// <summary>Reads the text form: exactly as <see cref="ToString"/> writes it. Refused: <see cref="Codes.PageProof"/>, <see cref="Codes.PageTooBig"/>.</summary>
    public static Checked<PageProof> Parse(ReadOnlySpan<byte> bytes)
    {
        if (!ProofLines.Read(bytes.ToArray()).TryGet(out var lines, out var refusal) || !lines.Decode().TryGet(out var proof, out refusal))
        {
            return refusal;
        }
        return Checkpoint.Parse(lines.Checkpoint.Span).TryGet(out var checkpoint, out refusal)
            ? new PageProof(proof.Record, lines.Index, proof.Hashes, checkpoint)
            : refusal with { Code = Codes.PageProof };
    }

    /// <summary>The text form, ending in LF. It holds nothing that HTML must escape.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{ProofLines.FirstLine}\nextra {Convert.ToBase64String(Record.Span)}\nindex {Index}\n");
        foreach (var hash in Hashes)
        {
            text.Append(hash.Base64).Append('\n');
        }
        return text.Append('\n').Append(Checkpoint).ToString();
    }

    /// <inheritdoc/>
    public bool Equals(PageProof? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => Index.GetHashCode();
}
