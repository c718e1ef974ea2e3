namespace Skywave.Trust;

public static partial class Codes
{
    /// <summary>A checkpoint that is not in the form of C2SP tlog-checkpoint, or is too big.</summary>
    public const string LogCheckpoint = "log.checkpoint-malformed";

    /// <summary>A checkpoint whose signatures do not reach the epoch's threshold, or one of which is false.</summary>
    public const string LogSignature = "log.signature";

    /// <summary>A checkpoint of a log that the newsroom does not list.</summary>
    public const string LogOriginUnknown = "log.origin-unknown";

    /// <summary>A checkpoint of a closed epoch that was not shown to be part of the closing tree: its key was later revoked.</summary>
    public const string LogKeyRevoked = "log.key-revoked";

    /// <summary>An entry that is not where its proof says under the checkpoint's root.</summary>
    public const string LogInclusion = "log.inclusion";

    /// <summary>A tree that is not a continuation of an earlier one: entries were dropped or changed, or the log was forked.</summary>
    public const string LogConsistency = "log.consistency";

    /// <summary>A tile or entry bundle that the tree needs and that is not there.</summary>
    public const string LogTileMissing = "log.tile-missing";

    /// <summary>A tile or entry bundle of another length or form than its place in the tree asks for.</summary>
    public const string LogTile = "log.tile-malformed";

    /// <summary>A log key that is not in the form of a C2SP vkey with Ed25519.</summary>
    public const string LogKey = "log.key-malformed";

    /// <summary>A log entry that is not a record in canonical form.</summary>
    public const string RecordMalformed = "record.malformed";
}
