using Microsoft.Playwright;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>Blocks with rows and fields in the block editor (docs/045-office.md, "The editor"): timelines, tables, recordings, claims, what stands elsewhere, entries of a live story.</summary>
public sealed class EditorBlocksTests(EditorOffice office) : IClassFixture<EditorOffice>
{
    [Fact]
    public async Task A_table_is_put_in_filled_left_and_taken_back_by_keyboard_alone()
    {
        var page = await OpenAsync("Head\n\nText.\n");
        await page.Keyboard.PressAsync("Control+End");
        await EditorKeys.InsertAsync(page, "Table");
        await EditorKeys.WriteAsync(page, "Place", "Tab", "People|all", "Tab", "North", "Tab", "12", "Escape", "Below.");
        const string filled = "Head\n\nText.\n\n| Place | People\\|all |\n|---|---|\n| North | 12 |\n\nBelow.\n";
        Assert.Equal(filled, await EditorOffice.TextAsync(page));
        for (var i = 0; i < 12; i++)
        {
            await EditorKeys.WriteAsync(page, "Control+Z");
        }
        Assert.Equal("Head\n\nText.\n", await EditorOffice.TextAsync(page));
        for (var i = 0; i < 12; i++)
        {
            await EditorKeys.WriteAsync(page, "Control+Y");
        }
        Assert.Equal(filled, await EditorOffice.TextAsync(page));
        Assert.Empty(office.Complaints);
    }

