using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Skywave.Office.Tests;

/// <summary>What pictures keep a text from.</summary>
public sealed class PictureStepTests(Staff staff) : IClassFixture<Staff>
{
    private async Task<string> InEditAsync(string picture)
    {
        var text = $"Headline\n\n![a bridge](library/{picture})\n";
        var id = await staff.ManuscriptAsync("fa", Stage.InEdit, text);
        return id;
    }

    private Task<Seen> StepAsync(Role role, string id, Step step) => staff.As(role).PostAsync($"/m/{id}/step", new() { ["step"] = step.ToString(), ["version"] = "1", ["due"] = "2099-01-01T00:00" });

    private async Task ChangeAsync(string id, Action<PictureRow> change)
    {
        await using var db = staff.Office.Open();
        change(await db.Pictures.SingleAsync(p => p.Id == id));
        await db.SaveChangesAsync();
    }

    [Fact]
    public async Task A_picture_with_faces_looked_at_and_terms_passes_and_goes_out_with_what_the_library_knows()
    {
        var picture = await staff.PictureAsync("fa", p => (p.FocusX, p.FocusY, p.Copyright) = (10, 20, "© The Paper"));
        var id = await InEditAsync(picture);
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.DeskEditor, id, Step.Pass)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.Publisher, id, Step.Publish)).Status);
        var given = staff.Office.Given.Single(g => g.Id == id).Pictures.Single();
        Assert.Equal((picture, "A. Person", "© The Paper", new Skywave.Words.FocalPoint(10, 20)), (given.Id, given.Credit, given.Copyright, given.Focus));
    }

    public static TheoryData<string> Mistakes => ["terms", "ended", "hide"];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Without_terms_after_their_end_or_with_faces_to_be_hidden_it_neither_passes_nor_is_cleared_nor_goes_out(string what)
    {
        var wrong = new Dictionary<string, Action<PictureRow>> { ["terms"] = p => p.Terms = "", ["ended"] = p => p.TermsEnd = "2020-12-31", ["hide"] = p => p.Faces = Faces.Hide }[what];
        var picture = await staff.PictureAsync("fa", wrong);
        var id = await InEditAsync(picture);
        var refused = await StepAsync(Role.DeskEditor, id, Step.Pass);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("mend the mistake", refused.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.DeskEditor, id, Step.AskReview)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await StepAsync(Role.Reviewer, id, Step.Clear)).Status);
        // What went wrong after it was passed keeps it from going out.
        var later = await staff.PictureAsync("fa");
        var ready = await InEditAsync(later);
        await StepAsync(Role.DeskEditor, ready, Step.Pass);
        await ChangeAsync(later, wrong);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await StepAsync(Role.Publisher, ready, Step.Publish)).Status);
        Assert.DoesNotContain(staff.Office.Given, g => g.Id == ready);
    }

    [Fact]
    public async Task The_last_day_of_the_terms_is_still_one()
    {
        var today = Library.Day(staff.Office.Clock.GetUtcNow());
        var id = await InEditAsync(await staff.PictureAsync("fa", p => p.TermsEnd = today));
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.DeskEditor, id, Step.Pass)).Status);
    }

    [Fact]
    public async Task Terms_that_end_before_a_scheduled_text_goes_out_bring_it_back_to_the_editors()
    {
        var picture = await staff.PictureAsync("fa");
        var id = await InEditAsync(picture);
        await StepAsync(Role.DeskEditor, id, Step.Pass);
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.Publisher, id, Step.Schedule)).Status);
        await ChangeAsync(picture, p => p.TermsEnd = "2020-01-01");
        await using var db = staff.Office.Open();
        await TakeStep.PublishDueAsync(db, staff.Office.Parts, new DateTimeOffset(2099, 1, 1, 0, 0, 1, TimeSpan.Zero), default);
        Assert.Equal(Stage.InEdit, (await staff.RowAsync(id)).Stage);
        Assert.DoesNotContain(staff.Office.Given, g => g.Id == id);
    }

    [Fact]
    public async Task While_nobody_looked_for_faces_it_waits_for_a_photo_editor_or_the_safety_review_of_this_very_text()
    {
        var picture = await staff.PictureAsync("fa", p => p.Faces = Faces.Unseen);
        var (looked, reviewed) = (await InEditAsync(picture), await InEditAsync(picture));
        var refused = await StepAsync(Role.DeskEditor, looked, Step.Pass);
        Assert.Contains("nobody has looked for faces", refused.Body, StringComparison.Ordinal);
        // The review.
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.DeskEditor, reviewed, Step.AskReview)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.Reviewer, reviewed, Step.Clear)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.Publisher, reviewed, Step.Publish)).Status);
        Assert.Contains(staff.Office.Given, g => g.Id == reviewed);
        // The photo editor.
        await staff.As(Role.PhotoEditor).PostAsync($"/pictures/{picture}/checks", new() { ["faces"] = "MayShow", ["level"] = "Nothing" });
        Assert.Equal(HttpStatusCode.SeeOther, (await StepAsync(Role.DeskEditor, looked, Step.Pass)).Status);
        // Who looks again and is no longer sure keeps it back.
        await ChangeAsync(picture, p => p.Faces = Faces.Unseen);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await StepAsync(Role.Publisher, looked, Step.Publish)).Status);
    }

    [Fact]
    public async Task A_picture_that_is_not_there_is_a_mistake_with_its_line()
    {
        var id = await staff.ManuscriptAsync("fa", Stage.Draft, "Headline\n\n![a bridge](library/ffffffffffffffff)\n");
        var seen = await staff.As(Role.Reporter).PostAsync($"/m/{id}/check", new() { ["text"] = "Headline\n\n![a bridge](library/ffffffffffffffff)\n" }, json: true);
        Assert.Contains("{\"line\":3,\"sentence\":\"there is no picture ffffffffffffffff", seen.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.As(Role.Reporter).GetAsync("/pictures/ffffffffffffffff")).Status);
    }
}
