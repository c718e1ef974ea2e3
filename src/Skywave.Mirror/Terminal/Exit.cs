namespace Skywave.Mirror;

/// <summary>How a command ends. The numbers never change their meaning: scripts rely on them.</summary>
public enum Exit
{
    /// <summary>It did what was asked.</summary>
    Done = 0,

    /// <summary>Something is not authentic, or an imported item was rejected (the others are kept).</summary>
    Refused = 1,

    /// <summary>The command line or the configuration is wrong.</summary>
    Usage = 2,

    /// <summary>It could not be checked: unreachable, missing, or a disk that does not answer.</summary>
    Unreachable = 3,

    /// <summary>Authentic, but older than was asked for or past its expiry.</summary>
    Stale = 4,
}
