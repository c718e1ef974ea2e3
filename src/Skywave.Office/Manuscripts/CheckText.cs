namespace Skywave.Office;

/// <summary>What is wrong with a text: what the other rooms say of it, and marks of a merge that nobody has settled.</summary>
internal static class CheckText
{
    public static CheckedText Of(OfficeParts parts, Manuscript manuscript)
    {
        var looked = parts.Check(manuscript);
        var marks = Merge.MarksIn(manuscript.Text).Select(line => new TextRemark(line, "both of you changed these lines: keep what is right, and take the marks out"));
        var stones = WordsToTakeOut.TombstonesIn(manuscript.Text).Select(line => new TextRemark(line, "words were taken out of this line: mend the sentence, and take the mark out"));
        return looked with { Mistakes = [.. looked.Mistakes, .. marks, .. stones] };
    }
}
