namespace Skywave.Office;

/// <summary>Where a manuscript stands on its way (docs/045-office.md).</summary>
public enum Stage
{
    /// <summary>Somebody thinks of a story.</summary>
    Idea,

    /// <summary>It is being written.</summary>
    Draft,

    /// <summary>An editor has it.</summary>
    InEdit,

    /// <summary>The legal and safety reviewer has it.</summary>
    InReview,

    /// <summary>It could go out.</summary>
    Ready,

    /// <summary>It goes out at a time.</summary>
    Scheduled,

    /// <summary>It is out.</summary>
    Published,

    /// <summary>It is out and is being mended.</summary>
    Correcting,

    /// <summary>It was out; its address says that it was taken back.</summary>
    Withdrawn,

    /// <summary>It does not go out.</summary>
    Spiked,
}

/// <summary>What somebody does with a manuscript.</summary>
public enum Step
{
    /// <summary>An idea is written.</summary>
    Develop,

    /// <summary>To the editors.</summary>
    Submit,

    /// <summary>Back to its writer.</summary>
    SendBack,

    /// <summary>To the legal and safety reviewer.</summary>
    AskReview,

    /// <summary>The reviewer lets it go.</summary>
    Clear,

    /// <summary>The reviewer does not.</summary>
    Refuse,

    /// <summary>The editors are done with it.</summary>
    Pass,

    /// <summary>The editors take it back.</summary>
    Reopen,

    /// <summary>It goes out at a time.</summary>
    Schedule,

    /// <summary>It does not after all.</summary>
    Unschedule,

    /// <summary>It goes out.</summary>
    Publish,

    /// <summary>What is out is to be mended.</summary>
    Correct,

    /// <summary>What is out is taken back.</summary>
    Withdraw,

    /// <summary>It does not go out.</summary>
    Spike,

    /// <summary>It may after all.</summary>
    Revive,
}
