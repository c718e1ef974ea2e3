namespace Skywave.Writing;

/// <summary>How far a revision has come.</summary>
public enum RevisionState
{
    /// <summary>Being written; the next draft takes its place.</summary>
    Draft,

    /// <summary>Checked and to be published at the next cut. From here on it does not change.</summary>
    Approved,

    /// <summary>Published.</summary>
    Published,

    /// <summary>Approved, but overtaken by a withdrawal before it was published.</summary>
    Spiked,
}
