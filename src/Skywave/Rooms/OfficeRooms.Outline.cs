using Skywave.Intake.Plain;
using Skywave.Office;

namespace Skywave.Rooms;

/// <summary>What a text is made of, and what to ask about it, for the block editor.</summary>
internal sealed partial class OfficeRooms
{
    private static TextOutline? Outline(string text) => StoryText.Outline(text) is { } outline
        ? new TextOutline(outline.Front, outline.Headline, [.. outline.Blocks.Select(b => new OutlinedBlock(b.Line, b.Source, b.Block))])
        : null;

    private static IEnumerable<TextRemark> Asked(string text) => StoryText.Outline(text) is { } outline ? StoryChecks.Of(outline).Select(r => new TextRemark(r.Line, r.Sentence)) : [];
}
