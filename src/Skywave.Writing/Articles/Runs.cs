using Skywave.Words;

namespace Skywave.Writing;

/// <summary>The runs of a text, whatever block they stand in.</summary>
internal static class Runs
{
    public static IEnumerable<Run> Of(ArticleText text) => text.Body.SelectMany(Of);

    private static IEnumerable<Run> Of(Block block) => block switch
    {
        Paragraph paragraph => paragraph.Runs,
        Subhead subhead => subhead.Runs,
        Quote quote => quote.Runs,
        BulletList list => list.Items.SelectMany(item => item),
        FactBox box => box.Paragraphs.SelectMany(paragraph => paragraph),
        Timeline timeline => timeline.Entries.SelectMany(entry => entry.Runs),
        QuestionAndAnswer answer => answer.Answer.SelectMany(paragraph => paragraph),
        _ => [],
    };
}
