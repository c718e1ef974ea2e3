using System.Text;
using Skywave.Tests;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>
/// Every real document has the outcome that was looked at and approved in <c>outcomes/*.tsv</c> (path, outcome, items, reasons).
/// After a wanted change: run with <c>SKYWAVE_APPROVE=1</c>, read the difference, commit it.
/// </summary>
public sealed class RealInputTests
{
    [Theory]
    [InlineData("ninjs")]
    [InlineData("feeds")]
    public void Every_document_has_its_approved_outcome(string folder)
    {
        var made = Outcomes(TestData.Path(folder));
        var approved = Path.Combine(TestData.RepositoryRoot(), "tests", "Skywave.Intake.Tests", "outcomes", folder + ".tsv");
        if (Environment.GetEnvironmentVariable("SKYWAVE_APPROVE") == "1")
        {
            File.WriteAllText(approved, made);
        }
        Assert.Equal(File.ReadAllText(approved), made);
    }

    private static string Outcomes(string folder)
    {
        StringBuilder lines = new();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var outcomes = Items.Read(File.ReadAllBytes(file), path);
            Assert.NotEmpty(outcomes);
            var refused = outcomes.OfType<ImportOutcome.Rejected>().ToList();
            Assert.All(refused, r => Laws.IsOneClearLine(r, path));
            var drafts = outcomes.Count - refused.Count;
            var kind = refused.Count == 0 ? "draft" : drafts == 0 ? "refused" : "both";
            lines.Append(path).Append('\t').Append(kind).Append('\t').Append(drafts).Append('\t').AppendJoin("; ", refused.Select(r => r.Line[(path.Length + 2)..]).Distinct()).Append('\n');
        }
        return lines.ToString();
    }
}
