using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>What the office needs of the other rooms, as functions that the program hands to it.</summary>
public sealed record OfficeParts
{
    /// <summary>The newsroom's name.</summary>
    public required string Newsroom { get; init; }

    /// <summary>Its desks, in their order.</summary>
    public required ImmutableArray<OfficeDesk> Desks { get; init; }

    /// <summary>Reads a text and says what is wrong with it; asks nobody and stores nothing.</summary>
    public required Func<Manuscript, CheckedText> Check { get; init; }

    /// <summary>What a text is made of, for the block editor: also of one with mistakes. Null where its parts cannot be told from each other.</summary>
    public required Func<string, TextOutline?> Outline { get; init; }

    /// <summary>The claims of a text in their order, also of one with mistakes.</summary>
    public required Func<string, ImmutableArray<TextClaim>> Claims { get; init; }

    /// <summary>A claim as its line of the front matter.</summary>
    public required Func<Claim, string> ClaimLine { get; init; }

    /// <summary>The page as readers would see it, whole, as HTML; null where the text has mistakes.</summary>
    public required Func<Manuscript, CancellationToken, Task<byte[]?>> Preview { get; init; }

    /// <summary>Gets a text ready for Writing: its pictures are fetched, which may take long. Nothing is approved before the answer is called.</summary>
    public required Func<Manuscript, CancellationToken, Task<HandOver>> Prepare { get; init; }

    /// <summary>Takes an article back; the sentence is what readers see at its address.</summary>
    public required Func<Manuscript, string, CancellationToken, Task<HandedOver>> Withdraw { get; init; }

    /// <summary>Articles of a desk that Writing has, by words of their headline, the newest first; fifty at most.</summary>
    public required Func<string, string, CancellationToken, Task<ImmutableArray<OutsideArticle>>> Find { get; init; }

    /// <summary>Fronts: what stands on them, how they would look, and what is put there.</summary>
    public required FrontParts Front { get; init; }

    /// <summary>A published article as story text, to be worked on here; null when there is none.</summary>
    public required Func<string, CancellationToken, Task<OpenedArticle?>> Open { get; init; }

    /// <summary>Where pictures lie, by the hash of their bytes: for previews.</summary>
    public required string MediaFolder { get; init; }

    /// <summary>Who sources are.</summary>
    public required SourceParts Sources { get; init; }

    /// <summary>What readers are told of their risk.</summary>
    public required NoticeParts Notices { get; init; }

    /// <summary>What each carrier and public mirror has; true: mirrors are asked now.</summary>
    public required Func<bool, CancellationToken, Task<ImmutableArray<CarrierState>>> Carriers { get; init; }

    /// <summary>Takes a picture's file in, by its bytes and how its name ends: a working copy without anything but pixels, or a reason.</summary>
    public required Func<ReadOnlyMemory<byte>, string, CancellationToken, Task<TakenPicture>> TakePicture { get; init; }

    /// <summary>The 16:9 frame of a working copy around a point, as readers would see it lead: a JPEG; null when there is no such copy.</summary>
    public required Func<string, FocalPoint?, CancellationToken, Task<byte[]?>> FramePicture { get; init; }

    /// <summary>Removes what was made of a working copy that nothing else is made of, by its hash and the name that texts have for it. False: it was handed over, and stays.</summary>
    public required Func<string, string, CancellationToken, Task<bool>> ForgetPicture { get; init; }

    /// <summary>Drops drafts of Writing that were never published and hold what the function finds in a text; how many.</summary>
    public required Func<Func<string, bool>, CancellationToken, Task<int>> DropDrafts { get; init; }

    /// <summary>Where working copies lie: <c>&lt;hash&gt;.jpg</c>, <c>&lt;hash&gt;-small.jpg</c>.</summary>
    public required string LibraryFolder { get; init; }

    /// <summary>Publishes what is approved.</summary>
    public required Func<CancellationToken, Task<PublishedEdition>> Publish { get; init; }
}

/// <summary>A desk as the office shows it.</summary>
/// <param name="Tag">Its BCP 47 tag.</param>
/// <param name="Name">Its language's own name.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
public sealed record OfficeDesk(string Tag, string Name, string Direction);

/// <summary>A text on its way out of the office.</summary>
/// <param name="Id">The manuscript's id.</param>
/// <param name="Desk">The desk's tag.</param>
/// <param name="Story">Shared by all languages' texts of the same story.</param>
/// <param name="Text">Story text (docs/030-story-text.md).</param>
/// <param name="Uri">Makes the article's id, together with the desk: the office's own, or its source's for an article that came in another way.</param>
public sealed record Manuscript(string Id, string Desk, string Story, string Text, string Uri)
{
    /// <summary>The pictures of the library that the text names and may use.</summary>
    public ImmutableArray<LibraryPicture> Pictures { get; init; } = [];
}

