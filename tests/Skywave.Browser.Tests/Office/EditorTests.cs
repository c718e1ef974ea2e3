using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Skywave.Intake.Plain;
using Skywave.Words;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>The block editor (docs/045-office.md, "The editor") as somebody meets it who has a keyboard and no pointer, pastes from elsewhere, or has no script.</summary>
public sealed class EditorTests(EditorOffice office) : IClassFixture<EditorOffice>
{
    [Fact]
    public async Task A_Persian_text_is_written_by_keyboard_alone_and_is_the_same_after_saving_loading_and_both_views()
    {
        office.Complaints.Clear();
        var page = await office.OpenAsync();
        var id = await EditorOffice.BeginAsync(page, "fa");
        var keys = page.Keyboard;
        await page.WaitForSelectorAsync("#page[contenteditable]");
        await page.Locator("#headline").FocusAsync();
        await keys.PressAsync("Control+A");
        await keys.InsertTextAsync("چگونه صفحه را بررسی کنیم");
        await keys.PressAsync("Enter");

        await EditorKeys.WriteAsync(page, "بند ", "Control+B", "نخست", "Control+B", " و ", "Control+I", "دوم", "Control+I", " و ", "Control+E", "skywave", "Control+E", " پایان", "Enter");
        await EditorKeys.WriteAsync(page, "- فهرست **نیست**", "Enter");
        foreach (var level in new[] { "2", "3", "4" })
        {
            await EditorKeys.WriteAsync(page, "Alt+" + level, "میان‌تیتر " + level, "Enter");
        }
        await EditorKeys.WriteAsync(page, "Control+Shift+8", "یکی", "Enter", "دیگری", "Enter", "Enter");
        await EditorKeys.WriteAsync(page, "Control+Shift+7", "اول", "Enter", "دوم", "Enter", "Enter");
        await EditorKeys.WriteAsync(page, "Control+Shift+9", "گفتهٔ او", "Tab", "یک همسایه", "Enter");
        // Buttons are reached and pressed too: the pull quote has no key of its own.
        await EditorKeys.PressAsync(page, "Pull quote");
        await EditorKeys.WriteAsync(page, "برجسته", "Enter", "پیوند", "Shift+Home");
        await EditorKeys.WriteAsync(page, "Control+K", "Control+A", "https://example.org/x", "Enter", "End", "Enter", "in English", "Shift+Home", "Control+Shift+L", "en", "Enter", "End", "Enter");
        await EditorKeys.InsertAsync(page, "Picture");
        await EditorKeys.WriteAsync(page, "Control+A", "https://example.org/a.jpg", "Tab", "خیابانی در شب", "Tab", "خیابان", "Tab", "عکاس", "Enter");
        await EditorKeys.InsertAsync(page, "Fact box");
        await EditorKeys.WriteAsync(page, "آنچه می‌دانیم", "Enter", "یک", "Enter", "دو", "Enter", "Enter");
        await EditorKeys.InsertAsync(page, "Question and answer");
        await EditorKeys.WriteAsync(page, "چرا؟", "Enter", "چون", "Enter", "Enter");
        await EditorKeys.WriteAsync(page, "پایان متن", "Control+Z", "Control+Y");

        const string expected = """
            چگونه صفحه را بررسی کنیم

            بند **نخست** و *دوم* و `skywave` پایان

            \- فهرست \*\*نیست\*\*

            ## میان‌تیتر 2

            ### میان‌تیتر 3

            #### میان‌تیتر 4

            - یکی
            - دیگری

            1. اول
            2. دوم

            > گفتهٔ او
            > -- یک همسایه

            >> برجسته

            [پیوند](https://example.org/x)

            [in English]{lang=en}

            ![خیابانی در شب](https://example.org/a.jpg "خیابان")
            credit: عکاس

            [[ آنچه می‌دانیم
            یک

            دو
            ]]

            ??? چرا؟
            چون

            پایان متن

            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), await EditorOffice.TextAsync(page));
        await keys.PressAsync("Control+S");
        await EditorOffice.SavedAsync(page);
        await LookAtAsync(page, "editor-written-fa");

        await page.GotoAsync($"/m/{id}/write?over=yes");
        await page.WaitForSelectorAsync("#page[contenteditable]");
        Assert.Equal(expected.ReplaceLineEndings("\n"), await EditorOffice.TextAsync(page));
        await page.Locator("#turn").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#text")).ToBeVisibleAsync();
        await page.Locator("#turn").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#page")).ToBeVisibleAsync();
        Assert.Equal(expected.ReplaceLineEndings("\n"), await EditorOffice.TextAsync(page));
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task Each_block_of_the_menu_is_put_in_and_filled_in_and_is_read_as_that_block()
    {
        var page = await office.OpenAsync();
        await EditorOffice.BeginAsync(page, "en", "Head\n\nText.\n");
        await page.WaitForSelectorAsync("#page[contenteditable] p");
        var names = await page.Locator("#insert button").AllInnerTextsAsync();
        foreach (var name in await page.Locator("#insert button").EvaluateAllAsync<string[]>("all => all.map(b => b.textContent)"))
        {
            await page.Locator("#page").FocusAsync();
            await page.Keyboard.PressAsync("Control+End");
            await EditorKeys.InsertAsync(page, name);
            // What begins empty is filled in; from the fields, Escape leads to the text below.
            await EditorKeys.WriteAsync(page, name switch
            {
                "Picture" => ["Control+A", "https://example.org/words", "Tab", "what it shows", "Escape"],
                "Claims side by side" => ["how many came", "Tab", "5,000", "Tab", "the police", "Escape"],
                "Timeline" => ["1 May", "Tab", "It was announced.", "Escape"],
                "Table" => ["Place", "Tab", "People", "Escape"],
                "Sound" or "Film" => ["What it is", "Tab", "Tab", "Control+A", "https://example.org/a.mp3", "Enter", "What is said.", "Escape"],
                "Something elsewhere" => ["Control+A", "https://example.org/", "Tab", "What it is", "Escape"],
                "Entry of a live story" => ["What happened", "Escape"],
                _ => ["https://example.org/words"],
            });
        }
        Assert.Equal(12, names.Count);
        var text = await EditorOffice.TextAsync(page);
        var read = StoryText.Read(text);
        Assert.True(read.Mistakes.IsEmpty, string.Join('\n', read.Mistakes) + "\n" + text);
        var kinds = StoryText.Outline(text)!.Blocks.Select(b => b.Block!.GetType()).ToHashSet();
        HashSet<Type> all = [typeof(Paragraph), typeof(PictureBlock), typeof(FactBox), typeof(QuestionAndAnswer), typeof(Quote), typeof(ClaimsList), typeof(Timeline), typeof(Table), typeof(MediaBlock), typeof(Embed), typeof(Preformatted), typeof(LiveEntry)];
        Assert.Equal(all.Select(t => t.Name).Order(StringComparer.Ordinal), kinds.Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    // Google Docs, Word, a web page, plain text.
    [InlineData("<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\"><span style=\"font-weight:400;font-style:normal\">One </span><span style=\"font-weight:700\">two</span><span style=\"font-style:italic\"> three</span></p><h2><span style=\"font-weight:400\">Head</span></h2><ul><li><p>a</p></li><li><p>b</p></li></ul></b>", "One **two** *three*\n\n## Head\n\n- a\n- b")]
    [InlineData("<html xmlns:o=\"urn:x\"><head><style>p{mso-x:y}</style></head><body><!--[if x]><p>no</p><![endif]--><p class=MsoNormal>One <b>two</b><o:p></o:p></p><p class=MsoListParagraphCxSpFirst style='mso-list:l0'><span style='mso-list:Ignore'>·<span>   </span></span>a</p><p class=MsoListParagraphCxSpLast><span style='mso-list:Ignore'>·</span>b</p></body></html>", "One **two**\n\n- a\n- b")]
    [InlineData("<div style='color:red' onclick='alert(1)'>One<br><br>Two <a href='javascript:alert(1)'>bad</a> <a href='https://example.org/'>good</a><script>alert(1)</script><img src=x onerror=alert(1)><iframe src=x></iframe></div><table><tr><th>a|b</th><th>c</th></tr><tr><td>1</td><td>2</td></tr></table>", "One\n\nTwo bad [good](https://example.org/)\n\n| a\\|b | c |\n|---|---|\n| 1 | 2 |")]
    [InlineData("<p>a\u202e\u2066b</p><blockquote>said</blockquote><pre>x  y</pre><h1>Top</h1><h5>Low</h5>", "ab\n\n> said\n\n    x  y\n\n## Top\n\n#### Low")]
    public async Task Of_what_is_pasted_stays_what_the_model_has(string html, string expected)
    {
        office.Complaints.Clear();
        var page = await office.OpenAsync();
        await EditorOffice.BeginAsync(page, "en", "Head\n");
        await page.WaitForSelectorAsync("#page[contenteditable] p");
        await page.Locator("#page").FocusAsync();
        await page.EvaluateAsync(
            """
            html => {
              const data = new DataTransfer()
              data.setData('text/html', html)
              document.getElementById('page').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
            }
            """, html);
        Assert.Equal("Head\n\n" + expected + "\n", await EditorOffice.TextAsync(page));
        // What was to run in it did not, and the browser says so.
        Assert.All(office.Complaints, c => Assert.StartsWith("Executing inline event handler violates", c, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_with_mistakes_opens_with_its_wrong_lines_as_they_are_and_one_that_cannot_be_told_apart_as_plain_text()
    {
        var page = await office.OpenAsync();
        const string wrong = "Head\n\n![](https://example.org/a.jpg)\n\nText.\n";
        await EditorOffice.BeginAsync(page, "en", wrong);
        await Assertions.Expect(page.Locator("#page textarea[data-attr=source]")).ToHaveValueAsync("![](https://example.org/a.jpg)");
        await EditorOffice.SavedAsync(page);
        await page.Locator("#remarks a[data-line='3']").ClickAsync();
        Assert.Equal("source", await page.EvaluateAsync<string>("() => document.activeElement.dataset.attr"));

        await page.Locator("#turn").ClickAsync();
        await page.FillAsync("#text", "---\ndeck: x\n\nHead\n");
        await page.Locator("#turn").ClickAsync();
        await Assertions.Expect(page.Locator("#turned")).ToContainTextAsync("cannot be told from each other");
        Assert.True(await page.Locator("#text").IsVisibleAsync());
        Assert.Equal("---\ndeck: x\n\nHead\n", await EditorOffice.TextAsync(page));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_script_or_without_the_editor_the_plain_field_writes(bool scripts)
    {
        var page = await office.OpenAsync(scripts: scripts);
        if (scripts)
        {
            await page.RouteAsync("**/*-prosemirror.js", route => route.AbortAsync());
        }
        var id = await EditorOffice.BeginAsync(page, "fa");
        Assert.False(await page.Locator("#blocks").IsVisibleAsync());
        await page.FillAsync("#text", "تیتر\n\nمتن.\n");
        await page.Locator("form#write button.main").ClickAsync();
        await page.GotoAsync($"/m/{id}/write?over=yes");
        Assert.Equal("تیتر\n\nمتن.\n", await page.InputValueAsync("#text"));
        office.Complaints.Clear();
    }

    [Theory]
    [InlineData("en", "en", ColorScheme.Light, 1200)]
    [InlineData("fa", "en", ColorScheme.Dark, 1200)]
    [InlineData("fa", "fa", ColorScheme.Light, 390)]
    [InlineData("en", "fa", ColorScheme.Dark, 390)]
    public async Task Axe_finds_nothing_in_the_editor_and_nothing_stands_out_of_the_window(string desk, string language, ColorScheme scheme, int width)
    {
        var page = await office.OpenAsync(width, 844, scheme);
        await page.GotoAsync("/me");
        await page.SelectOptionAsync("#language", language);
        await page.Locator("form[action='/me'] button").ClickAsync();
        try
        {
            await EditorOffice.BeginAsync(page, desk, desk == "fa" ? EditorSamples.Persian : EditorSamples.English);
            await page.WaitForSelectorAsync("#page[contenteditable] blockquote");
            await LookAtAsync(page, $"editor-{desk}-{language}-{width}");
            await page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            foreach (var state in new[] { "text", "menu", "ask" })
            {
                if (state == "menu")
                {
                    await page.Locator("#insert-button").ClickAsync();
                }
                else if (state == "ask")
                {
                    await page.Keyboard.PressAsync("Escape");
                    await page.Locator("#page p").First.ClickAsync();
                    await page.Keyboard.PressAsync("Control+A");
                    await page.Keyboard.PressAsync("Control+K");
                    await Assertions.Expect(page.Locator("#ask")).ToBeVisibleAsync();
                }
                var found = await page.RunAxe(new AxeRunOptions { RunOnly = AxeTests.Rules.RunOnly, Iframes = false }).WaitAsync(TimeSpan.FromSeconds(60));
                Assert.True(found.Passes.Length > 10, "axe looked at the page");
                Assert.Empty(found.Violations.Select(v => $"{state}: {v.Id}: {v.Help}: {string.Join(' ', v.Nodes.Take(3).Select(n => n.Html))}"));
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{state} is wider than the window");
                await LookAtAsync(page, $"editor-{desk}-{language}-{width}-{state}");
            }
        }
        finally
        {
            await page.GotoAsync("/me");
            await page.SelectOptionAsync("#language", "en");
            await page.Locator("form[action='/me'] button").ClickAsync();
        }
    }

    private static Task LookAtAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(TestData.RepositoryRoot(), "artifacts", "office", name + ".png"), FullPage = true });
}
