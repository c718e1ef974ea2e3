using Skywave.House;
using Skywave.Importing;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Moving;

/// <summary>Of the first step of an import what belongs to the office: manuscripts with all that stands beside them, the library, fronts, and what is looked at again. Nothing is stored.</summary>
/// <param name="house">The newsroom that it goes into.</param>
/// <param name="folder">The folder.</param>
/// <param name="report">Told what is wrong.</param>
internal sealed class CheckOffice(NewsroomFolder house, MovedFolder folder, ImportReport report)
{
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Width, int Height)> _sizes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Known> _manuscripts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly List<(long At, string File)> _picturesInOrder = [];
    private readonly List<(long At, string File)> _manuscriptsInOrder = [];

    /// <summary>Pictures' files in the order in which they were added: lists show the newest first.</summary>
    public IEnumerable<string> Pictures => _picturesInOrder.Order().Select(p => p.File);

    /// <summary>Manuscripts' files in the order in which what is remembered of them went out: of many blocks that are alike the newest are offered.</summary>
    public IEnumerable<string> Manuscripts => _manuscriptsInOrder.Order().Select(m => m.File);

    /// <summary>A working copy's file, or why it cannot be taken.</summary>
    public async Task<string?> CopyAsync(string file, byte[] bytes, CancellationToken cancel)
    {
        var hash = Path.GetFileNameWithoutExtension(file);
        var (width, height, reason) = await TakeInLibrary.LookAsync(hash, bytes, cancel).ConfigureAwait(false);
        _sizes[hash] = (width, height);
        return reason;
    }

    /// <summary>A picture of the library; the copies were looked at.</summary>
    public string? Picture(string file, byte[] bytes)
    {
        var (picture, reason) = MovedOffice.PictureOf(file, bytes);
        if (picture is null)
        {
            return reason;
        }
        _pictures.Add(picture.Id);
        _named.Add(picture.Hash);
        _picturesInOrder.Add((picture.Added, file));
        return !Has(picture.Desk) ? NoDesk(picture.Desk)
            : !_sizes.TryGetValue(picture.Hash, out var size) ? $"{MovedPaths.Copy(picture.Hash)}, which it names, is not in the folder: put it back"
            : size is not (0, 0) && size != (picture.Width, picture.Height) ? $"`width` and `height` are not those of its file, which has {size.Width}x{size.Height} pixels: put back what was exported"
            : null;
    }

    /// <summary>Copies that no picture names are told, and passed over.</summary>
    public void PicturesAreRead()
    {
        foreach (var hash in _sizes.Keys.Where(h => !_named.Contains(h)).Order(StringComparer.Ordinal))
        {
            report.Warn(MovedPaths.Copy(hash), "no picture of the library names it, and it is passed over");
        }
    }

    /// <summary>A manuscript with its texts and what stands beside it.</summary>
    public async Task<string?> ManuscriptAsync(string file, byte[] bytes, CancellationToken cancel)
    {
        var (named, reason) = MovedOffice.ManuscriptOf(file, bytes);
        if (named is null)
        {
            return reason;
        }
        if (!Has(named.Desk))
        {
            return NoDesk(named.Desk);
        }
        if (!_manuscripts.TryAdd(named.Id, new Known(named.Desk, file, named.Translates, named.TranslatesVersion ?? 0, [.. named.Versions.Select(v => v.Number)])) || !_addresses.Add(named.Desk + "\n" + named.Uri))
        {
            return $"its id {named.Id}, or its `uri` at this desk, is there twice";
        }
        foreach (var number in named.Versions.Select(v => v.Number).DefaultIfEmpty(0))
        {
            if (MovedOffice.TextOf(folder, named, number) is { Reason: { } wrong })
            {
                return wrong;
            }
        }
        Library(file, MovedOffice.TextOf(folder, named, named.Versions.IsEmpty ? 0 : named.Versions[^1].Number).Text!);
        var (pairs, remembered) = await PairsAsync(named, cancel).ConfigureAwait(false);
        _manuscriptsInOrder.Add((remembered, file));
        return await CommentsAsync(named, cancel).ConfigureAwait(false) ?? pairs;
    }

    // In the newsroom such a text has a mistake, and stays: here too.
    private void Library(string file, string text)
    {
        foreach (var (id, line) in LibraryNames.In(text).Where(n => !_pictures.Contains(n.Id)))
        {
            report.Warn(file, $"line {line} of its text names the picture {LibraryNames.Of(id)}, which is not in the folder: it comes in, and goes no further until somebody takes the line out");
        }
    }

    private async Task<string?> CommentsAsync(ManuscriptFile named, CancellationToken cancel)
    {
        var file = MovedPaths.Manuscript(named.Desk, named.Id, ".comments.jsonl");
        var before = new List<bool>();
        (int Version, string? Text) read = (-1, null);
        await foreach (var (line, comment, reason) in MovedOffice.LinesOf(folder, file, MovingForms.Line.CommentLine, cancel).ConfigureAwait(false))
        {
            if (comment is null)
            {
                return $"{file}, {reason}";
            }
            if (read.Version != comment.Version)
            {
                read = (comment.Version, comment.Version == 0 ? "" : named.Versions.Any(v => v.Number == comment.Version) ? MovedOffice.TextOf(folder, named, comment.Version).Text : null);
            }
            var answered = comment.Answers is { } place && place >= 1 && place <= before.Count ? before[place - 1] : (bool?)null;
            if (MovedReasons.Of(comment.Moved(), line, answered, read.Text) is { } wrong)
            {
                return $"{file}, line {line}: {wrong}";
            }
            before.Add(comment.Answers is null);
        }
        return Counted(file, "comments", named.Comments, before.Count);
    }

    private async Task<(string? Reason, long At)> PairsAsync(ManuscriptFile named, CancellationToken cancel)
    {
        var file = MovedPaths.Manuscript(named.Desk, named.Id, ".memory.jsonl");
        var (count, at) = (0, 0L);
        await foreach (var (line, pair, reason) in MovedOffice.LinesOf(folder, file, MovingForms.Line.PairLine, cancel).ConfigureAwait(false))
        {
            if (pair is null)
            {
                return ($"{file}, {reason}", 0);
            }
            var moved = new MovedPair(pair.From, pair.Original, pair.Translated, pair.At.ToUnixTimeSeconds());
            if ((named.Translates is null ? "a text that translates nothing has nothing to remember" : !Has(pair.From) ? NoDesk(pair.From) : MovedReasons.Of(moved, line)) is { } wrong)
            {
                return ($"{file}, line {line}: {wrong}", 0);
            }
            (count, at) = (line, moved.At);
            _manuscripts[named.Id].From.Add(pair.From);
        }
        return (Counted(file, "remembered", named.Remembered, count), at);
    }

    /// <summary>When all manuscripts were read: each translation's original, with the version that it translates, is here too.</summary>
    public void ManuscriptsAreRead()
    {
        foreach (var (id, known) in _manuscripts.Where(m => m.Value.Source is not null).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            if (!_manuscripts.TryGetValue(known.Source!, out var source))
            {
                report.Refuse(known.File, $"the manuscript {known.Source}, which it translates, is not in the folder: put it back, or take `translates` and `translatesVersion` out");
            }
            else if (known.SourceVersion > 0 && !source.Versions.Contains(known.SourceVersion))
            {
                report.Refuse(known.File, $"version {known.SourceVersion} of {known.Source}, which it translates, is none of that one's `versions`: put it back");
            }
            else if (known.From.Any(desk => desk != source.Desk))
            {
                report.Refuse(MovedPaths.Manuscript(known.Desk, id, ".memory.jsonl"), $"`from` is not {source.Desk}, the desk of the original");
            }
        }
        foreach (var file in folder.Files(MovedKind.Lines).Concat(folder.Files(MovedKind.Text)).Where(f => !Belongs(f)))
        {
            report.Warn(file, "no manuscript of the folder has it, and it is passed over");
        }
    }

    /// <summary>What is looked at again at a desk; manuscripts were read.</summary>
    public async Task<string?> ReviewsAsync(string file, CancellationToken cancel)
    {
        if (house.Settings.Desks.FirstOrDefault(d => MovedPaths.Reviews(d) == file) is not { } desk)
        {
            return "it is named for no desk of this newsroom";
        }
        await foreach (var (line, review, reason) in MovedOffice.LinesOf(folder, file, MovingForms.Line.ReviewLine, cancel).ConfigureAwait(false))
        {
            if (review is null)
            {
                return reason;
            }
            var wrong = MovedReasons.Of(StoreOffice.Of(review));
            wrong ??= review.Kind != ReviewKind.Policy && (!_manuscripts.TryGetValue(review.Of, out var of) || of.Desk != desk) ? $"the manuscript {review.Of} is not at this desk: put it back, or take the line out" : null;
            if (wrong is not null)
            {
                return $"line {line}: {wrong}";
            }
        }
        return null;
    }

    private bool Belongs(string file)
    {
        var parts = file.Split('/');
        var id = parts[2].Split('.')[0];
        return _manuscripts.TryGetValue(id, out var known) && known.File.StartsWith($"office/{parts[1]}/", StringComparison.Ordinal)
            && (parts.Length == 3 || known.Versions.SkipLast(1).Contains(int.Parse(Path.GetFileNameWithoutExtension(parts[3]), System.Globalization.CultureInfo.InvariantCulture)));
    }

    private bool Has(string desk) => house.Settings.Desks.Contains(desk, StringComparer.Ordinal);

    private static string NoDesk(string desk) => $"this newsroom has no desk {desk}: make it with `skywave keys make --desk {desk}`";

    private static string? Counted(string file, string field, int says, int are) =>
        says == are ? null : $"`{field}` is {says}, and {are} are in {file}: put back what is missing, or write the right number if you took something out";

    // What is known of a manuscript while the others are read.
    private sealed record Known(string Desk, string File, string? Source, int SourceVersion, int[] Versions)
    {
        public HashSet<string> From { get; } = new(StringComparer.Ordinal);
    }
}