    [Fact]
    public async Task Rows_and_columns_come_go_and_move_by_keys_and_by_buttons()
    {
        var page = await OpenAsync("Head\n\n| a | b |\n|---|---|\n| c | d |\n");
        await CellAsync(page, "th, td", 3);
        await EditorKeys.WriteAsync(page, "Enter", "e", "Tab", "f", "Alt+ArrowUp", "Control+Alt+Enter", "g");
        Assert.Equal("Head\n\n| a | b |  |\n|---|---|---|\n| e | f | g |\n| c | d |  |\n", await EditorOffice.TextAsync(page));
        await EditorKeys.WriteAsync(page, "Control+Shift+Backspace", "Control+Alt+Backspace");
        Assert.Equal("Head\n\n| a | b |\n|---|---|\n| c | d |\n", await EditorOffice.TextAsync(page));
        foreach (var name in new[] { "Row up", "Add a column", "Add a row", "Row down", "Take the row out", "Take the column out" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        }
        await page.GetByLabel("The first row is a head").ClickAsync();
        await page.GetByLabel("What the table shows").FillAsync("What it counts");
        Assert.Equal("Head\n\n{table: What it counts}\n| d |  |\n| b |  |\n", await EditorOffice.TextAsync(page));
        // Cells that are emptied stay; a row in which nothing stands goes with Backspace, with the last one the table.
        await CellAsync(page, "td", 0);
        await EditorKeys.WriteAsync(page, "Backspace", "Backspace");
        Assert.Equal("Head\n\n{table: What it counts}\n| b |  |\n", await EditorOffice.TextAsync(page));
        await EditorKeys.WriteAsync(page, "Backspace", "Backspace", "Text again.");
        Assert.Equal("Head\n\nText again.\n", await EditorOffice.TextAsync(page));
    }

    [Fact]
    public async Task A_timeline_is_written_row_by_row_with_links_and_strong_words()
    {
        var page = await OpenAsync("Head\n\nText.\n");
        await page.Keyboard.PressAsync("Control+End");
        await EditorKeys.InsertAsync(page, "Timeline");
        await EditorKeys.WriteAsync(page, "1 May", "Enter", "It was ", "Control+B", "announced", "Control+B", "Enter", "3 May", "Tab", "Taken back.", "Alt+ArrowUp", "Enter", "Enter", "Enter", "Enter", "Below.");
        Assert.Equal("Head\n\nText.\n\n{timeline}\n3 May | Taken back.\n1 May | It was **announced**\n\nBelow.\n", await EditorOffice.TextAsync(page));
    }

    [Fact]
    public async Task Claims_are_written_into_the_front_matter_and_undone_in_their_turn()
    {
        const string front = "deck:   as typed\nclaim: people | 8,000|the police | authority\nclaim: people | 20,000 | the organisers | organiser\nclaim: hours | 3 | us | own";
        var page = await OpenAsync($"---\n{front}\n---\nHead\n\n{{claims: people}}\n\nText.\n");
        var first = page.Locator("#page .claim").First;
        await Assertions.Expect(page.Locator("#page .claim")).ToHaveCountAsync(2);
        await first.GetByLabel("Figure or statement").FillAsync("9,000 | or so");
        await first.GetByLabel("Does it stand?").SelectOptionAsync("settled");
        var changed = front.Replace("people | 8,000|the police | authority", "people | 9,000 \\| or so | the police | authority |  | settled", StringComparison.Ordinal);
        Assert.Equal($"---\n{changed}\n---\nHead\n\n{{claims: people}}\n\nText.\n", await EditorOffice.TextAsync(page));
        await EditorKeys.WriteAsync(page, "Control+Z", "Control+Z");
        Assert.Equal($"---\n{front}\n---\nHead\n\n{{claims: people}}\n\nText.\n", await EditorOffice.TextAsync(page));

        await page.GetByLabel("What they are about").FillAsync("people at the march");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a claim" }).ClickAsync();
        await EditorKeys.WriteAsync(page, "12,000", "Tab", "a count of ours", "Escape", "Below. ");
        await page.Locator("#page .claim").Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("---\ndeck:   as typed\nclaim: people at the march | 8,000 | the police | authority\nclaim: hours | 3 | us | own\nclaim: people at the march | 12,000 | a count of ours\n---\nHead\n\n{claims: people at the march}\n\nBelow. Text.\n", await EditorOffice.TextAsync(page));

        await page.GetByLabel("Which claims").SelectOptionAsync("hours");
        await Assertions.Expect(page.Locator("#page .claim")).ToHaveCountAsync(1);
        Assert.Contains("{claims: hours}", await EditorOffice.TextAsync(page), StringComparison.Ordinal);
        // What is typed into the lines themselves is seen there.
        await page.Locator("#around summary").ClickAsync();
        await page.FillAsync("#front", "claim: hours | 5 | us | a passer-by");
        Assert.Equal(("5", "a passer-by"), (await first.GetByLabel("Figure or statement").InputValueAsync(), await first.GetByLabel("Who that is").InputValueAsync()));
        await page.Locator("#front").PressAsync("Control+Z");
        Assert.StartsWith("deck:   as typed", await page.InputValueAsync("#front"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_addresses_and_entries_are_written_in_fields()
    {
        var page = await OpenAsync("---\nlive: yes\n---\nHead\n\n!audio[a](a.mp3)\ntranscript: b\n\n{embed: https://example.org/ | c}\n\n@ 2026-11-24 14:05+03:30 d\nText.\n");
        var recording = page.Locator("#page section");
        await recording.GetByLabel("Sound or film").SelectOptionAsync("Video");
        await recording.Locator("summary").First.ClickAsync();
        await recording.Locator("summary").Last.ClickAsync();
        await recording.GetByLabel("One a line").FillAsync("fa | a b|c.vtt\nen | https://example.org/a.vtt");
        await recording.GetByLabel("Its address").Last.FillAsync("still.jpg");
        await recording.GetByLabel("Who made it").First.FillAsync("e");
        await recording.GetByLabel("Who made it").First.PressAsync("Enter");
        await EditorKeys.WriteAsync(page, "First. ", "End", "Enter", "Second.", "Escape");
        await page.Locator("#page figure").GetByLabel("What it is").FillAsync("  the   whole report ");
        var entry = page.Locator("#page .moment");
        await entry.GetByLabel("Key point").CheckAsync();
        await entry.GetByLabel("Zone").FillAsync("Z");
        Assert.Equal("---\nlive: yes\n---\nHead\n\n!video[a](a.mp3)\nposter: still.jpg\ncredit: e\ncaptions: fa | a b\\|c.vtt\ncaptions: en | https://example.org/a.vtt\ntranscript: First. b\ntranscript: Second.\n\n{embed: https://example.org/ | the whole report}\n\n@! 2026-11-24 14:05Z d\nText.\n", (await EditorOffice.TextAsync(page)).Replace("\n\n\n", "\n\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_that_is_pasted_fills_cells_and_what_is_chosen_over_several_goes_without_them()
    {
        var page = await OpenAsync("Head\n\n| a | b |\n| c | d |\n\nText.\n");
        await CellAsync(page, "td", 1);
        await PasteAsync(page, "<table><tr><td>1</td><td>2</td></tr><tr><td colspan=2>3</td></tr><tr><td>4</td></tr></table>");
        Assert.Equal("Head\n\n| a | 1 | 2 |\n| c | 3 |  |\n|  | 4 |  |\n\nText.\n", await EditorOffice.TextAsync(page));
        await CellAsync(page, "td", 0);
        await PasteAsync(page, "<h2>one</h2><p>two</p>");
        Assert.Equal("Head\n\n| aone two | 1 | 2 |\n| c | 3 |  |\n|  | 4 |  |\n\nText.\n", await EditorOffice.TextAsync(page));
        await ChooseAsync(page, "td", 0, "td", 4);
        await page.Keyboard.TypeAsync("x");
        Assert.Equal("Head\n\n| x |  |  |\n|  | 3 |  |\n|  | 4 |  |\n\nText.\n", await EditorOffice.TextAsync(page));
        await ChooseAsync(page, "td", 4, "#page > p", 0);
        await page.Keyboard.PressAsync("Delete");
        Assert.Equal("Head\n\n| x |  |  |\n|  |  |  |\n|  |  |  |\n\nText.\n", await EditorOffice.TextAsync(page));
    }

    private async Task<IPage> OpenAsync(string text)
    {
        office.Complaints.Clear();
        var page = await office.OpenAsync();
        await EditorOffice.BeginAsync(page, "en", text);
        await Assertions.Expect(page.Locator("#page")).ToBeVisibleAsync();
        await page.Locator("#page").FocusAsync();
        await EditorKeys.SettleAsync(page);
        return page;
    }

    /// <summary>The cursor at the end of a cell.</summary>
    private static async Task CellAsync(IPage page, string kind, int n)
    {
        await page.Locator("#page").FocusAsync();
        await page.EvaluateAsync("([kind, n]) => { const cell = document.getElementById('page').querySelectorAll(kind)[n]; getSelection().selectAllChildren(cell); getSelection().collapseToEnd() }", new object[] { kind, n });
        await EditorKeys.SettleAsync(page);
    }

    /// <summary>From the beginning of one to the beginning of another.</summary>
    private static async Task ChooseAsync(IPage page, string from, int first, string to, int last)
    {
        await page.Locator("#page").FocusAsync();
        await page.EvaluateAsync("([from, first, to, last]) => getSelection().setBaseAndExtent(document.querySelectorAll('#page ' + from)[first], 0, document.querySelectorAll(to.startsWith('#') ? to : '#page ' + to)[last], 0)", new object[] { from, first, to, last });
        await EditorKeys.SettleAsync(page);
    }

    private static Task PasteAsync(IPage page, string html) => page.EvaluateAsync(
        """
        html => {
          const data = new DataTransfer()
          data.setData('text/html', html)
          document.getElementById('page').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
        }
        """, html);
}
