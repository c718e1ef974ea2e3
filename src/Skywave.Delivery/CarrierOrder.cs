namespace Skywave.Delivery;

/// <summary>
/// When a file of an edition may be written: what is referred to goes first, metadata last, the timestamp very last
/// (docs/900-design.md, section 9, "Mid-push"). Readers of a carrier that is being written see the old edition or the new one.
/// </summary>
public enum PushPhase
{
    /// <summary>Packs and bundles, which nobody asks for before the timestamp names their edition.</summary>
    Packs,

    /// <summary>Renditions: immutable by name.</summary>
    Media,

    /// <summary>Log tiles and entry bundles: immutable by name.</summary>
    LogTiles,

    /// <summary>Hash-named TUF targets.</summary>
    Targets,

    /// <summary>Versioned metadata of desks and mirrors: already there when a list is ahead of the snapshot.</summary>
    DeskMetadata,

    /// <summary>Pages that prove themselves.</summary>
    Pages,

    /// <summary>Fronts, feeds, other lists, checkpoints: replaced in place.</summary>
    Lists,

    /// <summary>Versioned root and targets.</summary>
    OfflineMetadata,

    /// <summary>The versioned snapshot.</summary>
    Snapshot,

    /// <summary>The one file that says which edition this is.</summary>
    Timestamp,
}

/// <summary>Sorts the files of an edition into the order in which a carrier is written.</summary>
public static class CarrierOrder
{
    /// <summary>The phase of a path of an edition (section 13 of the design); a compressed copy goes with the file it is of.</summary>
    public static PushPhase PhaseOf(string path)
    {
        path = SiblingName.OriginalOf(path) ?? path;
        var top = path.AsSpan(0, Math.Max(path.IndexOf('/'), 0));
        return top switch
        {
            Pack.Folder => PushPhase.Packs,
            "media" => PushPhase.Media,
            "log" => path.EndsWith("/checkpoint", StringComparison.Ordinal) ? PushPhase.Lists : PushPhase.LogTiles,
            "targets" => PushPhase.Targets,
            "metadata" => PhaseOfMetadata(path.AsSpan("metadata/".Length)),
            _ => IsArticlePage(path) ? PushPhase.Pages : PushPhase.Lists,
        };
    }

    /// <summary>True when the file's name fixes its bytes, so that a copy that is there need not be written again.</summary>
    public static bool IsImmutable(string path) => PhaseOf(path) switch
    {
        PushPhase.Packs or PushPhase.Media or PushPhase.LogTiles or PushPhase.Targets or PushPhase.DeskMetadata or PushPhase.OfflineMetadata or PushPhase.Snapshot => true,
        _ => false,
    };

    private static PushPhase PhaseOfMetadata(ReadOnlySpan<char> name)
    {
        if (name.SequenceEqual("timestamp.json"))
        {
            return PushPhase.Timestamp;
        }
        var role = name[(name.IndexOf('.') + 1)..];
        return role switch
        {
            "snapshot.json" => PushPhase.Snapshot,
            "root.json" or "targets.json" => PushPhase.OfflineMetadata,
            _ => PushPhase.DeskMetadata,
        };
    }

    // <desk>/YYYY/MM/<file>.html and <desk>/about/<name>.html; a month's own page is a list.
    private static bool IsArticlePage(string path)
    {
        if (!path.EndsWith(".html", StringComparison.Ordinal) || path.EndsWith("/index.html", StringComparison.Ordinal))
        {
            return false;
        }
        var parts = path.Split('/');
        return parts is [_, "about", _] || (parts is [_, var year, var month, _] && year.Length == 4 && month.Length == 2 && char.IsAsciiDigit(year[0]));
    }
}
