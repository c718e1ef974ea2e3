using Skywave.Tests;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>The standard's own documents: what must fail is refused, what must pass is read, or refused only because an article cannot be made of it.</summary>
public sealed class NinjsSuiteTests
{
    /// <summary>Wrong in the version whose folder they lie in, right in a later one, and none of them says which version it is.</summary>
    private static readonly string[] RightInALaterVersion = ["1.0/should_fail/014_type_component.json", "1.1/should_fail/001_type_component.json"];

    [Fact]
    public void What_must_fail_is_refused()
    {
        var suite = TestData.Path("ninjs/test_suite");
        var files = Directory.EnumerateFiles(suite, "*.json", SearchOption.AllDirectories).Where(f => f.Contains("should_fail", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        var passed = files.Where(f => Items.Read(File.ReadAllBytes(f), "x").Any(o => o is ImportOutcome.Draft)).Select(f => Path.GetRelativePath(suite, f));
        Assert.Equal(RightInALaterVersion, passed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_must_pass_is_read_or_is_no_article()
    {
        var files = Directory.EnumerateFiles(TestData.Path("ninjs/test_suite"), "*.json", SearchOption.AllDirectories).Where(f => f.Contains("should_pass", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        var refused = files.SelectMany(f => Items.Read(File.ReadAllBytes(f), f)).OfType<ImportOutcome.Rejected>()
            .Where(r => r.Reason != "it has neither a headline nor a text" && !r.Reason.EndsWith("item, not an article", StringComparison.Ordinal));
        Assert.Empty(refused.Select(r => r.Line));
    }
}
