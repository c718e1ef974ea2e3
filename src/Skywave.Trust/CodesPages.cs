namespace Skywave.Trust;

public static partial class Codes
{
    /// <summary>A page over 2 MB, or a proof over 32 KB.</summary>
    public const string PageTooBig = "page.too-big";

    /// <summary>A page that is not UTF-8.</summary>
    public const string PageNotText = "page.not-text";

    /// <summary>A page without one whole article: none, or cut off.</summary>
    public const string PageNoArticle = "page.no-article";

    /// <summary>A page with a second article beside, around or inside the first.</summary>
    public const string PageTwoArticles = "page.two-articles";

    /// <summary>A page without a proof after the article.</summary>
    public const string PageNoProof = "page.no-proof";

    /// <summary>A page with more than one proof.</summary>
    public const string PageTwoProofs = "page.two-proofs";

    /// <summary>A proof that is not in the form of C2SP tlog-proof.</summary>
    public const string PageProof = "page.proof-malformed";

    /// <summary>A page that could hide or cover the article: a style nobody approved, a script, a comment, or markup that is not of our pages.</summary>
    public const string PageChrome = "page.chrome";

    /// <summary>A record of one desk in the log of another, or with an address outside its desk.</summary>
    public const string RecordDesk = "record.desk";

    /// <summary>An article whose id or revision is not its record's.</summary>
    public const string RecordMismatch = "record.mismatch";

    /// <summary>An article whose bytes are not those that were signed.</summary>
    public const string ArticleAltered = "article.altered";

    /// <summary>A genuine article, but not the one that was asked for.</summary>
    public const string ArticleSwapped = "article.swapped";
}
