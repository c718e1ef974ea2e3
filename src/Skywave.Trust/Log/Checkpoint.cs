using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Skywave.Trust.Log;

/// <summary>
/// A log's signed state (C2SP tlog-checkpoint in a C2SP signed-note). Parsing proves nothing: <see cref="Verify"/> does.
/// </summary>
public sealed record Checkpoint
{
    /// <summary>The greatest checkpoint we read, in bytes.</summary>
    public const int MaxLength = 16 * 1024;

    private const int MaxSignatures = 64;

    private Checkpoint(string text, string origin, long size, TreeHash root, ImmutableArray<NoteSignature> signatures) =>
        (Text, Origin, Size, Root, Signatures) = (text, origin, size, root, signatures);

    /// <summary>What is signed: every line of the body with its LF.</summary>
    public string Text { get; }

    /// <summary>Which log: <c>&lt;newsroom&gt;/log/&lt;desk&gt;/&lt;epoch&gt;</c>.</summary>
    public string Origin { get; }

    /// <summary>Entries in the tree.</summary>
    public long Size { get; }

    /// <summary>The tree's root.</summary>
    public TreeHash Root { get; }

    /// <summary>The signature lines, in order; some may be of keys nobody knows.</summary>
    public ImmutableArray<NoteSignature> Signatures { get; }

    /// <summary>A checkpoint that nobody has signed yet. Throws <see cref="ArgumentException"/> for an origin that is not a key's name.</summary>
    public static Checkpoint Of(string origin, long size, TreeHash root) => VKey.IsName(origin) && size >= 0
        ? new(string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{root.Base64}\n"), origin, size, root, [])
        : throw new ArgumentException("an origin is a key's name and a size is not negative", nameof(origin));

    /// <summary>A checkpoint signed by each of the keys under the origin's name.</summary>
    public static Checkpoint Sign(string origin, long size, TreeHash root, params ReadOnlySpan<SigningKey> keys)
    {
        var checkpoint = Of(origin, size, root);
        foreach (var key in keys)
        {
            checkpoint = checkpoint.Signed(key);
        }
        return checkpoint;
    }

    /// <summary>This checkpoint with one more signature line.</summary>
    public Checkpoint Signed(SigningKey key) =>
        new(Text, Origin, Size, Root, Signatures.Add(new(Origin, VKey.Of(Origin, key).Id, key.Sign(Encoding.UTF8.GetBytes(Text)))));

    /// <summary>The whole note, as it is served.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <inheritdoc/>
    public override string ToString() => Text + "\n" + string.Concat(Signatures.Select(signature => signature.Line + "\n"));

    /// <summary>Reads a note strictly: UTF-8, one form for every number and base64, at least one signature. Refused: <see cref="Codes.LogCheckpoint"/>.</summary>
    public static Checked<Checkpoint> Parse(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.Length <= MaxLength && StrictText.TryRead(bytes, out var read) ? read : "";
        var end = text.LastIndexOf("\n\n", StringComparison.Ordinal) + 1;
        var lines = text[..Math.Max(end - 1, 0)].Split('\n');
        if (end == 0 || !text.EndsWith('\n') || lines.Length is < 3 or > 16 || lines.Any(line => line.Length == 0) || text.Any(c => c < ' ' && c != '\n'))
        {
            return new Refusal(Codes.LogCheckpoint, "not a signed note of three lines or more");
        }
        if (!VKey.IsName(lines[0]) || !StrictText.TryNumber(lines[1], out var size) || !TreeHash.TryFromBase64(lines[2], out var root)
            || (size == 0 && root != TreeHash.Empty))
        {
            return new Refusal(Codes.LogCheckpoint, "origin, size and root are not as they should be");
        }
        return ParseSignatures(text[(end + 1)..]) is { } signatures ? new Checkpoint(text[..end], lines[0], size, root, signatures)
            : new Refusal(Codes.LogCheckpoint, "a signature line is malformed");
    }

    /// <summary>
    /// True when signatures of at least <paramref name="threshold"/> different keys of these hold. Null when they do; else refused with
    /// <see cref="Codes.LogSignature"/>. Lines of unknown keys are passed over; a false signature by a known key refuses the whole.
    /// </summary>
    public Refusal? Verify(IReadOnlyCollection<VKey> keys, int threshold)
    {
        var message = Encoding.UTF8.GetBytes(Text);
        var good = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signature in Signatures)
        {
            var known = keys.FirstOrDefault(key => key.Name == signature.Name && key.Id == signature.KeyId);
            if (known is not null && !Ed25519.Verify(known.PublicKey.Span, message, signature.Bytes.Span))
            {
                return new(Codes.LogSignature, "a signature of a known log key is false");
            }
            if (known is not null)
            {
                good.Add(Convert.ToHexStringLower(known.PublicKey.Span));
            }
        }
        return threshold > 0 && good.Count >= threshold ? null : new(Codes.LogSignature, $"{good.Count} of {threshold} needed log keys signed");
    }

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static ImmutableArray<NoteSignature>? ParseSignatures(string text)
    {
        var lines = text.Split('\n')[..^1];
        var signatures = lines.Length is > 0 and <= MaxSignatures ? lines.Select(NoteSignature.Parse).ToArray() : [null];
        return signatures.Contains(null) ? null : [.. signatures.OfType<NoteSignature>()];
    }
}
