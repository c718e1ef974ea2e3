using Skywave.House;
using Skywave.Intake;
using Skywave.Intake.Fetch;
using Skywave.Intake.Folders;
using Skywave.Writing;

namespace Skywave.Importing;

/// <summary>How documents are read: as one format, or as files of notices.</summary>
/// <param name="Items">The format of every document; null with <paramref name="Notices"/> false: as each shows.</param>
/// <param name="Notices">True: each is a desk's file of notices.</param>
internal sealed record ImportFormat(IntakeFormat? Items, bool Notices = false);

/// <summary>Files, folders and addresses are read one document at a time, and each becomes drafts. What cannot be read stops nothing else.</summary>
internal sealed class ImportSources(NewsroomFolder house, ImportReport report, ImportWishes wishes, Action<string> progress, TimeProvider clock)
{
    /// <summary>How documents are read.</summary>
    public ImportFormat Format { get; init; } = new(null);

    /// <summary>True: this machine and the local network may be fetched from.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>False: pictures and recordings from elsewhere are left out.</summary>
    public bool FetchPictures { get; init; } = true;

    /// <summary>How many sources could not be reached or read at all; each of them counts among the refused too.</summary>
    public int Unreachable { get; private set; }

    /// <summary>Reads them all.</summary>
    public async Task RunAsync(IEnumerable<string> sources, CancellationToken cancel)
    {
        using var web = new WebFetch(new FetchLimits { PrivateAddresses = AllowPrivateAddresses }, clock);
        var store = NewsroomStore.Open(house.Path);
        await using var db = store.OpenWriting();
        await DescribeNewsroom.SaveAsync(db, house.Settings.Newsroom, cancel).ConfigureAwait(false);
        var pictures = new BringPictures(db, store.MediaFolder, FetchPictures ? (address, kind, stop) => FileAsync(web, address, kind, stop) : null, report, clock);
        var import = new ImportDocument(house, db, pictures, report, wishes, clock);
        foreach (var source in sources)
        {
            if (Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                await FromWebAsync(web, address!, db, import, cancel).ConfigureAwait(false);
                continue;
            }
            foreach (var document in Documents.Read(source, Format.Items ?? (Format.Notices ? IntakeFormat.Text : null)))
            {
                progress($"reading {document.Name} … {report.Items} items so far");
                await FromDiskAsync(document, db, import, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task FromDiskAsync(FolderDocument document, WritingDb db, ImportDocument import, CancellationToken cancel)
    {
        switch (document)
        {
            case FolderDocument.Found found:
                await ReadAsync(found.Bytes, document.Name, new IntakeOptions(), FolderOf(found.Path), db, import, cancel).ConfigureAwait(false);
                break;
            case FolderDocument.OfLines lines:
                await FromLinesAsync(lines, import, cancel).ConfigureAwait(false);
                break;
            case FolderDocument.Unreadable { Reason: var reason }:
                Unreachable++;
                report.Refuse(document.Name, reason);
                break;
        }
    }

    private async Task FromLinesAsync(FolderDocument.OfLines lines, ImportDocument import, CancellationToken cancel)
    {
        try
        {
            using var stream = new FileStream(lines.Path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
            await new ImportLines(import, report, progress).RunAsync(stream, lines.Name, new IntakeOptions { Now = clock.GetUtcNow() }, FolderOf(lines.Path), cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreachable++;
            report.Refuse(lines.Name, "the file cannot be read");
        }
    }

    private static string? FolderOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path));

    private async Task FromWebAsync(WebFetch web, Uri address, WritingDb db, ImportDocument import, CancellationToken cancel)
    {
        progress($"fetching {address} …");
        switch (await web.FetchAsync(address, FetchKind.Document, cancel).ConfigureAwait(false))
        {
            case Fetched.Document fetched:
                await ReadAsync(fetched.Bytes, address.ToString(), new IntakeOptions { Address = fetched.Address, Charset = fetched.Charset }, null, db, import, cancel).ConfigureAwait(false);
                break;
            case Fetched.Refused { Reason: var reason }:
                Unreachable++;
                report.Refuse(address.ToString(), reason.StartsWith(address.ToString(), StringComparison.Ordinal) ? reason[(address.ToString().Length + 2)..] : reason);
                break;
        }
    }

    private async Task ReadAsync(byte[] bytes, string name, IntakeOptions options, string? folder, WritingDb db, ImportDocument import, CancellationToken cancel)
    {
        if (Format.Notices)
        {
            await ImportNotices.RunAsync(db, bytes, name, wishes.Desk!.Value, report, cancel).ConfigureAwait(false);
            return;
        }
        await import.RunAsync(Items.Read(bytes, name, options with { Format = Format.Items, Now = clock.GetUtcNow() }), folder, cancel).ConfigureAwait(false);
    }

    /// <summary>A file that a text names, by a guarded fetch: its bytes, or a reason.</summary>
    internal static async Task<(byte[]? Bytes, string? Reason)> FileAsync(WebFetch web, Uri address, FetchKind kind, CancellationToken cancel) =>
        await web.FetchAsync(address, kind, cancel).ConfigureAwait(false) switch
        {
            Fetched.Document fetched => (fetched.Bytes, null),
            Fetched.Refused refused => (null, refused.Reason),
            var other => throw new InvalidOperationException($"a fetch cannot end as {other.GetType().Name}"),
        };
}
