using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Skywave.House;
using Skywave.Importing;
using Skywave.Intake.Moving;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Moving;

/// <summary>The first of two steps: all of an exported folder is read and checked, and nothing stored. Every mistake is told with its file and what to do.</summary>
internal sealed class CheckMoved(NewsroomFolder house, MovedFolder folder, ImportReport report, Action<string> progress, TimeProvider clock)
{
    private const int TellEvery = 100;

    private readonly Dictionary<ArticleId, Coming> _coming = [];
    private readonly HashSet<string> _media = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), string> _standing = [];
    private readonly Dictionary<string, HashSet<ArticleId>> _onFronts = new(StringComparer.Ordinal);
    private readonly CheckOffice _office = new(house, folder, report);
    private int _done;

    /// <summary>What comes in, by article.</summary>
    public IReadOnlyDictionary<ArticleId, Coming> Coming => _coming;

    /// <summary>What comes into the office.</summary>
    public CheckOffice Office => _office;

    /// <summary>Reads all of it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        folder.Look(report.Refuse, report.Warn);
        await EachAsync(MovedKind.Media, Now(Media), cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Article, Now(Article), cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Draft, Now(Article), cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Notices, Now(Notices), cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Front, Now(Front), cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Copy, (file, bytes) => _office.CopyAsync(file, bytes, cancel), cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Picture, Now(_office.Picture), cancel).ConfigureAwait(false);
        _office.PicturesAreRead();
        await EachAsync(MovedKind.Manuscript, (file, bytes) => _office.ManuscriptAsync(file, bytes, cancel), cancel).ConfigureAwait(false);
        _office.ManuscriptsAreRead();
        await EachAsync(MovedKind.Table, Now((file, bytes) => HasDesk(file, MovedPaths.Table) ?? MovedOffice.TableOf(bytes).Reason), cancel).ConfigureAwait(false);
        foreach (var file in folder.Files(MovedKind.Reviews))
        {
            if (await _office.ReviewsAsync(file, cancel).ConfigureAwait(false) is { } reason)
            {
                report.Refuse(file, reason);
            }
        }
        Count();
    }

    /// <summary>An item's article, or why it cannot be taken as far as its file shows.</summary>
    public static (MovedArticle? Article, string? Reason) ArticleOf(string file, byte[] bytes)
    {
        var read = MovedItem.Read(bytes, MovedPaths.ToRoot(file));
        return read.Article is null ? (null, read.Reason)
            : read.Article is { State: MovedState.Published, FirstPublished: null } ? (null, "a published article has `firstPublished`")
            : MovedPaths.Of(read.Article) != file ? (null, $"by what it says it should be named {MovedPaths.Of(read.Article)}: it was renamed, copied or changed")
            : (read.Article, null);
    }

    /// <summary>A desk's notices, or why they cannot be taken. The desk is the one that the file is named for.</summary>
    public static (ImmutableArray<Notice> Notices, string? Reason) NoticesOf(byte[] bytes)
    {
        try
        {
            var notices = JsonSerializer.Deserialize(bytes, WordsJson.Default.ImmutableArrayNotice);
            return notices.FirstOrDefault(n => n?.Id is null || n.Text is null || n.Designation is null) is not null || notices.Contains(null!) ? ([], "a notice has no `id`, `designation` or `text`")
                : notices.Select(n => SaveNotice.Look(n)).FirstOrDefault(reasons => !reasons.IsEmpty) is { IsDefault: false } wrong ? ([], string.Join("; ", wrong)) : (notices, null);
        }
        catch (JsonException wrong)
        {
            return ([], string.Create(CultureInfo.InvariantCulture, $"line {(wrong.LineNumber ?? 0) + 1}: this is not an array of notices: mend it, or put back the file that was exported"));
        }
    }

    private static Func<string, byte[], Task<string?>> Now(Func<string, byte[], string?> check) => (file, bytes) => Task.FromResult(check(file, bytes));

    private async Task EachAsync(MovedKind kind, Func<string, byte[], Task<string?>> check, CancellationToken cancel)
    {
        foreach (var file in folder.Files(kind))
        {
            cancel.ThrowIfCancellationRequested();
            var bytes = await folder.ReadAsync(file, kind, cancel).ConfigureAwait(false);
            if ((bytes is null ? "it is larger than such a file can be: put back the one that was exported" : await check(file, bytes).ConfigureAwait(false)) is { } reason)
            {
                report.Refuse(file, reason);
            }
            if (++_done % TellEvery == 0)
            {
                progress($"checking {_done} files …");
            }
        }
    }

    private string? Media(string file, byte[] bytes)
    {
        _media.Add(file);
        return LookAtMoved.Reason(file, bytes);
    }

    private string? Article(string file, byte[] bytes)
    {
        var (article, reason) = ArticleOf(file, bytes);
        if (article is null)
        {
            return reason;
        }
        if (!house.Settings.Desks.Contains(article.Desk.Value, StringComparer.Ordinal))
        {
            return $"this newsroom has no desk {article.Desk}: make it with `skywave keys make --desk {article.Desk}`";
        }
        var reasons = MovedChecks.Reasons(article, clock.GetUtcNow());
        if (reasons.Length > 0)
        {
            return string.Join("; ", reasons);
        }
        if (article.Media.FirstOrDefault(m => !_media.Contains(m)) is { } missing)
        {
            return $"{missing}, which it names, is not in the folder: put it back";
        }
        return Known(article);
    }

    private string? Known(MovedArticle article)
    {
        var before = _coming.TryGetValue(article.Id, out var known) ? known : default;
        if (article.State != MovedState.Published && article.Revision <= before.Newest)
        {
            return $"it is revision {article.Revision}, and revision {before.Newest} of the same article is in the folder: take the older one out";
        }
        if (article.State != MovedState.Published && before.Published == 0 && article.Slug is not null)
        {
            return "the published revision that it follows is not in the folder: put it back";
        }
        if (article.Standing is { } standing && !_standing.TryAdd((article.Desk.Value, standing), article.Id.Value) && _standing[(article.Desk.Value, standing)] != article.Id.Value)
        {
            return $"desk {article.Desk} has the page \"{standing}\" already, in article {_standing[(article.Desk.Value, standing)]}";
        }
        if (article is { State: MovedState.Published, Standing: null })
        {
            (_onFronts.TryGetValue(article.Desk.Value, out var ofDesk) ? ofDesk : _onFronts[article.Desk.Value] = []).Add(article.Id);
        }
        _coming[article.Id] = new Coming(article.State == MovedState.Published ? article.Revision : before.Published, Math.Max(before.Newest, article.Revision));
        return null;
    }

    private string? Notices(string file, byte[] bytes) => HasDesk(file, MovedPaths.Notices) ?? NoticesOf(bytes).Reason;

    private string? Front(string file, byte[] bytes)
    {
        if (HasDesk(file, MovedPaths.Front) is { } none)
        {
            return none;
        }
        var (front, reason) = MovedOffice.FrontOf(bytes);
        var desk = house.Settings.Desks.First(d => MovedPaths.Front(d) == file);
        return front is null ? reason
            : front.Articles.FirstOrDefault(a => !(_onFronts.TryGetValue(desk, out var published) && published.Contains(a))) is var stranger && stranger != default ? $"the article {stranger} is not among those that desk {desk} has published in the folder: put it back, or take it off the front"
            : null;
    }

    private string? HasDesk(string file, Func<string, string> path) => house.Settings.Desks.Any(desk => path(desk) == file) ? null : "it is named for no desk of this newsroom";

    private void Count()
    {
        var holds = folder.About.Holds;
        (string What, int Says, int Are)[] counts =
        [
            ("articles", holds.Articles, Of(MovedKind.Article)), ("drafts", holds.Drafts, Of(MovedKind.Draft)), ("files in media/", holds.Media, Of(MovedKind.Media)), ("files of notices", holds.Notices, Of(MovedKind.Notices)),
            ("files of fronts", holds.Fronts, Of(MovedKind.Front) + Of(MovedKind.Table)), ("pictures of the library", holds.Pictures, Of(MovedKind.Picture)), ("manuscripts", holds.Manuscripts, Of(MovedKind.Manuscript)),
            ("files of what is looked at again", holds.LookAgain, Of(MovedKind.Reviews)),
        ];
        foreach (var (what, says, are) in counts.Where(c => c.Says != c.Are))
        {
            report.Refuse(MovedPaths.Newsroom, $"it says {says} {what}, and {are} are there: put back what is missing, or write the right number there if you took something out");
        }
        int Of(MovedKind kind) => folder.Files(kind).Count;
    }
}
