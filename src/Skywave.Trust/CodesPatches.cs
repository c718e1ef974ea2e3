namespace Skywave.Trust;

public static partial class Codes
{
    /// <summary>A patch that does not decode to what it says, or was made from other bytes.</summary>
    public const string PatchDamaged = "patch.damaged";

    /// <summary>A patch that makes more than is accepted.</summary>
    public const string PatchTooBig = "patch.too-big";
}
