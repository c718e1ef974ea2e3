namespace Skywave.Writing;

/// <summary>What keeps a draft from being stored at all. Whether it may be published is another question: <see cref="ArticleChecks"/>.</summary>
internal static class DraftChecks
{
    private const int LongestUri = 2000;
    private const int LongestStory = 200;
    private const int LongestStanding = 40;
    private const int LongestCorrection = 2000;
    private const int LongestText = 1 << 20;

    public static IEnumerable<string> Reasons(Draft draft, WrittenText written, bool hasPrivateStore)
    {
        if (draft.Desk == default)
        {
            yield return "it names no desk";
        }
        if (!IsLine(draft.Uri, LongestUri))
        {
            yield return $"its id must be one line of 1 to {LongestUri} characters";
        }
        if (draft.Story is not null && !IsLine(draft.Story, LongestStory))
        {
            yield return $"its story must be one line of 1 to {LongestStory} characters";
        }
        if (draft.Standing is not null && !IsStanding(draft.Standing))
        {
            yield return $"the page's name \"{draft.Standing}\" must be lower-case ASCII words joined by hyphens, at most {LongestStanding} characters";
        }
        if (draft.Correction is not null && (string.IsNullOrWhiteSpace(draft.Correction.Text) || draft.Correction.Text.Length > LongestCorrection))
        {
            yield return $"its correction must say in 1 to {LongestCorrection} characters what was wrong and what is right";
        }
        if (draft.Private.Length > 0 && !hasPrivateStore)
        {
            yield return "it says who an unnamed source is, and the private store is not open";
        }
        if (written.Json.Length > LongestText)
        {
            yield return $"its text is longer than {LongestText} characters as it is stored";
        }
        foreach (var number in GrantAnonymity.Betrayed(draft.Private, draft.Text))
        {
            yield return Betrayal(number);
        }
    }

    /// <summary>Says which source, never who.</summary>
    public static string Betrayal(int number) => $"the text names the person who is to stay unnamed as source {number}: take the name out";

    private static bool IsLine(string text, int longest) => !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);

    private static bool IsStanding(string name) =>
        name.Length is > 0 and <= LongestStanding && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name[0] != '-';
}
