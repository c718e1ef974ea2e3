namespace Skywave.Trust;

public static partial class Codes
{
    /// <summary>Metadata that is not JSON in the form of its role.</summary>
    public const string TufMalformed = "tuf.malformed";

    /// <summary>Metadata over its cap, or that does not end.</summary>
    public const string TufTooBig = "tuf.too-big";

    /// <summary>Metadata of another role than its place says.</summary>
    public const string TufType = "tuf.type";

    /// <summary>A specification version other than 1.x.</summary>
    public const string TufSpecVersion = "tuf.spec-version";

    /// <summary>A version that is not a positive integer.</summary>
    public const string TufVersionMalformed = "tuf.version-malformed";

    /// <summary>An expiry that is not a time.</summary>
    public const string TufExpiryMalformed = "tuf.expiry-malformed";

    /// <summary>A threshold below 1.</summary>
    public const string TufThreshold = "tuf.threshold";

    /// <summary>A role that lists one key id twice.</summary>
    public const string TufDuplicateKeyId = "tuf.duplicate-keyid";

    /// <summary>A file that carries two signatures under one key id.</summary>
    public const string TufDuplicateSignature = "tuf.duplicate-signature";

    /// <summary>A role's name with path parts, or a delegated role named like a top-level one.</summary>
    public const string TufRoleName = "tuf.role-name";

    /// <summary>A target's name that would leave its folder.</summary>
    public const string TufTargetName = "tuf.target-name";

    /// <summary>Fewer valid signatures of the role's keys than its threshold.</summary>
    public const string TufSignature = "tuf.signature";

    /// <summary>What is served as the next root is not metadata at all: an error page, a captive portal, noise.</summary>
    public const string TufRootGarbage = "tuf.root-garbage";

    /// <summary>A root whose version is not exactly the next one.</summary>
    public const string TufRootVersion = "tuf.root-version";

    /// <summary>More new roots than one refresh follows; those followed are kept, and the next refresh goes on from there.</summary>
    public const string TufRootLimit = "tuf.root-limit";

    /// <summary>A version, or a version listed for a role, that is lower than one already trusted.</summary>
    public const string TufRollback = "tuf.rollback";

    /// <summary>A role that the trusted snapshot lists and the new one does not.</summary>
    public const string TufRoleRemoved = "tuf.role-removed";

    /// <summary>Metadata whose version is not the one its snapshot or timestamp says: roles of different editions are mixed.</summary>
    public const string TufMixed = "tuf.mixed";

    /// <summary>Metadata of another length than its snapshot or timestamp says.</summary>
    public const string TufLength = "tuf.length";

    /// <summary>Metadata with another hash than its snapshot or timestamp says.</summary>
    public const string TufHash = "tuf.hash";

    /// <summary>A delegated role that the snapshot does not list.</summary>
    public const string TufNotListed = "tuf.not-listed";

    /// <summary>A search that met more delegated roles than is allowed.</summary>
    public const string TufDelegationLimit = "tuf.delegation-limit";

    /// <summary>Something was asked of metadata that has not been fetched yet.</summary>
    public const string TufIncomplete = "tuf.incomplete";

    /// <summary>A target of another length than its role signs.</summary>
    public const string TufTargetLength = "tuf.target-length";

    /// <summary>A target with another hash than its role signs.</summary>
    public const string TufTargetHash = "tuf.target-hash";
}
