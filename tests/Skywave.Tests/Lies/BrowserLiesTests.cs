using System.Text.Json;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Trust.Documents;
using Xunit;

namespace Skywave.Tests.Lies;

/// <summary>The browser's reader over a real edition, and told every lie that the program is told: it refuses what the program refuses, with the same codes.</summary>
public sealed class BrowserLiesTests(TwoEditions editions) : IClassFixture<TwoEditions>
{
    // Where the two say different things on purpose: the lie, and the code of the browser's reader.
    private static readonly Dictionary<string, string> Otherwise = new()
    {
        // It asks the desk's map as well as its front; the program's reader only the front, the check of an edition the log.
        ["a correction that the log does not have"] = EditionCodes.ArticleSuperseded,
        // Of a front it reads the articles; the files it lists are for those who copy an edition.
        ["a list called en/../../x"] = "fine",
    };

    [Theory]
    [MemberData(nameof(BrowserReader.Crypto), MemberType = typeof(BrowserReader))]
    public async Task Every_lie_is_refused_with_the_code_of_the_program(string crypto)
    {
        var browser = new BrowserReader();
        var told = new Dictionary<string, List<string>>();
        using var folder = new TempFolder();
        foreach (var (lie, (_, tell)) in LiesTests.Lies.Concat(ThiefTests.Lies))
        {
            var mirror = editions.Mirror();
            foreach (var path in mirror.Files.Keys.ToList())
            {
                mirror.Files[path] = [.. mirror.Files[path]];
            }
            tell(mirror, editions);
            browser.Begin(lie, editions.Root.Span);
            browser.Add(lie, "desk", editions.Clock.GetUtcNow(), editions.First, "en");
            told[lie] = await AskAsync(Path.Combine(folder.Path, $"{told.Count}"), lie, mirror, browser);
        }

        var seen = browser.Replay(crypto);
        var wrong = new List<string>();
        foreach (var (lie, codes) in told)
        {
            Assert.Equal("newest", seen[lie][0].GetProperty("state").GetString());
            var others = seen[lie][1..].Select(step => step.GetProperty("why").GetString()!).ToList();
            var code = LiesTests.Lies.TryGetValue(lie, out var known) ? known.Code : ThiefTests.Lies[lie].Code;
            wrong.AddRange(codes.Zip(others).Where(pair => pair.First != pair.Second && pair.Second != code && pair.Second != Otherwise.GetValueOrDefault(lie)).Select(pair => $"{lie}: {pair.First}, but the browser: {pair.Second}"));
            if (codes.Contains(code) && !others.Contains(code) && !Otherwise.ContainsKey(lie))
            {
                wrong.Add($"{lie}: {code} is not seen by the browser");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var refused = told.Values.Sum(codes => codes.Count(code => code != "fine"));
        Assert.True(refused > 25, $"only {refused} lies reach a reader");
    }

    // What the program says of the desk and of each article of its front, and the same questions for the browser.
    private async Task<List<string>> AskAsync(string folder, string lie, LyingMirror mirror, BrowserReader browser)
    {
        editions.CopyFirst(folder);
        var now = editions.Clock.GetUtcNow();
        browser.Add(lie, "desk", now, mirror.Files, "en", mirror.Answers);
        var opened = await ReadEdition.OpenAsync(mirror.Source, editions.Root, new PullEdition(folder).Memory, now, CancellationToken.None);
        if (!opened.TryGet(out var edition, out var refusal) || !(await edition.FrontAsync("en", CancellationToken.None)).TryGet(out var front, out refusal))
        {
            return [refusal!.Code];
        }
        List<string> codes = ["fine"];
        foreach (var item in front.Items.Where(i => i.Address.StartsWith("en/", StringComparison.Ordinal)))
        {
            codes.Add((await edition.ArticleAsync(item, CancellationToken.None)).Refusal?.Code ?? "fine");
            browser.Add(lie, "article", now, mirror.Files, item.Path, mirror.Answers);
        }
        return codes;
    }
}
