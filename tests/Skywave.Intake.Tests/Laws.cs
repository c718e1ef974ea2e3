using System.Globalization;
using System.Text;
using Skywave.Words;
using Xunit;

namespace Skywave.Intake.Tests;

/// <summary>What holds for every outcome, whatever came in.</summary>
internal static class Laws
{
    public static void Hold(IReadOnlyList<ImportOutcome> outcomes, string name)
    {
        Assert.NotEmpty(outcomes);
        foreach (var outcome in outcomes)
        {
            if (outcome is ImportOutcome.Rejected refused)
            {
                IsOneClearLine(refused, name);
            }
            else
            {
                IsSound(((ImportOutcome.Draft)outcome).Item);
            }
        }
    }

    /// <summary>A refusal is one line that names the file and a reason.</summary>
    public static void IsOneClearLine(ImportOutcome.Rejected refused, string name)
    {
        Assert.StartsWith(name, refused.Place, StringComparison.Ordinal);
        Assert.InRange(refused.Reason.Trim().Length, 8, 1200);
        Assert.DoesNotContain(refused.Line, c => char.IsControl(c));
    }

    private static void IsSound(Imported item)
    {
        Assert.InRange(item.Uri.Length, 1, 2048);
        Assert.InRange(item.Text.Headline.Length, 1, 300);
        Assert.InRange(item.Text.Urgency, 1, 9);
        Assert.InRange(item.Text.Body.Length, 0, IntakeLimits.ArticleBlocks);
        Assert.Equal(item.Language ?? "und", item.Text.Language);
        foreach (var text in Texts(item))
        {
            Assert.DoesNotContain(text, c => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
            Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
            Assert.All(text.EnumerateRunes(), r => Assert.NotEqual(UnicodeCategory.Surrogate, Rune.GetUnicodeCategory(r)));
            Assert.True(text.IsNormalizedLoosely(), "a lone surrogate came through");
        }
        foreach (var href in Links(item.Text.Body).Append(item.Text.SourceUrl).OfType<string>())
        {
            Assert.Matches("^(https?://|mailto:)", href);
        }
    }

    private static bool IsNormalizedLoosely(this string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }
        return true;
    }

    private static IEnumerable<string> Texts(Imported item) =>
        new[] { item.Uri, item.Text.Headline, item.Text.HeadlineShort, item.Text.Deck, item.Text.Located, item.Text.Source, item.Text.CopyrightNotice, item.Text.LeadPicture?.Alt, item.Text.LeadPicture?.Caption }.OfType<string>()
            .Concat(item.Text.Body.SelectMany(BlockText.Pieces)).Concat(item.Text.Bylines.Select(b => b.Name)).Concat(item.Text.Subjects.Select(s => s.Name)).Concat(item.Warnings);

    private static IEnumerable<string?> Links(IEnumerable<Block> blocks) => blocks.SelectMany(b => b switch
    {
        Paragraph p => p.Runs.Select(r => r.Href),
        Subhead s => s.Runs.Select(r => r.Href),
        Quote q => q.Runs.Select(r => r.Href),
        BulletList l => l.Items.SelectMany(i => i).Select(r => r.Href),
        Embed e => [e.Href],
        _ => Enumerable.Empty<string?>(),
    });
}
