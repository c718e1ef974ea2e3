namespace Skywave.Office;

/// <summary>What stages are called, and manuscripts that have no headline yet.</summary>
internal static class Naming
{
    private const int Longest = 300;

    public static string Of(Stage stage) => stage switch
    {
        Stage.InEdit => "in edit",
        Stage.InReview => "in review",
        _ => stage.ToString().ToLowerInvariant(),
    };

    public static string Of(Step step) => step switch
    {
        Step.SendBack => "send back",
        Step.AskReview => "ask for review",
        _ => step.ToString().ToLowerInvariant(),
    };

    public static string Headline(CheckedText looked, string text)
    {
        var words = looked.Headline ?? text.Split('\n').FirstOrDefault(line => line.Trim().Length > 0 && !line.StartsWith("---", StringComparison.Ordinal))?.Trim() ?? "";
        return words.Length > Longest ? words[..Longest] : words;
    }
}
