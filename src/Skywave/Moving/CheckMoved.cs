using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Skywave.House;
using Skywave.Importing;
using Skywave.Intake.Moving;
using Skywave.Office;
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
    private readonly HashSet<string> _manuscripts = new(StringComparer.Ordinal);
    private int _done;

    /// <summary>What comes in, by article.</summary>
    public IReadOnlyDictionary<ArticleId, Coming> Coming => _coming;

    /// <summary>Reads all of it.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        folder.Look(report.Refuse, report.Warn);
        await EachAsync(MovedKind.Media, (file, bytes) => Media(file, bytes), cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Article, Article, cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Draft, Article, cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Notices, Notices, cancel).ConfigureAwait(false);
        await EachAsync(MovedKind.Manuscript, (file, bytes) => ManuscriptOf(folder, file, bytes) is var (moved, reason) && moved is null ? reason : Manuscript(file, moved!), cancel).ConfigureAwait(false);
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

    /// <summary>A manuscript with its texts, or why it cannot be taken.</summary>
    public static (MovedManuscript? Manuscript, string? Reason) ManuscriptOf(MovedFolder folder, string file, byte[] bytes)
    {
        try
        {
            var named = JsonSerializer.Deserialize(bytes, MovingForms.Ours.ManuscriptFile)!;
            var text = folder.PathOf(file[..^".json".Length] + ".txt");
            if (MovedPaths.Manuscript(named.Desk, named.Id, ".json") != file || !File.Exists(text))
            {
                return (null, "its `desk` and `id` are not those of its place, or its text is not beside it: put back both files");
            }
            var published = Path.ChangeExtension(text, ".published.txt");
            if (new FileInfo(text).Length > LongestText || (File.Exists(published) && new FileInfo(published).Length > LongestText))
            {
                return (null, $"its text has more than {LongestText} bytes");
            }
            var moved = new MovedManuscript(named.Id, named.Desk, named.Story, named.Uri, named.Stage, named.Marked, named.Translates, named.EmbargoedUntil?.ToUnixTimeSeconds(), named.Changed.ToUnixTimeSeconds(), File.ReadAllText(text), File.Exists(published) ? File.ReadAllText(published) : null, named.Published);
            return OfficeImport.Reason(moved) is { } reason ? (null, reason) : (moved, null);
        }
        catch (JsonException wrong)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"line {(wrong.LineNumber ?? 0) + 1}: this is not what an export says of a manuscript: mend it, or put back the file that was exported"));
        }
    }

    private const int LongestText = 2 << 20;

    private async Task EachAsync(MovedKind kind, Func<string, byte[], string?> check, CancellationToken cancel)
    {
        foreach (var file in folder.Files(kind))
        {
            cancel.ThrowIfCancellationRequested();
            var bytes = await folder.ReadAsync(file, kind, cancel).ConfigureAwait(false);
            if ((bytes is null ? "it is larger than such a file can be: put back the one that was exported" : check(file, bytes)) is { } reason)
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
        _coming[article.Id] = new Coming(article.State == MovedState.Published ? article.Revision : before.Published, Math.Max(before.Newest, article.Revision));
        return null;
    }

    private string? Notices(string file, byte[] bytes) =>
        !house.Settings.Desks.Any(desk => MovedPaths.Notices(desk) == file) ? "it is named for no desk of this newsroom" : NoticesOf(bytes).Reason;

    private string? Manuscript(string file, MovedManuscript moved) => !_manuscripts.Add(moved.Id) ? $"the id {moved.Id} is there twice"
        : !house.Settings.Desks.Contains(moved.Desk, StringComparer.Ordinal) ? $"this newsroom has no desk {moved.Desk}: make it with `skywave keys make --desk {moved.Desk}`" : null;

    private void Count()
    {
        var holds = folder.About.Holds;
        (string What, int Says, MovedKind Kind)[] counts =
        [
            ("articles", holds.Articles, MovedKind.Article), ("drafts", holds.Drafts, MovedKind.Draft), ("files in media/", holds.Media, MovedKind.Media), ("files of notices", holds.Notices, MovedKind.Notices), ("manuscripts", holds.Manuscripts, MovedKind.Manuscript),
        ];
        foreach (var (what, says, kind) in counts.Where(c => c.Says != folder.Files(c.Kind).Count))
        {
            report.Refuse(MovedPaths.Newsroom, $"it says {says} {what}, and {folder.Files(kind).Count} are there: put back what is missing, or write the right number there if you took something out");
        }
    }
}
