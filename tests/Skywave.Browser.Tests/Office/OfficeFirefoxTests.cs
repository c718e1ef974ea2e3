using System.Text.Json;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Office;

/// <summary>The office in the second browser (docs/045-office.md), signed in with a passphrase and an authenticator's digits.</summary>
public sealed class OfficeFirefoxTests(OfficeInFirefox walk) : IClassFixture<OfficeInFirefox>
{
    private const string Typed = """
        How to check a page

        A **strong** word.

        ## By key

        ### By button

        Text.

        ![A street at night](https://example.org/a.jpg "The street")

        | Place | People |
        |---|---|
        | North | 12 |

        Below.

        """;

    [Fact]
    public void What_is_written_as_blocks_is_saved_by_itself_and_the_same_after_a_reload_and_as_plain_text()
    {
        Assert.Equal("/", Text(walk.Seen, "at"));
        var seen = walk.Seen.GetProperty("blocks");
        var typed = Typed.ReplaceLineEndings("\n");
        Assert.Equal(typed, Text(seen, "typed"));
        var again = seen.GetProperty("again");
        Assert.Equal((typed, true), (Text(again, "text"), again.GetProperty("isTheSame").GetBoolean()));
        var turned = Text(seen, "turned");
        Assert.Equal(typed + "\nAs text.\n", turned);
        Assert.Equal((typed + "\nAs text. And more.\n", turned), (Text(seen, "more"), Text(seen, "undone")));
    }

    [Fact]
    public void What_to_look_at_and_the_page_itself_stand_beside_the_text_while_it_is_written()
    {
        var seen = walk.Seen.GetProperty("blocks");
        Assert.Contains("By button", Text(seen, "preview"), StringComparison.Ordinal);
        Assert.Contains("no credit", Text(seen, "asked"), StringComparison.Ordinal);
        Assert.False(seen.GetProperty("isCovered").GetBoolean(), "the toolbar lies over the buttons above it");
    }

    [Fact]
    public void Without_script_the_plain_field_is_saved_and_a_step_taken_by_button()
    {
        var seen = walk.Seen.GetProperty("still");
        Assert.Equal(("/", "How to check a page\n\nWritten without script.\n", "in edit"), (Text(seen, "at"), Text(seen, "kept"), Text(seen, "stage")));
        Assert.True(seen.GetProperty("isPlain").GetBoolean(), "the plain field is there, the blocks are not");
    }

    [Fact]
    public async Task A_live_entry_of_one_person_is_commented_on_and_another_publishes_it()
    {
        var seen = walk.Seen.GetProperty("live");
        Assert.Equal("headline", Text(seen, "focus"));
        Assert.Contains("Who says so?", Text(seen, "comment"), StringComparison.Ordinal);
        Assert.Contains("It is out.", Text(seen, "said"), StringComparison.Ordinal);
        await using var db = NewsroomStore.At(walk.Office.Paper.House.Path).OpenWriting();
        var article = (await ReadArticle.PublishedAsync(db, ArticleId.Derive(DeskTag.Parse("en"), "office:" + Text(seen, "id"))))!;
        Assert.Equal("Doors open", Assert.Single(article.Text.Body.OfType<LiveEntry>()).Headline);
    }

    [Fact]
    public void In_Persian_on_a_phone_the_text_runs_right_to_left_and_no_page_is_wider_than_the_window()
    {
        var seen = walk.Seen.GetProperty("persian");
        Assert.Equal(("rtl", "rtl"), (Text(seen, "dir"), Text(seen, "direction")));
        Assert.True(seen.GetProperty("isRight").GetBoolean(), "a paragraph begins at the right");
        Assert.Contains("یک پاراگراف\n\n| جا | شمار |", Text(seen, "typed"), StringComparison.Ordinal);
        Assert.Empty(seen.GetProperty("wide").EnumerateArray().Select(w => w.GetString()));
    }

    [Fact]
    public void No_page_on_the_way_has_an_error_or_anything_that_its_policy_forbids() => Assert.Empty(walk.Seen.GetProperty("wrong").EnumerateArray().Select(w => w.GetString()));

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
