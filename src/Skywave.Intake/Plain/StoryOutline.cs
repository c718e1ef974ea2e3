using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>What a story text is made of, each part with the lines that say it.</summary>
/// <param name="Front">The lines between the two lines of <c>---</c> as they stand; empty when there are none.</param>
/// <param name="Line">The headline's line, from 1.</param>
/// <param name="Headline">The headline; empty where none was written yet.</param>
/// <param name="Around">What the front matter says.</param>
/// <param name="Blocks">The text's blocks in order; nothing but empty lines stands between two of them.</param>
public sealed record StoryOutline(string Front, int Line, string Headline, ArticleText Around, ImmutableArray<PlacedBlock> Blocks);

/// <summary>A block with its lines.</summary>
/// <param name="Line">The first one's number, from 1.</param>
/// <param name="Source">The lines as they stand, LF between them.</param>
/// <param name="Block">What they say; null where that is nothing, or a mistake.</param>
public sealed record PlacedBlock(int Line, string Source, Block? Block);
