using System.Collections.Frozen;

namespace Skywave.Office;

/// <summary>What somebody is at a desk. A role is a name for permissions and nothing else (docs/045-office.md).</summary>
public enum Role
{
    /// <summary>Writes.</summary>
    Reporter,

    /// <summary>Writes in another language what was written.</summary>
    Translator,

    /// <summary>Mends others' texts.</summary>
    CopyEditor,

    /// <summary>Leads a desk: what is written, and what stands on its front.</summary>
    DeskEditor,

    /// <summary>Legal and safety: sees to it that a text harms neither source nor staff nor reader.</summary>
    Reviewer,

    /// <summary>Decides that it goes out.</summary>
    Publisher,

    /// <summary>Pictures and their rights.</summary>
    PhotoEditor,

    /// <summary>Readers' discussion.</summary>
    Moderator,

    /// <summary>What readers write to the newsroom.</summary>
    ContactReader,

    /// <summary>People, machines and carriers; reads no text.</summary>
    Operator,
}

/// <summary>What a role lets somebody do.</summary>
public enum Permission
{
    /// <summary>Read the desk's manuscripts.</summary>
    Read,

    /// <summary>Begin and write manuscripts.</summary>
    Write,

    /// <summary>Begin translations.</summary>
    Translate,

    /// <summary>Change a text that is in edit, and pass it.</summary>
    Edit,

    /// <summary>Choose what stands on the front.</summary>
    Curate,

    /// <summary>Clear a text, or refuse to.</summary>
    Review,

    /// <summary>Publish, schedule, withdraw.</summary>
    Publish,

    /// <summary>Publish a headline alone and at once.</summary>
    Flash,

    /// <summary>The picture library.</summary>
    Pictures,

    /// <summary>Moderate discussion.</summary>
    Moderate,

    /// <summary>Read what readers write.</summary>
    Contact,

    /// <summary>Invite people, give and take roles.</summary>
    People,

    /// <summary>See who did what.</summary>
    Trail,

    /// <summary>See and mend carriers and mirrors.</summary>
    Carriers,
}

/// <summary>Which role may do what.</summary>
public static class Roles
{
    private static readonly FrozenDictionary<Role, Permission[]> May = new Dictionary<Role, Permission[]>
    {
        [Role.Reporter] = [Permission.Read, Permission.Write],
        [Role.Translator] = [Permission.Read, Permission.Write, Permission.Translate],
        [Role.CopyEditor] = [Permission.Read, Permission.Write, Permission.Edit],
        [Role.DeskEditor] = [Permission.Read, Permission.Write, Permission.Translate, Permission.Edit, Permission.Curate],
        [Role.Reviewer] = [Permission.Read, Permission.Review],
        [Role.Publisher] = [Permission.Read, Permission.Publish, Permission.Flash],
        [Role.PhotoEditor] = [Permission.Read, Permission.Pictures],
        [Role.Moderator] = [Permission.Moderate],
        [Role.ContactReader] = [Permission.Contact],
        [Role.Operator] = [Permission.People, Permission.Trail, Permission.Carriers],
    }.ToFrozenDictionary();

    /// <summary>True when a role lets somebody do this.</summary>
    public static bool Allow(this Role role, Permission permission) => May[role].Contains(permission);

    /// <summary>What a role lets somebody do.</summary>
    public static IReadOnlyList<Permission> Of(Role role) => May[role];
}

/// <summary>That somebody is something at a desk.</summary>
/// <param name="Desk">A desk's tag, or <see cref="Everywhere"/>.</param>
/// <param name="Role">What.</param>
public sealed record Grant(string Desk, Role Role)
{
    /// <summary>Every desk, those that come later too.</summary>
    public const string Everywhere = "*";

    /// <summary>True when it lets somebody do this at a desk; without a desk, at any.</summary>
    public bool Allows(Permission permission, string? desk) => Role.Allow(permission) && (desk is null || Desk is Everywhere || Desk == desk);
}
