using System.Text.Json;
using System.Text.RegularExpressions;
using Skywave.Tests;

namespace Skywave.Office.Tests;

/// <summary>A language is offered when every fixed sentence of the pages is there in it, so that no page is half in one and half in another.</summary>
public sealed partial class OfficeWordsTests
{
    private static readonly string Sources = Path.Combine(TestData.RepositoryRoot(), "src", "Skywave.Office");

    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    public static TheoryData<string> Languages => [.. OfficeWords.All.Select(l => l.Tag).Where(t => t != "en")];

    /// <summary>Every sentence that a page or an answer says as it stands in the code.</summary>
    private static IEnumerable<string> Said()
    {
        var files = Directory.EnumerateFiles(Sources, "*.cs*", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));
        foreach (var text in files.Select(File.ReadAllText))
        {
            foreach (var words in Call().Matches(text).SelectMany(Literals).Where(w => w.Any(char.IsAsciiLetter)).Concat(Answer().Matches(text).SelectMany(Literals).Where(w => w.Contains(' ', StringComparison.Ordinal))))
            {
                if (!words.Contains('@', StringComparison.Ordinal) && !words.Contains('{', StringComparison.Ordinal))
                {
                    yield return Regex.Unescape(words);
                }
            }
        }
        foreach (var name in Enum.GetValues<Stage>().Select(Naming.Of).Concat(Enum.GetValues<Step>().Select(Naming.Of)).Concat(Enum.GetNames<Role>()).Concat(Enum.GetNames<Skywave.Words.Act>())
            .Concat(["unnamed source", "claim", "notice", "no notice names", "about", "verify", "contact", "privacy"])
            .Concat(Enum.GetValues<Faces>().Select(Pages.PicturePage.NameOf)).Concat(Enum.GetValues<PlaceLevel>().Select(Pages.PicturePage.NameOf)).Concat(Enum.GetValues<Narrowed>().Select(Pages.LibraryPage.NameOf)).Concat(Pages.PicturePage.Kinds))
        {
            yield return name;
        }
    }

    private static IEnumerable<string> Literals(Match call) => Literal().Matches(call.Value).Select(m => m.Groups[1].Value);

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_says_everything_that_English_says(string language)
    {
        var said = Said().ToHashSet(StringComparer.Ordinal);
        Assert.InRange(said.Count, 150, 1000);
        Assert.Equal([], said.Where(s => OfficeWords.For(language).Say(s) == s).Order());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_says_nothing_that_is_empty_or_said_twice(string language)
    {
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Sources, "web", $"words-{language}.json")), Strict)!;
        Assert.All(words.Values, w => Assert.False(string.IsNullOrWhiteSpace(w)));
    }

    [GeneratedRegex("""(?:\bT\((?:[^()"]|\([^()]*\))*"[^;<]*?\)(?=[<\s.,;)}]))""")]
    private static partial Regex Call();

    [GeneratedRegex("""\b(?:Say|Show|Again|New|Person|ShowEditor)Async\(visit, [^;]*;""")]
    private static partial Regex Answer();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)+)\"")]
    private static partial Regex Literal();
}
