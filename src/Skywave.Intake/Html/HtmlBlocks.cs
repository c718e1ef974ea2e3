using System.Collections.Immutable;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Skywave.Words;

namespace Skywave.Intake.Html;

/// <summary>HTML to our blocks, by parsing: what has no block is dropped and counted. No markup survives.</summary>
internal static class HtmlBlocks
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = false, IsKeepingSourceReferences = false });

    /// <summary>The blocks of a stretch of HTML, or a reason.</summary>
    /// <param name="html">A fragment or a whole page.</param>
    /// <param name="address">What relative links are relative to, or null.</param>
    /// <param name="language">The text's own language: runs in it carry none.</param>
    /// <param name="notes">What was dropped.</param>
    public static (ImmutableArray<Block> Blocks, string? Reason) Read(string html, Uri? address, string? language, Notes notes)
    {
        if (HtmlGuard.Refuses(html) is { } reason)
        {
            return ([], reason);
        }
        var document = Parser.ParseDocument(html);
        return document.Body is { } body ? Read(body, address, language, notes) : ([], null);
    }

    /// <summary>The blocks under an element already parsed (and guarded).</summary>
    public static (ImmutableArray<Block> Blocks, string? Reason) Read(IElement element, Uri? address, string? language, Notes notes)
    {
        var walk = new HtmlWalk(address, language, notes);
        walk.Children(element, default);
        var blocks = walk.Finish();
        var size = blocks.Sum(BlockText.Length);
        return blocks.Length > IntakeLimits.ArticleBlocks ? ([], $"it has {blocks.Length} blocks; an article has at most {IntakeLimits.ArticleBlocks}")
            : size > IntakeLimits.ArticleCharacters ? ([], $"it has {size} characters; an article has at most {IntakeLimits.ArticleCharacters}") : (blocks, null);
    }

    /// <summary>A page's tree, or a reason.</summary>
    public static (IDocument? Document, string? Reason) Page(string html) =>
        HtmlGuard.Refuses(html) is { } reason ? (null, reason) : (Parser.ParseDocument(html), null);

    /// <summary>The plain text of a short stretch of HTML, as for a headline: no markup, entities read.</summary>
    public static string Text(string html, Notes notes)
    {
        if (!html.Contains('<', StringComparison.Ordinal) && !html.Contains('&', StringComparison.Ordinal))
        {
            return CleanText.Line(html, notes);
        }
        return HtmlGuard.Refuses(html) is null && Parser.ParseDocument(html).Body is { } body ? CleanText.Line(body.TextContent, notes) : "";
    }
}
