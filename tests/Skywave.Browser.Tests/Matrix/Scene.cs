using Microsoft.Playwright;

namespace Skywave.Tests.Matrix;

/// <summary>What a reader came away with.</summary>
internal enum Outcome
{
    /// <summary>The newest text.</summary>
    Read,

    /// <summary>The newest text, and the word that nobody has newer: true, but more careful than needed.</summary>
    ReadCalledOld,

    /// <summary>The newest text with the time of its edition, and no word on whether there is newer.</summary>
    ReadDated,

    /// <summary>An authentic older text, and the word that it is old.</summary>
    Old,

    /// <summary>An authentic older text with the time of its edition, called the newest that is known.</summary>
    Dated,

    /// <summary>An authentic older text with the time of its edition, and no word on whether there is newer.</summary>
    OldDated,

    /// <summary>An older text and no word.</summary>
    OldUnsaid,

    /// <summary>An authentic older text, and the word that nothing was checked.</summary>
    Unchecked,

    /// <summary>What the newsroom's own keys signed for others and not for this reader's history, and no word.</summary>
    OtherHistory,

    /// <summary>Not authentic: not shown.</summary>
    Refused,

    /// <summary>No text of ours: the browser's own message, a page that goes on loading, or a censor's page.</summary>
    Nothing,

    /// <summary>A text that the newsroom never wrote, or another one than was asked for.</summary>
    Wrong,
}

/// <summary>One scenario as it is set up for one cell: mirrors, what the reader brings, and what they ask for.</summary>
internal sealed class Scene(Story story, params (Simulator At, string Address)[] mirrors) : IAsyncDisposable
{
    public Scene(Story story, params Simulator[] mirrors) : this(story, [.. mirrors.Select(m => (m, m.Address()))])
    {
    }

    /// <summary>What the reader wants to read.</summary>
    public Story Story { get; } = story;

    /// <summary>In the order in which they are known; who can ask only one asks the first.</summary>
    public (Simulator At, string Address)[] Mirrors { get; } = mirrors;

    /// <summary>An address whose name nobody knows.</summary>
    public const string Nowhere = "http://nowhere.test:8080/";

    /// <summary>The edition of which the reader has a lifeboat, or with which their worker was put in.</summary>
    public string Since { get; init; } = "40d";

    /// <summary>What befalls the worker's browser before the visit; null: nothing.</summary>
    public Func<ICDPSession, Task>? Beforehand { get; init; }

    /// <summary>What befalls it while the page is on its way.</summary>
    public Func<ICDPSession, Task>? Meanwhile { get; init; }

    /// <summary>What the reader's clock shows; null: the time.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>The reader's program lets no script run.</summary>
    public bool NoScript { get; init; }

    /// <summary>They read in a private window.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>What happens before the reader tries again; null: they try once.</summary>
    public Action? Again { get; init; }

    /// <summary>Stories that are read one after the other while somebody watches the line.</summary>
    public Story[] Watched { get; init; } = [];

    public int Opened => Mirrors.Sum(m => m.At.Opened);

    public int MostOpen => Mirrors.Max(m => m.At.MostOpen);

    public long Sent => Mirrors.Sum(m => m.At.Sent);

    public async ValueTask DisposeAsync()
    {
        foreach (var (mirror, _) in Mirrors)
        {
            await mirror.DisposeAsync();
        }
    }
}

/// <summary>One story: where its page is, what its newest revision says, and what its older ones said.</summary>
internal sealed record Story(string Path, string Text, params string[] Before)
{
    /// <summary>What it says in the other history, where there is one.</summary>
    public string? Other { get; init; }
}

/// <summary>A row: what goes wrong, and what each column is expected to come to.</summary>
/// <param name="Id">The number it has in the list of scenarios, with a letter where it has several forms.</param>
/// <param name="What">In words.</param>
/// <param name="Set">Sets it up.</param>
/// <param name="Expected">By column; a column that is not among them does not meet it.</param>
internal sealed record Scenario(string Id, string What, Func<World, Scene> Set, IReadOnlyDictionary<string, Outcome> Expected)
{
    /// <summary>Whether the worker warns of its address.</summary>
    public bool IsWarned { get; init; }

    /// <summary>What a column comes to as well, where that hangs on which file goes over which connection; null: it always comes to the same.</summary>
    public (string Column, Outcome Outcome)? Or { get; init; }

    /// <summary>All that a column may come to.</summary>
    public IEnumerable<Outcome> For(string column) => Or is { } or && or.Column == column ? [Expected[column], or.Outcome] : [Expected[column]];

    /// <summary>The same with another outcome for one column.</summary>
    public Scenario But(string column, Outcome outcome) => this with { Expected = new Dictionary<string, Outcome>(Expected) { [column] = outcome } };
}

/// <summary>What one column made of one scenario.</summary>
/// <param name="Outcome">What the reader came away with.</param>
/// <param name="Time">To readable text, or to the end of patience.</param>
/// <param name="Asked">The most questions under way at once, where that can be told; else 0.</param>
/// <param name="Kept">What the browser kept of the visit; nothing.</param>
/// <param name="Sizes">Of what each watched story weighed on the line.</param>
internal sealed record Seen(Outcome Outcome, TimeSpan Time, int Asked, string Kept, IReadOnlyList<long> Sizes)
{
    public long Bytes { get; init; }

    /// <summary>A warning stood on the page.</summary>
    public bool IsWarned { get; init; }

    public int Opened { get; init; }

    public int MostOpen { get; init; }

    /// <summary>How often a page was asked for.</summary>
    public int Visits => Math.Max(2, Sizes.Count + 1);
}

/// <summary>A way of reading: one column of the table. A new one is one class more, and one more word in <see cref="Scenarios"/>.</summary>
internal abstract class Column(string name)
{
    public string Name { get; } = name;

    /// <summary>Whether it checks what it shows. One that does not trusts its mirror.</summary>
    public abstract bool Verifies { get; }

    /// <summary>Whether it has a warning for an address that gives other code than was signed.</summary>
    public virtual bool Warns => false;

    public abstract Task<Seen> ReadAsync(Chromium chromium, World world, Scene scene);
}
