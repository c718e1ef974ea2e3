using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Skywave.Office;
using Skywave.Words;

namespace Skywave.Moving;

/// <summary>Reads what an exported folder has of the office: a value, or why it cannot be taken.</summary>
internal static class MovedOffice
{
    /// <summary>The most bytes a text may have; how many characters fit is the office's to say.</summary>
    private const int LongestText = 2 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A manuscript without its texts.</summary>
    public static (ManuscriptFile? File, string? Reason) ManuscriptOf(string file, byte[] bytes)
    {
        var (named, reason) = Read(bytes, MovingForms.Ours.ManuscriptFile, "what an export says of a manuscript");
        return named is null ? (null, reason)
            : named.Versions.IsDefault || named.Versions.Contains(null!) ? (null, "one of its `versions` is null")
            : MovedPaths.Manuscript(named.Desk, named.Id, ".json") != file ? (null, "its `desk` and `id` are not those of its place: it was renamed, copied or changed")
            : MovedReasons.Of(named.Moved()) is { } wrong ? (null, wrong) : (named, null);
    }

    /// <summary>A version's text.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="manuscript">Its manuscript.</param>
    /// <param name="number">Its number; 0: nothing was written yet.</param>
    public static (string? Text, string? Reason) TextOf(MovedFolder folder, ManuscriptFile manuscript, int number)
    {
        var file = TextPath(manuscript, number);
        var info = new FileInfo(folder.PathOf(file));
        if (!info.Exists)
        {
            return (null, $"{file}, the text of version {number}, is not there: put it back");
        }
        if (info.Length > LongestText)
        {
            return (null, $"{file} has more than {LongestText} bytes");
        }
        try
        {
            var text = Strict.GetString(File.ReadAllBytes(info.FullName)).ReplaceLineEndings("\n");
            return MovedReasons.Of(text) is { } reason ? (null, $"{file}: {reason}") : (text, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, $"{file} is not UTF-8: put back the one that was exported, or save it anew as UTF-8");
        }
    }

    /// <summary>Where a version's text lies: the newest under the manuscript's own name.</summary>
    public static string TextPath(ManuscriptFile manuscript, int number) =>
        MovedPaths.Manuscript(manuscript.Desk, manuscript.Id, manuscript.Versions.IsEmpty || number == manuscript.Versions[^1].Number ? ".txt" : string.Create(CultureInfo.InvariantCulture, $"/{number}.txt"));

    /// <summary>A picture of the library, without its file.</summary>
    public static (MovedPicture? Picture, string? Reason) PictureOf(string file, byte[] bytes)
    {
        var (named, reason) = Read(bytes, MovingForms.Ours.PictureFile, "what an export says of a picture");
        return named is null ? (null, reason)
            : named.Removed.IsDefault || named.Removed.Contains(null!) ? (null, "`removed` has something that is null")
            : MovedPaths.Picture(named.Id) != file ? (null, "its `id` is not that of its place: it was renamed, copied or changed")
            : MovedReasons.Of(named.Moved()) is { } wrong ? (null, wrong) : (named.Moved(), null);
    }

    /// <summary>A front as it is approved.</summary>
    public static (CuratedFront? Front, string? Reason) FrontOf(byte[] bytes)
    {
        var (front, reason) = Read(bytes, MovingForms.Ours.CuratedFront, "a front as an export writes it");
        return front is null ? (null, reason) : MovedReasons.Of(front) is { } wrong ? (null, wrong) : (front, null);
    }

    /// <summary>A front on the editors' table.</summary>
    public static (MovedFront? Front, string? Reason) TableOf(byte[] bytes)
    {
        var (table, reason) = Read(bytes, MovingForms.Ours.TableFile, "a front as an export writes it");
        return table is null ? (null, reason)
            : table.Before.IsDefault || table.Before.Contains(null!) ? (null, "`before` has something that is null")
            : MovedReasons.Of(table.Moved()) is { } wrong ? (null, wrong) : (table.Moved(), null);
    }

    /// <summary>The lines of a file of JSON Lines, each with its number or with why it cannot be read; no more behind one that cannot.</summary>
    public static async IAsyncEnumerable<(int Line, T? Value, string? Reason)> LinesOf<T>(MovedFolder folder, string file, JsonTypeInfo<T> form, [EnumeratorCancellation] CancellationToken cancel) where T : class
    {
        if (!File.Exists(folder.PathOf(file)))
        {
            yield break;
        }
        var line = 0;
        await foreach (var bytes in folder.LinesAsync(file, cancel).ConfigureAwait(false))
        {
            line++;
            var (value, reason) = bytes is null ? (null, "it is longer than such a line can be") : Read(bytes, form, "a line of such a file");
            yield return (line, value, reason is null ? null : $"line {line}: {reason}");
            if (value is null)
            {
                yield break;
            }
        }
    }

    private static (T? Value, string? Reason) Read<T>(byte[] bytes, JsonTypeInfo<T> form, string what) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, form) is { } value ? (value, null) : (null, $"this is null, and not {what}");
        }
        catch (JsonException wrong)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"line {(wrong.LineNumber ?? 0) + 1}{(wrong.Path is { Length: > 1 } path ? $" ({path})" : "")}: this is not {what}: mend it, or put back the file that was exported"));
        }
    }
}
