using System.Reflection;
using System.Text.RegularExpressions;
using Skywave.Alerts;
using Skywave.Reading;
using Skywave.Trust;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

/// <summary>docs/070-codes.md and the code name the same codes.</summary>
public sealed partial class CodesTests
{
    private static readonly Type[] Codebooks = [typeof(Codes), typeof(EditionCodes), typeof(MediaCodes), typeof(AlertCodes)];

    [Fact]
    public void Every_code_is_documented_and_every_documented_code_is_real()
    {
        var real = Codebooks.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(f => (string)f.GetRawConstantValue()!)
            .Concat(Sources().SelectMany(text => Stops().Matches(text)).Select(m => m.Groups[1].Value)).ToHashSet();
        var documented = Rows().Matches(File.ReadAllText(Path.Combine(TestData.RepositoryRoot(), "docs", "070-codes.md"))).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(documented.Count, documented.Distinct().Count());
        Assert.Equal(real.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_code_is_two_plain_words() => Assert.All(
        Codebooks.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)), f => Assert.Matches("^[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$", (string)f.GetRawConstantValue()!));

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText);

    // new Stop(Exit.X, "code", …) and Failure("code", …).
    [GeneratedRegex("""(?:new (?:Mirror\.)?Stop\(\s*(?:Mirror\.)?Exit\.\w+,\s*|new\(Exit\.\w+,\s*|Failure\()"([a-z0-9.-]+)",""")]
    private static partial Regex Stops();

    [GeneratedRegex(@"^\| `([a-z0-9.-]+\.[a-z0-9.-]+|usage|io)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
