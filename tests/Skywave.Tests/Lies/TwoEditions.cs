using System.Security.Cryptography;
using Skywave.House;
using Skywave.Mirror;
using Skywave.Reading;
using Skywave.Trust.Keys;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Lies;

/// <summary>
/// A newsroom of two desks with two editions: the second corrects an article, adds one with a picture and leaves the other desk as it was. Its keys are
/// at hand, for lies that only a thief could tell.
/// </summary>
public sealed class TwoEditions : IAsyncLifetime
{
    private readonly TempFolder _first = new();
    private readonly TempFolder _second = new();
    private TestNewsroom _paper = null!;

    public IReadOnlyDictionary<string, byte[]> First { get; private set; } = null!;

    public IReadOnlyDictionary<string, byte[]> Second { get; private set; } = null!;

    public ReadOnlyMemory<byte> Root { get; private set; }

    public Keyring Keys { get; private set; } = null!;

    public SettableClock Clock => _paper.Clock;

    /// <summary>Ids: corrected in the second edition, the same in both, new in the second.</summary>
    public string Corrected { get; private set; } = "";

    public string Old { get; private set; } = "";

    public string New { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _paper = await TestNewsroom.MakeAsync("en", "fa");
        Corrected = (await _paper.WriteAsync("en", "one", "The first story", "Police say 8,000 came.")).Value;
        Old = (await _paper.WriteAsync("en", "two", "The second story", "It stays as it is.")).Value;
        await _paper.WriteAsync("fa", "one", "داستان نخست", "چیزی می‌گوید.");
        await _paper.PublishAsync();
        First = WithoutPacks(_paper.House.Public);
        _paper.Clock.Advance(TimeSpan.FromHours(1));
        await _paper.WriteAsync("en", "one", "The first story", "Police say 9,000 came.", correction: new CorrectionNote(CorrectionKind.Correction, "We wrote 8,000."));
        New = (await _paper.WriteAsync("en", "three", "The third story", "It has a picture.", picture: Picture())).Value;
        await _paper.PublishAsync();
        Second = WithoutPacks(_paper.House.Public);
        Root = _paper.Root();
        Keys = new(
        [
            .. KeyFiles.Open(_paper.House.HostKeyring, TestNewsroom.Passphrase).Keys,
            .. KeyFiles.Open(_paper.House.OfflineKeyring("root"), TestNewsroom.Passphrase).Keys,
            .. KeyFiles.Open(_paper.House.OfflineKeyring("targets"), TestNewsroom.Passphrase).Keys,
        ]);
        Assert.True((await PullAsync(_first.Path, Mirror(First).Source)).IsAuthentic);
        Assert.True((await PullAsync(_second.Path, Mirror().Source)).IsAuthentic);
    }

    public ValueTask DisposeAsync()
    {
        _first.Dispose();
        _second.Dispose();
        return _paper.DisposeAsync();
    }

    /// <summary>The folder of a mirror that pulled the first edition, with its memory.</summary>
    public void CopyFirst(string folder) => TempFolder.Copy(_first.Path, folder);

    /// <summary>The folder of a mirror that pulled the second edition, with its memory.</summary>
    public void CopySecond(string folder) => TempFolder.Copy(_second.Path, folder);

    /// <summary>A mirror that lies in its files; what comes of lies in packs is in <see cref="Packs.PackSyncTests"/>.</summary>
    internal LyingMirror Mirror(IReadOnlyDictionary<string, byte[]>? edition = null) => new(edition ?? Second, Keys);

    /// <summary>Pulls an edition into a folder.</summary>
    internal Task<EditionReport> PullAsync(string folder, EditionSource source) =>
        new PullEdition(folder).RunAsync(source, Root, Clock, _ => { }, CancellationToken.None);

    /// <summary>Checks an edition as somebody who comes for the first time, or who remembers.</summary>
    internal Task<EditionReport> VerifyAsync(EditionSource source, ReaderMemory? memory = null, DateTimeOffset? now = null) =>
        CheckEdition.RunAsync(source, Root, memory, EditionKeeper.Nothing, now ?? Clock.GetUtcNow(), null, CancellationToken.None);

    private static Dictionary<string, byte[]> WithoutPacks(string folder) =>
        LyingMirror.Read(folder).Where(f => !f.Key.StartsWith("delta/", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    private Picture Picture()
    {
        var bytes = LyingMirror.Text("what a camera saw");
        var rendition = new Rendition(Convert.ToHexStringLower(SHA256.HashData(bytes)), "jpg", 640, 360, bytes.Length);
        Directory.CreateDirectory(_paper.House.Media);
        File.WriteAllBytes(Path.Combine(_paper.House.Path, rendition.Path), bytes);
        return new Picture { Alt = "A camera", Renditions = [rendition] };
    }
}
