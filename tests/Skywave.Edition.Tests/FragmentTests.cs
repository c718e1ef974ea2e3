using System.Collections.Immutable;
using AngleSharp.Html.Parser;
using CsCheck;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

public sealed class FragmentTests
{
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.OneOf(new[] { "</article>", "<ARTICLE x>", "<script>alert(1)</script>", "\" onload=\"x", "' style='x", "<!-- ", "-->", "<pre id=\"proof\">", "&lt;", "&#60;", "]]>", "\u202Egnp.exe\u202C",
            "\u2066x\u2069", "\0", "\r\n", "\uD800", "{names}", "{reason}", "javascript:alert(1)", "a\u0000b", "</style>", "\uFFFF" }.Select(Gen.Const).ToArray()),
        Gen.String[Gen.Char, 0, 12]).Array[0, 4].Select(parts => string.Concat(parts));

    internal static readonly Gen<PublishedArticle> Articles = Gen.Select(Hostile, Hostile, Hostile, Hostile, Gen.Int[0, 4]).Select((a, b, c, d, status) => Hostilely(a, b, c, d, (ArticleStatus)status));

    private static PublishedArticle Hostilely(string a, string b, string c, string d, ArticleStatus status) => Samples.Article("fa") with
    {
        Status = status,
        Corrections = [new(CorrectionKind.Correction, Samples.Noon, a, 1, 2)],
        Text = Samples.Text("fa", 20) with
        {
            Language = a.Length % 2 == 0 ? "fa" : b,
            Headline = a,
            Deck = b,
            Located = c,
            Source = d,
            SourceUrl = a,
            CopyrightNotice = b,
            Bylines = [new(a, Role: b), new(c, BylineDisplay.Pseudonym, d, a), new("", BylineDisplay.Withheld, Reason: b)],
            InfoSources = [a, b],
            Subjects = [new(c)],
            Claims = [new Claim { About = a, Value = b, AttributedTo = c, Unit = d, AsOf = Samples.Noon }, new Claim { About = a, Value = c, AttributedTo = d, Status = ClaimStatus.Withdrawn }],
            UnnamedSources = [new(1, a, b)],
            NeedsNativeReview = true,
            Live = a.Length % 3 == 0 ? new LivePart(a, 2, LiveState.Open) : null,
            LeadPicture = Samples.Picture(1) with { Alt = a, Caption = b, Credit = c },
            Body =
            [
                new Paragraph([new(a, RunStyle.Strong, "https://example.org/" + b), new(b, Lang: c), new(d, RunStyle.Code, c)]), new Subhead(9, [new(a)]), new Quote([new(b)], c), new Quote([new(b)], null, 1),
                new PullQuote(c, d), new BulletList(true, [[new(a)], [new(b)]]), new PictureBlock(Samples.Picture(2) with { Alt = d }),
                new PictureBlock(Samples.Picture(3) with { Alt = b, OnTap = true }), new MediaBlock(Samples.Film(a)), new Table(a, true, [[b, c], [d, a]]), new FactBox(a, [[new(b)]]),
                new Timeline([new(a, [new(b)])]), new QuestionAndAnswer(a, [[new(b)]]), new ClaimsList(a), new Embed(a, b), new Embed("https://example.org", ""), new Preformatted(d),
                new LiveEntry(21, Samples.Noon, a, IsKey: true), new Subhead(2, [new(b)]), new FactBox(c, [[new(d)]]), new LiveEntry(22, Samples.Noon), new Paragraph([new(a)]),
            ],
        },
    };

    [Fact]
    public void The_same_revision_gives_the_same_bytes() =>
        Articles.Sample(article => Samples.Fragment(article).AsSpan().SequenceEqual(Samples.Fragment(article with { Text = article.Text with { } })), iter: 200);

    [Fact]
    public void No_text_breaks_out_of_the_fragment() => Articles.Sample(article =>
    {
        var html = Samples.String(Samples.Fragment(article));
        var document = new HtmlParser().ParseDocument("<!doctype html><html><body><main>" + html + "</main></body></html>");
        var fragment = document.QuerySelector("main")!.Children;
        return html.StartsWith("<article lang=\"", StringComparison.Ordinal) && html.EndsWith("</article>", StringComparison.Ordinal)
            && Count(html, "<article") == 1 && Count(html, "</article") == 1 && fragment.Length == 1 && fragment[0].LocalName == "article"
            && document.QuerySelectorAll("h1").Length == 1
            && document.QuerySelectorAll("script,style,iframe,object,template,textarea,svg,form,input,base,meta,link,embed").All(e => e.ParentElement == document.Head)
            && document.All.All(e => e.Attributes.All(a => a.Name != "style" && !a.Name.StartsWith("on", StringComparison.Ordinal)))
            && document.QuerySelectorAll("[src]").All(e => e.GetAttribute("src")!.StartsWith("../../../media/", StringComparison.Ordinal))
            && document.QuerySelectorAll("[poster]").All(e => e.GetAttribute("poster")!.StartsWith("../../../media/", StringComparison.Ordinal))
            && document.QuerySelectorAll("video,audio").All(e => e.GetAttribute("preload") == "none" && !e.HasAttribute("autoplay"))
            && document.QuerySelectorAll("a[href]").All(e => e.GetAttribute("href")!.StartsWith("../../../media/", StringComparison.Ordinal) || e.GetAttribute("href") is "#e21" or "#e22"
                || (e.GetAttribute("href")!.StartsWith("http", StringComparison.Ordinal) && e.GetAttribute("rel") == "noreferrer noopener external"))
            && !html.Contains("<!--", StringComparison.Ordinal) && !html.Contains("<pre id", StringComparison.Ordinal) && !html.AsSpan().ContainsAny("\0\r\u202E\u2066");
    }, iter: 400);

    [Fact]
    public void The_headline_is_read_as_it_was_written()
    {
        var article = Samples.Article("en", Samples.Text("en", 10) with { Headline = "<b>\"Tea\" & 'toast'</b> {names} 😀" });
        var document = new HtmlParser().ParseDocument(Samples.String(Samples.Fragment(article)));
        Assert.Equal("<b>\"Tea\" & 'toast'</b> {names} 😀", document.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void A_fragment_names_its_article_revision_language_and_direction()
    {
        var fragment = Samples.String(Samples.Fragment(Samples.Article("fa") with { Revision = 12 }));
        Assert.StartsWith($"<article lang=\"fa\" dir=\"rtl\" id=\"{Samples.Article("fa").Id}\" data-revision=\"12\">", fragment);
        Assert.Contains("<time datetime=\"2026-11-24T12:00:00Z\">۳ آذر ۱۴۰۵", fragment, StringComparison.Ordinal);
    }

    // An imported story was first published elsewhere, earlier than here; that is no update of ours.
    [Theory, InlineData(1, false), InlineData(2, true)]
    public void A_story_is_called_updated_from_its_second_revision_on(int revision, bool updated)
    {
        var article = Samples.Article("en") with { Revision = revision, FirstPublished = Samples.Noon.AddDays(-3) };
        Assert.Equal(updated, Samples.String(Samples.Fragment(article)).Contains("Updated: <time datetime=\"2026-11-24T12:00:00Z\"", StringComparison.Ordinal));
        Assert.Contains("<time datetime=\"2026-11-21T12:00:00Z\"", Samples.String(Samples.Fragment(article)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_stands_once_below_the_words_it_mends_and_in_the_list_alone_when_they_are_gone()
    {
        var correction = new Correction(CorrectionKind.Correction, Samples.Noon, "It was <two> boats.", 1, 2) { Words = "two boats" };
        PublishedArticle Article(params string[] paragraphs) => Samples.Article("en", Samples.Text("en", 10) with { Body = [.. paragraphs.Select(p => new Paragraph([new Run(p[..3]), new Run(p[3..], RunStyle.Strong)]))] }) with { Corrections = [correction] };
        const string Note = "<p class=\"n\"><strong>Correction</strong> · <time datetime=\"2026-11-24T12:00:00Z\">24 November 2026, 12:00 UTC</time>: It was &lt;two&gt; boats.</p>";

        var placed = Samples.String(Samples.Fragment(Article("The ferry left.", "And two boats came.", "Later two boats left.")));
        Assert.InRange(placed.IndexOf(Note, StringComparison.Ordinal), placed.IndexOf("boats came", StringComparison.Ordinal), placed.IndexOf("boats left", StringComparison.Ordinal));
        Assert.Equal(3, placed.Split("It was &lt;two&gt; boats.").Length);
        var gone = Samples.String(Samples.Fragment(Article("The ferry left.", "And three boats came.")));
        Assert.DoesNotContain(Note, gone, StringComparison.Ordinal);
        Assert.Equal(2, gone.Split("It was &lt;two&gt; boats.").Length);
    }

    [Fact]
    public void A_withdrawn_article_is_a_tombstone_that_says_when_and_why_and_nothing_else()
    {
        var article = Samples.Article("uk") with { Status = ArticleStatus.Withdrawn, Corrections = [new(CorrectionKind.Retraction, Samples.Noon, "Somebody was in danger.", 1, 2)] };
        var html = Samples.String(Samples.Fragment(article));
        Assert.Contains("Somebody was in danger.", html, StringComparison.Ordinal);
        Assert.Contains("datetime=\"2026-11-24T12:00:00Z\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(article.Text.Headline, html, StringComparison.Ordinal);
        Assert.DoesNotContain("Lena Marsh", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_withheld_name_is_not_in_the_fragment_and_its_reason_is()
    {
        var text = Samples.Text("en", 10) with { Bylines = [new("Real Name", BylineDisplay.Withheld, Reason: "for safety")] };
        var html = Samples.String(Samples.Fragment(Samples.Article("en", text)));
        Assert.DoesNotContain("Real Name", html, StringComparison.Ordinal);
        Assert.Contains("for safety", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_on_one_subject_stand_in_one_table_once()
    {
        var claims = ImmutableArray.Create(
            new Claim { About = "people at the march", Value = "up to 8,000", AttributedTo = "police" }, new Claim { About = "people at the march", Value = "some 25,000", AttributedTo = "organisers" });
        var text = Samples.Text("en", 10) with { Claims = claims, Body = [new ClaimsList("people at the march"), new ClaimsList("people at the march")] };
        var document = new HtmlParser().ParseDocument(Samples.String(Samples.Fragment(Samples.Article("en", text))));
        Assert.Equal(["police authority", "organisers authority"], document.QuerySelectorAll(".c th[scope=row]").Select(e => e.TextContent.Replace("news agency", "authority", StringComparison.Ordinal)));
        Assert.Single(document.QuerySelectorAll("table"));
    }

    [Fact]
    public void A_link_to_another_host_shows_the_host()
    {
        var text = Samples.Text("en", 10) with { Body = [new Paragraph([new("the report", Href: "https://files.example.org/a?b=1&c=2")])] };
        Assert.Contains("<a href=\"https://files.example.org/a?b=1&amp;c=2\" rel=\"noreferrer noopener external\">the report</a> <small>(<bdi>files.example.org</bdi>)</small>",
            Samples.String(Samples.Fragment(Samples.Article("en", text))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_standing_page_reaches_the_media_folder_from_its_own_depth() =>
        Assert.Contains("src=\"../../media/", Samples.String(Samples.Fragment(Samples.Article("en") with { Standing = "about" })), StringComparison.Ordinal);

    [Fact]
    public void A_text_in_another_language_than_its_desk_has_its_own_labels_and_direction()
    {
        var html = Samples.String(Samples.Fragment(Samples.Article("en", Samples.Text("fa", 10))));
        Assert.StartsWith("<article lang=\"fa\" dir=\"rtl\"", html);
        Assert.Contains("نوشتهٔ", html, StringComparison.Ordinal);
    }

    private static int Count(string text, string what)
    {
        var count = 0;
        for (var at = text.IndexOf(what, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(what, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            count++;
        }
        return count;
    }

    [Fact]
    public void What_is_typed_goes_in_its_own_direction()
    {
        var text = Samples.Text("fa", 0) with { Body = [new Paragraph([new Run("بنویسید "), new Run("skywave verify", RunStyle.Code)]), new Preformatted("skywave verify page.html")] };
        var html = Samples.String(Samples.Fragment(Samples.Article("fa", text)));
        Assert.Contains("<code dir=\"auto\">skywave verify</code>", html, StringComparison.Ordinal);
        Assert.Contains("<pre dir=\"auto\">skywave verify page.html</pre>", html, StringComparison.Ordinal);
    }
}
