using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Office;

namespace Skywave.Moving;

/// <summary>Writes what the office gives out: who works there, the trail, manuscripts with what stands beside them, the library, fronts, and what is looked at again. One thing at a time is in memory.</summary>
/// <param name="house">The newsroom.</param>
/// <param name="folder">Where it goes.</param>
/// <param name="office">The office, as it stood when it was opened.</param>
/// <param name="allVersions">Every text that a manuscript ever had.</param>
/// <param name="progress">Told how far it is.</param>
internal sealed class ExportOffice(NewsroomFolder house, ExportFolder folder, OfficeExport office, bool allVersions, Action<string> progress)
{
    private const int TellEvery = 100;

    /// <summary>Writes all of it; what the folder holds with it.</summary>
    /// <param name="holds">What it holds without.</param>
    /// <param name="desks">Gets the desks that have something in the office.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Holdings> RunAsync(Holdings holds, HashSet<string> desks, CancellationToken cancel)
    {
        var people = await office.PeopleAsync(cancel).ConfigureAwait(false);
        Write(MovedPaths.People, [.. people.Select(p => new PersonFile(p.Id, p.Handle, p.Name, p.HasLeft, [.. p.Roles.Select(r => new RoleFile(r.Desk, r.Role))]))], MovingForms.Ours.ImmutableArrayPersonFile);
        await folder.WriteAsync(MovedPaths.Trail, async stream =>
        {
            await foreach (var line in office.TrailAsync().WithCancellation(cancel).ConfigureAwait(false))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancel).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        var (manuscripts, pictures) = (await ManuscriptsAsync(desks, cancel).ConfigureAwait(false), await PicturesAsync(desks, cancel).ConfigureAwait(false));
        var tables = await office.FrontsAsync(cancel).ConfigureAwait(false);
        foreach (var (desk, front) in tables)
        {
            desks.Add(desk);
            Write(MovedPaths.Table(desk), TableFile.Of(front), MovingForms.Ours.TableFile);
        }
        var lookAgain = 0;
        foreach (var desk in house.Settings.Desks.Union(desks))
        {
            var lines = await LinesAsync(MovedPaths.Reviews(desk), office.ReviewsAsync(desk, cancel), r => new ReviewLine(r.Kind, r.Of, r.Item, r.On, r.Due, r.By), MovingForms.Line.ReviewLine, cancel).ConfigureAwait(false);
            lookAgain += lines > 0 ? 1 : 0;
        }
        return holds with { Fronts = holds.Fronts + tables.Count, Pictures = pictures, Manuscripts = manuscripts, LookAgain = lookAgain };
    }

    private async Task<int> ManuscriptsAsync(HashSet<string> desks, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var manuscript in office.ManuscriptsAsync(allVersions, cancel).ConfigureAwait(false))
        {
            desks.Add(manuscript.Desk);
            await WriteAsync(manuscript, cancel).ConfigureAwait(false);
            if (++count % TellEvery == 0)
            {
                progress($"{count} manuscripts …");
            }
        }
        return count;
    }

    private async Task WriteAsync(MovedManuscript manuscript, CancellationToken cancel)
    {
        string Named(string rest) => MovedPaths.Manuscript(manuscript.Desk, manuscript.Id, rest);
        var newest = manuscript.Versions.IsEmpty ? 0 : manuscript.Versions[^1].Number;
        foreach (var number in manuscript.Versions.Select(v => v.Number).Where(n => n != newest))
        {
            folder.Write(Named($"/{number}.txt"), await TextAsync(number).ConfigureAwait(false));
        }
        folder.Write(Named(".txt"), await TextAsync(newest).ConfigureAwait(false));
        var comments = await LinesAsync(Named(".comments.jsonl"), office.CommentsAsync(manuscript.Id, cancel), CommentLine.Of, MovingForms.Line.CommentLine, cancel).ConfigureAwait(false);
        var remembered = await LinesAsync(Named(".memory.jsonl"), office.PairsAsync(manuscript.Id), p => new PairLine(p.From, p.Original, p.Translated, Times.At(p.At)), MovingForms.Line.PairLine, cancel).ConfigureAwait(false);
        Write(Named(".json"), ManuscriptFile.Of(manuscript, comments, remembered), MovingForms.Ours.ManuscriptFile);
        async Task<byte[]> TextAsync(int number) => Encoding.UTF8.GetBytes(number == 0 ? "" : await office.TextAsync(manuscript.Id, number, cancel).ConfigureAwait(false));
    }

    private async Task<int> PicturesAsync(HashSet<string> desks, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var picture in office.PicturesAsync(cancel).ConfigureAwait(false))
        {
            desks.Add(picture.Desk);
            var (copy, path) = (Path.Combine(house.Library, picture.Hash + ".jpg"), MovedPaths.Picture(picture.Id));
            if (!File.Exists(copy))
            {
                throw new Stop(Exit.Unreachable, "export.media", $"library/{picture.Hash}.jpg is missing from the newsroom; {path} names it", "put it back from a backup, or remove the picture from the library in the office");
            }
            folder.Copy(MovedPaths.Copy(picture.Hash), copy);
            Write(path, PictureFile.Of(picture), MovingForms.Ours.PictureFile);
            if (++count % TellEvery == 0)
            {
                progress($"{count} pictures of the library …");
            }
        }
        return count;
    }

    private void Write<T>(string path, T value, JsonTypeInfo<T> form) => folder.Write(path, ExportNewsroom.Lines(JsonSerializer.SerializeToUtf8Bytes(value, form)));

    // How many lines; where there are none there is no file.
    private async Task<int> LinesAsync<TRow, TLine>(string path, IAsyncEnumerable<TRow> rows, Func<TRow, TLine> line, JsonTypeInfo<TLine> form, CancellationToken cancel)
    {
        var count = 0;
        await using var each = rows.GetAsyncEnumerator(cancel);
        if (!await each.MoveNextAsync().ConfigureAwait(false))
        {
            return 0;
        }
        await folder.WriteAsync(path, async stream =>
        {
            do
            {
                await JsonSerializer.SerializeAsync(stream, line(each.Current), form, cancel).ConfigureAwait(false);
                stream.WriteByte((byte)'\n');
                count++;
            }
            while (await each.MoveNextAsync().ConfigureAwait(false));
        }).ConfigureAwait(false);
        return count;
    }
}
