using System.Text.Json;
using CsCheck;
using Skywave.Tests;
using Skywave.Words;
using Xunit;

namespace Skywave.Edition.Tests;

/// <summary>The browser's last look at a fragment lets through what is written here, whatever texts are in it, and nothing a browser would run, load from elsewhere or fill in.</summary>
public sealed class BrowserFragmentTests
{
    private const string Start = "<article lang=\"en\" dir=\"ltr\" id=\"abcdefghijklmnop\" data-revision=\"1\">";
    private const string End = "</article>";

    private static readonly string File = "../../../media/" + new string('a', 64) + ".jpg";

    [Fact]
    public void Every_fragment_that_can_be_written_may_be_placed()
    {
        var fragments = new List<string>();
        FragmentTests.Articles.Sample(article => fragments.Add(Samples.String(Samples.Fragment(article))), iter: 400, threads: 1);
        foreach (var tag in Samples.Locales.All.Select(locale => locale.Tag))
        {
            var article = Samples.Worded(tag, 1);
            fragments.Add(Samples.String(Samples.Fragment(article)));
            fragments.Add(Samples.String(Samples.Fragment(article with { Status = ArticleStatus.Withdrawn })));
        }
        fragments.AddRange(Samples.Languages.Select(tag => Samples.String(Samples.Fragment(Samples.Article(tag)))));
        Assert.Empty(Say(fragments).Zip(fragments).Where(f => f.First.Length > 0).Select(f => $"{f.First}: {f.Second}"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<SCRIPT>alert(1)</SCRIPT>")]
    [InlineData("<style>p{display:none}</style>")]
    [InlineData("<p style=\"display:none\">x</p>")]
    [InlineData("<p onclick=\"alert(1)\">x</p>")]
    [InlineData("<p ONCLICK=\"alert(1)\">x</p>")]
    [InlineData("<p id=\"shell\">x</p>")]
    [InlineData("<h2 id=\"shell\">x</h2>")]
    [InlineData("<h2 id=\"e\">x</h2>")]
    [InlineData("<h2 id=\"e1x\">x</h2>")]
    [InlineData("<h2 lang=\"en\" id=\"e1\">x</h2>")]
    [InlineData("<h2 id=\"e1\" id=\"e2\">x</h2>")]
    [InlineData("<h2>x</h2 id=\"e1\">")]
    [InlineData("<h2>x</h2 lang=\"en\">")]
    [InlineData("<p hidden=\"\">x</p>")]
    [InlineData("<p lang='en'>x</p>")]
    [InlineData("<p lang=en>x</p>")]
    [InlineData("<p\tlang=\"en\">x</p>")]
    [InlineData("<p lang=\"en\"/>")]
    [InlineData("<p lang=\"en\"onclick=\"x\">x</p>")]
    [InlineData("<p>x")]
    [InlineData("x</p>")]
    [InlineData("<b><i>x</b></i>")]
    [InlineData("<p x</p>")]
    [InlineData("<")]
    [InlineData("<!-- x -->")]
    [InlineData("<![CDATA[x]]>")]
    [InlineData("<?x?>")]
    [InlineData("<img src=\"https://example.org/x.png\" alt=\"\">")]
    [InlineData("<img src=\"//example.org/x.png\" alt=\"\">")]
    [InlineData("<img src=\"data:image/png;base64,AAAA\" alt=\"\">")]
    [InlineData("<img src=\"../../../media/x.svg\" alt=\"\">")]
    [InlineData("<img srcset=\"https://example.org/x.png 1x\" alt=\"\">")]
    [InlineData("<video poster=\"https://example.org/x.png\"></video>")]
    [InlineData("<video autoplay=\"\"></video>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"JavaScript&colon;alert(1)\">x</a>")]
    [InlineData("<a href=\" javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"data:text/html,x\">x</a>")]
    [InlineData("<a href=\"ftp://example.org\">x</a>")]
    [InlineData("<a href=\"x\" target=\"_top\">x</a>")]
    [InlineData("<a href=\"x\" ping=\"https://example.org\">x</a>")]
    [InlineData("<iframe></iframe>")]
    [InlineData("<object></object>")]
    [InlineData("<form action=\"x\"></form>")]
    [InlineData("<input name=\"x\">")]
    [InlineData("<svg></svg>")]
    [InlineData("<math></math>")]
    [InlineData("<base href=\"https://example.org/\">")]
    [InlineData("<template></template>")]
    [InlineData("<slot></slot>")]
    [InlineData("<article lang=\"en\">x</article>")]
    public void What_no_fragment_holds_is_refused(string markup) =>
        Assert.StartsWith("article.markup ", Say([Start + markup + End])[0], StringComparison.Ordinal);

    [Fact]
    public void It_is_one_whole_article_with_nothing_around_it()
    {
        string[] given = [Start + "<p>x</p>" + End, Start + $"<img src=\"{File}\" srcset=\"{File} 320w, {File} 640w\" alt=\"&lt;script&gt;\">" + End, Start + "<a href=\"mailto:desk@example.org\">x</a><h2 id=\"e17\">x</h2>" + End, "", "x", Start, Start + End + "x", "x" + Start + End, "<p>x</p>", Start + End + Start + End];
        Assert.Equal([true, true, true, false, false, false, false, false, false, false], Say(given).Select(said => said.Length == 0));
    }

    private static string[] Say(IEnumerable<string> fragments)
    {
        var file = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllText(file, JsonSerializer.Serialize(fragments));
            var (code, output) = Node.Run("check-fragments.mjs", file);
            Assert.True(code == 0, output);
            return JsonSerializer.Deserialize<string[]>(output)!;
        }
        finally
        {
            System.IO.File.Delete(file);
        }
    }
}
