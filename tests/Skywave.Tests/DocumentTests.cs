using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Skywave.Tests;

/// <summary>What the documents say of the code is true as far as a program can see: names exist, links lead somewhere, lists are whole.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Root = TestData.RepositoryRoot();

    /// <summary>Documents whose claims name the tests that show them.</summary>
    public static TheoryData<string> Claims => ["ARCHITECTURE.md", "SECURITY.md", "docs/910-threat-model.md"];

    [Theory]
    [MemberData(nameof(Claims))]
    public void Every_test_that_a_document_names_exists(string document)
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => TestMethod().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);
        var named = TestName().Matches(File.ReadAllText(Path.Combine(Root, document))).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(named.Count > 0 || document == "SECURITY.md", $"{document} names no test");
        None(named.Except(tests));
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void No_claim_waits_for_its_test(string document) =>
        None(Marker().Matches(File.ReadAllText(Path.Combine(Root, document))).Select(m => m.Value));

    [Fact]
    public void Every_link_between_documents_leads_to_a_file()
    {
        var broken = from document in Documents()
                     from Match link in Link().Matches(InlineCode().Replace(File.ReadAllText(document), ""))
                     let target = link.Groups[1].Value.Split('#')[0]
                     where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
                     where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target))
                     select $"{Path.GetRelativePath(Root, document)}: {target}";
        None(broken);
    }

    [Fact]
    public void Every_document_that_the_code_points_to_exists()
    {
        var pointed = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(f => Pointer().Matches(File.ReadAllText(f)).Select(m => m.Value)).Distinct();
        None(pointed.Where(p => !File.Exists(Path.Combine(Root, p))));
    }

    [Fact]
    public void Every_document_stands_in_the_index()
    {
        var index = File.ReadAllText(Path.Combine(Root, "docs", "README.md"));
        var files = Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Path.Combine(Root, "docs"), f)).Where(f => f != "README.md");
        None(files.Where(f => !index.Contains($"({f})", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_dependency_is_explained_with_the_version_in_use()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "dependencies.md"));
        var packages = XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(p => (Name: p.Attribute("Include")!.Value, Version: p.Attribute("Version")!.Value));
        None(packages.Where(p => !page.Contains($"| {p.Name} | {p.Version} |", StringComparison.Ordinal)).Select(p => $"{p.Name} {p.Version}"));
    }

    // Says all of them in full: they are what has to be mended.
    private static void None(IEnumerable<string> wrong)
    {
        string[] all = [.. wrong];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static IEnumerable<string> Documents() => Directory.EnumerateFiles(Root, "*.md").Concat(new[] { "docs", "changelog", "bench", "demo" }
        .Select(f => Path.Combine(Root, f)).Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.md", SearchOption.AllDirectories)).Where(f => !f.Contains("/node_modules/", StringComparison.Ordinal)));

    [GeneratedRegex(@"public (?:async )?(?:void|Task|ValueTask) ([A-Z]\w*_\w+)\(")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"test: TODO[^);]*")]
    private static partial Regex Marker();

    // What stands between back-ticks is shown as it is: a link in it is none.
    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"docs/[\w/.-]+\.md")]
    private static partial Regex Pointer();
}
