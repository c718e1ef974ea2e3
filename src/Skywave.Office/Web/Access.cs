namespace Skywave.Office;

/// <summary>Who may ask for a page.</summary>
internal abstract record Access
{
    private Access()
    {
    }

    /// <summary>Everybody who reaches the office's address.</summary>
    public sealed record Anybody : Access;

    /// <summary>Who is signed in, even before they have a passkey or passphrase.</summary>
    public sealed record SignedIn : Access;

    /// <summary>Who may do this at any desk.</summary>
    public sealed record AtAnyDesk(Permission Permission) : Access;

    /// <summary>Who may do one of these at the manuscript's desk; for everybody else there is no such manuscript.</summary>
    public sealed record AtItsDesk(params Permission[] Permissions) : Access;

    /// <summary>Who may do one of these at any desk.</summary>
    public sealed record OneOf(params Permission[] Permissions) : Access;

    /// <summary>Who may see the picture (docs/045-office.md, "Pictures") and, where any are named, do one of these at its desk; for everybody else there is no such picture.</summary>
    public sealed record OfPicture(params Permission[] Permissions) : Access;
}
