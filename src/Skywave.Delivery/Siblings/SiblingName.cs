namespace Skywave.Delivery;

/// <summary>Which files of an edition have compressed copies beside them, and what those are called.</summary>
public static class SiblingName
{
    /// <summary>What the name of a brotli copy ends in.</summary>
    public const string Brotli = ".br";

    /// <summary>What the name of a gzip copy ends in.</summary>
    public const string Gzip = ".gz";

    /// <summary>True for text, by its name: pages, feeds, lists, metadata, checkpoints, scripts, captions. Never pictures, sound, tiles, or what is a copy itself.</summary>
    public static bool MayHave(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        var dot = name.LastIndexOf('.');
        return (dot < 0 ? name : name[dot..]) switch
        {
            Brotli or Gzip => false,
            ".html" or ".xml" or ".atom" or ".json" or ".txt" or ".js" or ".vtt" or "checkpoint" => true,
            // <hash>.front, <hash>.notices, <hash>.corrections-2026: documents of ours, without an ending of their own.
            _ => path.StartsWith("targets/", StringComparison.Ordinal),
        };
    }

    /// <summary>True for what somebody reads: its copies are padded to a size class.</summary>
    public static bool IsPage(string path) => path.EndsWith(".html", StringComparison.Ordinal);

    /// <summary>The path of the file that this one is a copy of; null when it is none.</summary>
    public static string? OriginalOf(string path) =>
        (path.EndsWith(Brotli, StringComparison.Ordinal) || path.EndsWith(Gzip, StringComparison.Ordinal)) && MayHave(path[..^3]) ? path[..^3] : null;
}
