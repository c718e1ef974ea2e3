using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Skywave.Edition;
using Skywave.House;
using Skywave.Importing;
using Skywave.Intake;
using Skywave.Intake.Fetch;
using Skywave.Intake.Plain;
using Skywave.Mirror;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Rooms;

/// <summary>What the other rooms do for the office: a text is read, looked at as readers will see it, handed over, taken back, published.</summary>
/// <param name="house">The newsroom.</param>
/// <param name="publish">Publishes what is approved.</param>
/// <param name="clock">The time.</param>
internal sealed partial class OfficeRooms(NewsroomFolder house, PublishQueue publish, TimeProvider clock)
{
    private const string Place = "text";

    /// <summary>As the office takes them.</summary>
    public OfficeParts Parts() => new()
    {
        Newsroom = house.Settings.Name,
        Desks = [.. house.Settings.Newsroom.Desks.Select(DeskOf)],
        Check = Check,
        Outline = Outline,
        Claims = text => [.. ClaimLines.Of(text).Select(c => new TextClaim(c.Line, c.Claim))],
        ClaimLine = ClaimLines.Write,
        Preview = PreviewAsync,
        Prepare = PrepareAsync,
        Withdraw = WithdrawAsync,
        Find = FindAsync,
        Front = Front(),
        Open = OpenAsync,
        Publish = publish.RunAsync,
        Sources = Sources(),
        Notices = Notices(),
        Carriers = new CarrierWatch(house, clock).LookAsync,
        TakePicture = TakePictureAsync,
        FramePicture = FramePictureAsync,
        ForgetPicture = ForgetPictureAsync,
        DropDrafts = DropDraftsAsync,
        LibraryFolder = house.Library,
        MediaFolder = house.Media,
    };

    private static OfficeDesk DeskOf(DeskTag desk)
    {
        var locale = LocaleFiles.All.For(desk);
        return new OfficeDesk(desk.Value, locale.Name, locale.Direction);
    }

    private StoryReading Read(Manuscript manuscript) => StoryText.Read(manuscript.Text, clock.GetUtcNow());

    private CheckedText Check(Manuscript manuscript)
    {
        var read = Read(manuscript);
        if (!read.Mistakes.IsEmpty)
        {
            return new CheckedText(null, 0, [.. read.Mistakes.Select(m => new TextRemark(m.Line, m.Reason))], [.. Asked(manuscript.Text)]);
        }
        // Whether pictures can be had is found out when it is handed over.
        var found = read.Items.Select(item => ApproveArticle.Look(Local(item, manuscript)));
        var mistakes = found.SelectMany(f => f.Reasons).Concat(Placed(read.Items)).Concat(Unguarded(manuscript, read.Items.Select(i => i.Text))).Distinct().Select(r => new TextRemark(0, r));
        var remarks = read.Items.SelectMany(i => i.Warnings).Select(Remark).Concat(Asked(manuscript.Text));
        return new CheckedText(read.Items[^1].Text.Headline, read.Items.Sum(i => Count(i.Text)), [.. mistakes], [.. remarks])
        {
            IsLive = read.Items.Any(i => i.Text.Live is not null),
            Unnamed = [.. read.Items.SelectMany(i => i.Text.UnnamedSources).DistinctBy(s => s.Number).Select(s => new UnnamedInText(s.Number, s.Descriptor))],
            Claims = [.. read.Items.SelectMany(i => i.Text.Claims).Select((c, at) => new ClaimInText(at + 1, c.About, c.Value, c.AttributedTo, c.Status == ClaimStatus.Open))],
        };
    }

    // What the office knows by itself, and what a text of this machine's could bring in.
    private static IEnumerable<string> Placed(ImmutableArray<Imported> items)
    {
        if (items.Any(i => i.Desk is not null))
        {
            yield return "`desk` stands in it: the manuscript's desk counts. Take the line out";
        }
        foreach (var picture in items.SelectMany(i => ArticlePictures.Of(i.Text)).Select(p => p.Picture).Where(p => p.Origin is not null && !BringFiles.IsRemote(p.Origin) && !MediaNames.Is(p.Origin) && LibraryNames.IdIn(p.Origin) is null))
        {
            yield return $"the picture \"{picture.Origin}\" is named by a file: put it in from the library, or give its address";
        }
    }

