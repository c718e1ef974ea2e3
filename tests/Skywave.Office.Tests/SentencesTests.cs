using System.Text.Json;
using System.Text.RegularExpressions;
using Skywave.Tests;

namespace Skywave.Office.Tests;

/// <summary>What checks and refusals say in English anywhere in the house is said in an editor's language on the office's pages, with the figures and names that are in it.</summary>
public sealed partial class SentencesTests
{
    private static readonly string Source = Path.Combine(TestData.RepositoryRoot(), "src");

    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };

    // Who makes sentences that an editor is shown.
    private static readonly string[] Makers = ["Skywave.Intake/Plain", "Skywave.Writing/Articles", "Skywave.Writing/Fronts", "Skywave.Writing/Notices", "Skywave.Writing/Pictures", "Skywave.Office", "Skywave/Rooms", "Skywave.Words"];

    public static TheoryData<string> Languages => [.. OfficeWords.All.Select(l => l.Tag).Where(t => t != "en")];

    private static Dictionary<string, string> Sentences(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Source, "Skywave.Office", "web", $"sentences-{language}.json")), Strict)!;

    private static string Code { get; } = string.Concat(Makers.SelectMany(m => Directory.EnumerateFiles(Path.Combine(Source, m), "*.cs", SearchOption.AllDirectories)).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));

    private static string Plain(string words) => words.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    [Theory]
    [InlineData("ru", "claim stands here a second time", "claim стоит здесь второй раз")]
    [InlineData("fa", "claim stands here a second time", "claim برای بار دوم اینجا آمده است")]
    [InlineData("ru", "breaking is not yes or no", "breaking не годится. Нужно: yes или no")]
    [InlineData("ru", "the table has 900 rows of 3 cells; at most 500 of 20 fit", "в таблице строк 900 по 3 ячеек; помещается не больше 500 по 20")]
    [InlineData("ru", "\"of the {0} count\" is no name that front matter has", "«of the {0} count»: такого имени у строк в начале нет")]
    [InlineData("ru", "there is no such time; claim stands here a second time; nobody translated this", "такого времени нет; claim стоит здесь второй раз; nobody translated this")]
    [InlineData("ru", "the lead picture has no alternative text: say in a sentence what it shows", "главный снимок: нет описания; скажите одним предложением, что на снимке")]
    [InlineData("en", "claim stands here a second time", "claim stands here a second time")]
    public void A_sentence_with_figures_and_names_in_it_is_said_in_the_editors_language(string language, string english, string said) => Assert.Equal(said, Plain(OfficeWords.For(language).Say(english)));

    [Fact]
    public void What_a_person_wrote_and_marks_of_ours_keep_their_direction_in_a_sentence_from_the_right()
    {
        Assert.Equal("\u2068draft-3\u2069 برای بار دوم اینجا آمده است", OfficeWords.For("fa").Say("draft-3 stands here a second time"));
        Assert.Contains("\u2066![واژه‌ها](پرونده)\u2069", OfficeWords.For("fa").Say("a picture needs words that say what it shows: ![words](file)"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_sentence_is_still_made_somewhere(string language)
    {
        var made = Unescape().Replace(Joined().Replace(Code, ""), "$1");
        Assert.Equal([], Sentences(language).Keys.Where(s => Place().Split(s).Any(part => part.Length > 3 && !made.Contains(part, StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_is_noted_refused_or_asked_of_a_text_has_its_sentence(string language)
    {
        var words = OfficeWords.For(language);
        var made = Made().Matches(Code).Select(m => (Name: m.Groups["name"].Value, Sentence: Filled().Replace(Unescape().Replace(m.Groups["said"].Value, "$1"), "7"))).Distinct().ToList();
        Assert.InRange(made.Count, 40, 200);
        Assert.Equal([], made.Where(s => s.Sentence.Contains(' ', StringComparison.Ordinal) && words.Say(s.Sentence) == s.Sentence && !Sentences(language).ContainsKey($"{s.Name} is not {s.Sentence}")));
    }

    [GeneratedRegex("\"\\s*\\+ \\$?\"")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Unescape();

    [GeneratedRegex(@"\{\d\}|^[a-z]+ is not ")]
    private static partial Regex Place();

    // Without those whose places hold words in quotation marks.
    [GeneratedRegex("""(?:mistakes\.Add\([^"\n]*|Wrong<[^>]*>\("(?<name>[a-z-]+)", |new Verdict\.Refused\("[a-z.]+", |Saved\.Refused\(|new\("step\.[a-z]+", )\$?"(?<said>(?:[^"\\{]|\\.|\{[^"{}]*\})*)"\)""")]
    private static partial Regex Made();

    [GeneratedRegex(@"\{(?![a-z]+: )[^{}]*\}")]
    private static partial Regex Filled();
}