/// <summary>A picture of the library, as a text that goes out needs it.</summary>
/// <param name="Id">As texts name it, <c>library/&lt;id&gt;</c>.</param>
/// <param name="Hash">Its working copy.</param>
/// <param name="Credit">Who made it, or null.</param>
/// <param name="Copyright">Whose it is, or null.</param>
/// <param name="Focus">What must stay in the frame; null: where the eye goes.</param>
public sealed record LibraryPicture(string Id, string Hash, string? Credit, string? Copyright, FocalPoint? Focus);

/// <summary>What became of a picture's file.</summary>
/// <param name="Why">Why it was not taken; null: it was.</param>
/// <param name="Hash">Its working copy.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Removed">What the file said beside its pixels, by kind: <c>place</c>, <c>device</c>, <c>author</c>, <c>time</c>, <c>words</c>, <c>history</c>, <c>copies</c>, <c>technical</c>.</param>
public sealed record TakenPicture(string? Why, string Hash, int Width, int Height, ImmutableArray<RemovedKind> Removed);

/// <summary>Something that was taken out of a picture's file.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Count">How many entries.</param>
public sealed record RemovedKind(string Kind, int Count);

/// <summary>An article that is not in the office yet.</summary>
/// <param name="Id">The article's id.</param>
/// <param name="Desk">Its desk's tag.</param>
/// <param name="Headline">Its newest headline.</param>
public sealed record OutsideArticle(string Id, string Desk, string Headline);

/// <summary>An article that was opened to be worked on.</summary>
/// <param name="Desk">Its desk's tag.</param>
/// <param name="Story">Its story.</param>
/// <param name="Uri">What its source calls it.</param>
/// <param name="Text">Story text.</param>
public sealed record OpenedArticle(string Desk, string Story, string Uri, string Text);

/// <summary>What is said of a text that is being written.</summary>
/// <param name="Headline">Its headline, or null.</param>
/// <param name="Words">How many words its body has.</param>
/// <param name="Mistakes">What keeps it from going out.</param>
/// <param name="Remarks">What should be looked at and keeps it from nothing.</param>
public sealed record CheckedText(string? Headline, int Words, ImmutableArray<TextRemark> Mistakes, ImmutableArray<TextRemark> Remarks)
{
    /// <summary>Part of a live story: its page may weigh more.</summary>
    public bool IsLive { get; init; }

    /// <summary>Whom it quotes unnamed.</summary>
    public ImmutableArray<UnnamedInText> Unnamed { get; init; } = [];

    /// <summary>What in it is somebody's word.</summary>
    public ImmutableArray<ClaimInText> Claims { get; init; } = [];
}

/// <summary>Something about a text.</summary>
/// <param name="Line">The line, from 1; 0: the text as a whole.</param>
/// <param name="Sentence">What, and what to do.</param>
public sealed record TextRemark(int Line, string Sentence);

/// <summary>What a text is made of, each part with the lines that say it.</summary>
/// <param name="Front">The front matter's lines as they stand; empty when there are none.</param>
/// <param name="Headline">The headline; empty where none was written yet.</param>
/// <param name="Blocks">The text's blocks in order; nothing but empty lines stands between two of them.</param>
public sealed record TextOutline(string Front, string Headline, ImmutableArray<OutlinedBlock> Blocks);

/// <summary>A block with its lines.</summary>
/// <param name="Line">The first one's number, from 1.</param>
/// <param name="Source">The lines as they stand.</param>
/// <param name="Block">What they say; null where that is nothing, or a mistake.</param>
public sealed record OutlinedBlock(int Line, string Source, Block? Block);

/// <summary>A claim with its line.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Claim">What it says; null where that is a mistake.</param>
public sealed record TextClaim(int Line, Claim? Claim);

/// <summary>Hands a text that is ready to Writing, approved for the next edition; quick. The same text again changes nothing.</summary>
/// <param name="cancel">Stops it.</param>
public delegate Task<HandedOver> HandOver(CancellationToken cancel);

/// <summary>What handing over came to.</summary>
/// <param name="Reasons">Why it was not taken; empty: it was.</param>
/// <param name="Warnings">What was left out.</param>
public sealed record HandedOver(ImmutableArray<string> Reasons, ImmutableArray<string> Warnings);

/// <summary>What a carrier or mirror has.</summary>
/// <param name="Name">The carrier's folder as the settings name it, or the mirror's address.</param>
/// <param name="IsMirror">True: somebody else's, asked over the network.</param>
public sealed record CarrierState(string Name, bool IsMirror)
{
    /// <summary>The edition there; 0: none, or none that is genuine.</summary>
    public int Number { get; init; }

    /// <summary>When that was cut.</summary>
    public DateTimeOffset? Cut { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>When it was looked at; null: nobody has asked since the office opened.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>How long it took to find out.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>What publishing came to.</summary>
/// <param name="Number">The edition that stands now.</param>
/// <param name="Problem">Why nothing was published, with what to do; null: it was, or there was nothing to do.</param>
public sealed record PublishedEdition(int Number, string? Problem);