    private static ArticleText Local(Imported item, Manuscript manuscript) =>
        ArticlePictures.Replace(item.Text with { Language = item.Language ?? manuscript.Desk }, (picture, _) => picture.Renditions.IsEmpty ? null : picture);

    private static int Count(ArticleText text) => text.Body.SelectMany(BlockText.Pieces).Sum(piece => piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

    private static TextRemark Remark(string sentence) =>
        AtLine().Match(sentence) is { Success: true } match ? new TextRemark(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value) : new TextRemark(0, sentence);

    private async Task<byte[]?> PreviewAsync(Manuscript manuscript, CancellationToken cancel)
    {
        var desk = DeskTag.Parse(manuscript.Desk);
        if (Read(manuscript).Items.LastOrDefault() is not { } item)
        {
            return null;
        }
        var now = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
        var id = ArticleId.Derive(desk, UriOf(manuscript, item));
        var store = NewsroomStore.At(house.Path);
        await using var writing = store.OpenWriting();
        var text = await FindEntered.InAsync(writing, store.MediaFolder, id, item.Text with { Language = item.Language ?? manuscript.Desk }, cancel).ConfigureAwait(false);
        (text, _) = await FromLibraryAsync(writing, store.MediaFolder, manuscript, text, cancel).ConfigureAwait(false);
        var article = new PublishedArticle
        {
            Id = id, Desk = desk, Story = manuscript.Story, Revision = 1, Slug = "preview", FirstPublished = now, VersionCreated = now,
            Standing = item.Standing, Text = ArticlePictures.Replace(text, (picture, _) => picture.Renditions.IsEmpty ? null : picture),
        };
        var (newsroom, locale) = (house.Settings.Newsroom, LocaleFiles.All.For(desk));
        var around = (await DeskSurroundings.ReadAllAsync(writing, cancel).ConfigureAwait(false)).GetValueOrDefault(manuscript.Desk);
        return ArticlePage.Render(article, Fragment.Render(article, LocaleFiles.All.For(article), newsroom), around?.Notices ?? [], [], newsroom, locale, house.Theme(), around?.Standing ?? []);
    }

    private async Task<HandOver> PrepareAsync(Manuscript manuscript, CancellationToken cancel)
    {
        var looked = Check(manuscript);
        if (!looked.Mistakes.IsEmpty)
        {
            return Not([.. looked.Mistakes.Select(m => m.Line > 0 ? $"line {m.Line}: {m.Sentence}" : m.Sentence)]);
        }
        var store = NewsroomStore.At(house.Path);
        await using var db = store.OpenWriting();
        await DescribeNewsroom.SaveAsync(db, house.Settings.Newsroom, cancel).ConfigureAwait(false);
        using var web = new WebFetch(new FetchLimits(), clock);
        var pictures = new BringPictures(db, store.MediaFolder, (address, kind, stop) => ImportSources.FileAsync(web, address, kind, stop), new ImportReport(new Terminal(TextWriter.Null, TextWriter.Null, json: true, interactive: false)), clock);
        var (desk, incoming) = (DeskTag.Parse(manuscript.Desk), new List<Incoming>());
        foreach (var item in Read(manuscript).Items)
        {
            var id = ArticleId.Derive(desk, UriOf(manuscript, item));
            var entered = await FindEntered.InAsync(db, store.MediaFolder, id, item.Text with { Language = item.Language ?? desk.Value }, cancel).ConfigureAwait(false);
            var (ours, missing) = await FromLibraryAsync(db, store.MediaFolder, manuscript, entered, cancel).ConfigureAwait(false);
            var (text, reason) = missing is not null ? (null, missing) : await pictures.RunAsync(ours, id, Place, null, cancel).ConfigureAwait(false);
            if (text is null)
            {
                return Not([reason!]);
            }
            var draft = new Writing.Draft
            {
                Desk = desk, Uri = UriOf(manuscript, item), Story = manuscript.Story, Standing = item.Standing, Text = text, FirstPublished = item.FirstPublished,
                Correction = await NewNoteAsync(db, id, item, cancel).ConfigureAwait(false),
            };
            incoming.Add(new Incoming(draft, Approve: true, house.Settings.IsTapToLoad(desk.Value)));
        }
        return stop => TakeInAsync(incoming, stop);
    }

    // A correction is told once: the line that said it may stand in the text for as long as it likes.
    private static async Task<CorrectionNote?> NewNoteAsync(WritingDb db, ArticleId id, Imported item, CancellationToken cancel) =>
        item.Correction is { } note && (await ReadArticle.PublishedAsync(db, id, cancel).ConfigureAwait(false))?.Corrections.Any(c => c.Kind == note.Kind && c.Text == note.Text) is not true
            ? new CorrectionNote(note.Kind, note.Text, note.Words) : null;

    private static HandOver Not(ImmutableArray<string> reasons) => _ => Task.FromResult(new HandedOver(reasons, []));

    private async Task<HandedOver> TakeInAsync(List<Incoming> incoming, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        var taken = await TakeInArticles.ManyAsync(db, incoming, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        return new HandedOver(
            [.. taken.SelectMany(t => t.Drafted is Drafted.Rejected rejected ? rejected.Reasons : t.Approval is Approval.Refused refused ? refused.Reasons : [])],
            [.. taken.Select(t => t.Approval).OfType<Approval.Approved>().SelectMany(a => a.Warnings)]);
    }

    // A live story's parts are articles of their own: what its reader put behind its id stays behind ours.
    private static string UriOf(Manuscript manuscript, Imported item) => manuscript.Uri + (item.Text.Live is { Number: > 1 } part ? string.Create(CultureInfo.InvariantCulture, $"#part-{part.Number}") : "");

    private async Task<ImmutableArray<OutsideArticle>> FindAsync(string desk, string words, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        var found = string.IsNullOrWhiteSpace(words) ? await FindArticle.NewestAsync(db, DeskTag.Parse(desk), stop: cancel).ConfigureAwait(false)
            : await FindArticle.ByHeadlineAsync(db, words, DeskTag.Parse(desk), stop: cancel).ConfigureAwait(false);
        return [.. found.Select(a => new OutsideArticle(a.Id.Value, a.Desk.Value, a.Headline))];
    }

    private async Task<OpenedArticle?> OpenAsync(string article, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        return ArticleId.TryParse(article, out var id) && await ReadArticle.PublishedAsync(db, id, cancel).ConfigureAwait(false) is { Status: not ArticleStatus.Withdrawn } published
            && await ReadArticle.UriAsync(db, id, cancel).ConfigureAwait(false) is { } uri
            ? new OpenedArticle(published.Desk.Value, published.Story, uri, StoryTextWriter.Write(new Imported { Uri = uri, Story = published.Story, Standing = published.Standing, Language = published.Text.Language, Text = published.Text }))
            : null;
    }

    private async Task<HandedOver> WithdrawAsync(Manuscript manuscript, string sentence, CancellationToken cancel)
    {
        await using var db = NewsroomStore.At(house.Path).OpenWriting();
        var desk = DeskTag.Parse(manuscript.Desk);
        foreach (var item in Read(manuscript).Items)
        {
            await WithdrawArticle.WithdrawAsync(db, ArticleId.Derive(desk, UriOf(manuscript, item)), sentence, Remains.Headline, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        }
        return new HandedOver([], []);
    }

    [GeneratedRegex("^line ([0-9]{1,6}): (.*)$", RegexOptions.Singleline)]
    private static partial Regex AtLine();
}
