using System.Numerics;

namespace Skywave.Trust.Log;

/// <summary>Checks of RFC 6962 proofs, after the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. Pure; any length of hostile proof is refused in O(log n).</summary>
public static class MerkleProof
{
    /// <summary>The greatest number of hashes in a proof of a tree we accept (2^53 entries, twice the depth for consistency).</summary>
    public const int MaxHashes = 108;

    /// <summary>The greatest tree we accept.</summary>
    public const long MaxSize = CanonicalJson.MaxInteger;

    /// <summary>True when the entry with this hash is at this index of the tree with this size and root.</summary>
    public static bool Includes(long size, TreeHash root, long index, TreeHash entry, IReadOnlyList<TreeHash> proof)
    {
        if (index < 0 || index >= size || size > MaxSize || proof.Count > MaxHashes)
        {
            return false;
        }
        var (node, last, hash) = (index, size - 1, entry);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }
            if ((node & 1) == 1 || node == last)
            {
                hash = TreeHash.OfNode(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                hash = TreeHash.OfNode(hash, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && hash == root;
    }

    /// <summary>True when the tree of the old size and root is a prefix of the tree of the new size and root. Equal trees need an empty proof.</summary>
    public static bool Continues(long oldSize, TreeHash oldRoot, long newSize, TreeHash newRoot, IReadOnlyList<TreeHash> proof)
    {
        if (oldSize < 0 || oldSize > newSize || newSize > MaxSize || proof.Count > MaxHashes)
        {
            return false;
        }
        if (oldSize == 0 || oldSize == newSize)
        {
            return proof.Count == 0 && oldRoot == (oldSize == 0 ? TreeHash.Empty : newRoot);
        }
        var path = BitOperations.IsPow2(oldSize) ? [oldRoot, .. proof] : proof;
        return path.Count > 0 && Climb(path, oldSize - 1, newSize - 1) is var (from, to) && from == oldRoot && to == newRoot;
    }

    private static (TreeHash From, TreeHash To)? Climb(IReadOnlyList<TreeHash> path, long node, long last)
    {
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }
        var (from, to) = (path[0], path[0]);
        foreach (var sibling in path.Skip(1))
        {
            if (last == 0)
            {
                return null;
            }
            if ((node & 1) == 1 || node == last)
            {
                (from, to) = (TreeHash.OfNode(sibling, from), TreeHash.OfNode(sibling, to));
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                to = TreeHash.OfNode(to, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 ? (from, to) : null;
    }
}
