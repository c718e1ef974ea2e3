namespace Skywave.Trust;

public static partial class Codes
{
    /// <summary>A patch that does not decode to what it says, or was made from other bytes.</summary>
    public const string PatchDamaged = "patch.damaged";

    /// <summary>A patch that makes more than is accepted.</summary>
    public const string PatchTooBig = "patch.too-big";

    /// <summary>A pack or bundle that is not in its form, or ends too early.</summary>
    public const string PackMalformed = "pack.malformed";

    /// <summary>A pack or bundle that holds more than one may.</summary>
    public const string PackTooBig = "pack.too-big";

    /// <summary>A pack that was made from other files than those that are here.</summary>
    public const string PackOtherBase = "pack.other-base";
}
