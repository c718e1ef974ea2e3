using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

public sealed class ApproveTests
{
    private static readonly Rendition Small = new(new string('b', 64), "jpg", 320, 180, 7);

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        using var room = new TempNewsroom();
        var text = new ArticleText
        {
            Language = "not a language",
            Headline = new string('h', 301),
            HeadlineShort = new string('s', 61),
            Urgency = 0,
            Bylines = [new Byline("A. Writer", BylineDisplay.Pseudonym), new Byline("", BylineDisplay.Withheld), new Byline("Real Name", BylineDisplay.Withheld, null, "safety")],
            LeadPicture = new Picture { Alt = " ", Origin = "local.jpg", Renditions = [Small] },
            UnnamedSources = [new UnnamedSource(1, "a nurse", "")],
            Body = [new Quote([new Run("x")], null, 2), new ClaimsList("people"), new Subhead(1, [new Run("y", Href: "javascript:alert(1)")]), new Paragraph([new Run("a\u202Eb")])],
        };
        var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("u", "x") with { Text = text })).Id;
        var refused = Assert.IsType<Approval.Refused>(await ApproveArticle.ApproveAsync(room.Db, id, Noon));
        string[] expected = ["headline", "short headline", "urgency", "language tag", "alternative text", "pseudonym", "withheld byline needs", "still holds a name",
            "descriptor", "unnamed source 2", "claims about", "crosshead", "javascript", "direction"];
        Assert.All(expected, part => Assert.Contains(refused.Reasons, reason => reason.Contains(part, StringComparison.Ordinal)));
        Assert.Equal(expected.Length, refused.Reasons.Length);
        Assert.Empty(await room.ReadyAsync(Noon));
    }

    [Fact]
    public async Task Remote_picture_without_alt_or_renditions_is_left_out_with_a_warning()
    {
        using var room = new TempNewsroom();
        var text = Text("One") with
        {
            LeadPicture = new Picture { Alt = "a square", Origin = "https://example.org/gone.jpg" },
            Body = [new PictureBlock(new Picture { Alt = "", Origin = "http://example.org/no-alt.jpg", Renditions = [Small] }), new PictureBlock(new Picture { Alt = "kept", Renditions = [Small] })],
        };
        var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("u", "x") with { Text = text })).Id;
        Assert.Equal(2, Assert.IsType<Approval.Approved>(await ApproveArticle.ApproveAsync(room.Db, id, Noon)).Warnings.Length);
        var published = Assert.Single(await room.CutAsync(Noon));
        Assert.Null(published.Text.LeadPicture);
        Assert.Equal("kept", Assert.IsType<PictureBlock>(Assert.Single(published.Text.Body)).Picture.Alt);
        Assert.IsType<Drafted.Unchanged>(await room.SaveAsync(Draft("u", "x") with { Text = text }));
    }

    [Fact]
    public async Task Local_picture_that_did_not_enter_stops_approval()
    {
        using var room = new TempNewsroom();
        var text = Text("One") with { LeadPicture = new Picture { Alt = "a square", Origin = "pictures/square.jpg" } };
        var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("u", "x") with { Text = text })).Id;
        Assert.IsType<Approval.Refused>(await ApproveArticle.ApproveAsync(room.Db, id, Noon));
    }

    [Fact]
    public async Task Unnamed_source_needs_a_recorded_grant_where_grants_are_asked_for()
    {
        using var room = new TempNewsroom();
        using var priv = room.Store.OpenPrivate();
        var text = Text("One") with { UnnamedSources = [new UnnamedSource(1, "a nurse", "fears for her job")] };
        var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("u", "x") with { Text = text })).Id;
        Assert.IsType<Approval.Refused>(await ApproveArticle.ApproveAsync(room.Db, id, Noon, await GrantAnonymity.NumbersAsync(priv, id)));
        await GrantAnonymity.RecordAsync(priv, id, [new AnonymityGrant(1, "Somebody Realname", "the editor", new DateOnly(2026, 11, 24))]);
        Assert.IsType<Approval.Approved>(await ApproveArticle.ApproveAsync(room.Db, id, Noon, await GrantAnonymity.NumbersAsync(priv, id)));
        Assert.IsType<Approval.Nothing>(await ApproveArticle.ApproveAsync(room.Db, id, Noon));
    }
}
