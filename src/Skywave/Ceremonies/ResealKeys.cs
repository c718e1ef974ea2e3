using Skywave.House;
using Skywave.Mirror;
using Skywave.Trust;

namespace Skywave.Ceremonies;

/// <summary>Another passphrase for keyring files. The keys stay: whoever copied a file and knows the old words has them still.</summary>
internal static class ResealKeys
{
    /// <summary>Every keyring that is here.</summary>
    public static IReadOnlyList<string> All(NewsroomFolder house, string offline) =>
        [.. new[] { house.HostKeyring }.Where(File.Exists), .. Keyrings.Files(offline, "root"), .. Keyrings.Files(offline, "targets")];

    /// <summary>
    /// Opens all, then seals each anew; returns how many were. A file that the new words open already, because an earlier run was killed, is passed over.
    /// </summary>
    public static int Run(IReadOnlyList<string> files, Func<string, SealedKeyring> open, string words)
    {
        var opened = files.Where(f => !IsSealedWith(f, words)).Select(open).ToList();
        opened.ForEach(k => KeyFiles.Seal(k.Path, k.Keys, words, k.WorkFactor));
        return opened.Count;
    }

    private static bool IsSealedWith(string file, string words)
    {
        try
        {
            KeyFiles.Open(file, words);
            return true;
        }
        catch (Stop stop) when (stop.Code == Codes.SealPassphrase)
        {
            return false;
        }
    }
}
