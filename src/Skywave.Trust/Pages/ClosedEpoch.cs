using Skywave.Trust.Documents;
using Skywave.Trust.Log;

namespace Skywave.Trust.Pages;

/// <summary>
/// What a checkpoint of a closed epoch is worth. The epoch was closed because its key may be stolen, so a signature alone says nothing: only a tree that is
/// part of the closing tree counts (docs/900-design.md, section 7).
/// </summary>
public static class ClosedEpoch
{
    /// <summary>Null when the checkpoint's tree is shown to be a prefix of the closing tree; else refused with <see cref="Codes.LogKeyRevoked"/>.</summary>
    /// <param name="checkpoint">Its signatures hold already.</param>
    /// <param name="closed">How the log ended.</param>
    /// <param name="consistency">The consistency proof from the checkpoint's size to the closing size; null when nobody has it. Not needed at the closing size.</param>
    public static Refusal? Check(Checkpoint checkpoint, ClosedLog closed, IReadOnlyList<TreeHash>? consistency)
    {
        var atTheEnd = checkpoint.Size == closed.Size;
        return checkpoint.Size > closed.Size ? Revoked("its checkpoint is past the log's end")
            : consistency is null && !atTheEnd ? Revoked("that its checkpoint is part of the closed log could not be shown")
            : MerkleProof.Continues(checkpoint.Size, checkpoint.Root, closed.Size, closed.Root, atTheEnd ? [] : consistency!) ? null
            : Revoked("its checkpoint is not part of the closed log");
    }

    private static Refusal Revoked(string why) => new(Codes.LogKeyRevoked, "the log's key was later revoked and " + why);
}
