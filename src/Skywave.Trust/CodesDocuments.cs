namespace Skywave.Trust;

public static partial class Codes
{
    /// <summary>A signed document of ours (logs, front, notices, corrections, desks, theme, public) with a field missing, of the wrong kind or out of bounds.</summary>
    public const string DocumentMalformed = "document.malformed";

    /// <summary>A document over its size limit.</summary>
    public const string DocumentTooBig = "document.too-big";

    /// <summary>What stands after <c>#k=</c> in an address is cut off or mistyped.</summary>
    public const string LinkMalformed = "link.malformed";
}
