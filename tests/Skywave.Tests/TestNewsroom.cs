using System.Collections.Immutable;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Publishing;
using Skywave.Reading;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Tests;

/// <summary>A real newsroom in a folder of its own, with a clock that the test moves.</summary>
public sealed class TestNewsroom : IAsyncDisposable
{
    private TestNewsroom(NewsroomFolder house, SettableClock clock) => (House, Clock) = (house, clock);

    public NewsroomFolder House { get; private set; }

    public SettableClock Clock { get; }

    public EditionSource Source => EditionSource.FromFolder(House.Public);

    public const string Passphrase = "a passphrase for tests";

    /// <summary>When a newsroom begins. A client with a clock of its own takes what is signed then for expired; for such a one the newsroom begins now.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public static Task<TestNewsroom> MakeAsync(params string[] desks) => MakeAsync(Start, desks);

    public static async Task<TestNewsroom> MakeAsync(DateTimeOffset now, params string[] desks)
    {
        var clock = new SettableClock(now);
        var folder = Path.Combine(Path.GetTempPath(), "skywave-test-" + Guid.NewGuid().ToString("N"));
        var house = await MakeNewsroom.RunAsync(folder, "The Paper", [.. desks], Passphrase, KeyFiles.DemoWorkFactor, clock, CancellationToken.None);
        return new TestNewsroom(house, clock);
    }

    /// <summary>Another one with the same keys and the same past, which goes its own way from here.</summary>
    public TestNewsroom Fork()
    {
        var folder = Path.Combine(Path.GetTempPath(), "skywave-test-" + Guid.NewGuid().ToString("N"));
        foreach (var file in Directory.EnumerateFiles(House.Path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(House.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        Directory.CreateDirectory(Path.Combine(folder, Path.GetRelativePath(House.Path, House.Media))); // there even when nothing is in it
        return new TestNewsroom(NewsroomFolder.Open(folder), new SettableClock(Clock.GetUtcNow()));
    }

    /// <summary>Writes other settings.</summary>
    public void Settle(Func<NewsroomSettings, NewsroomSettings> change)
    {
        House = House with { Settings = change(House.Settings) };
        House.Save();
    }

    /// <summary>A recording that has entered.</summary>
    public Media Sound(string title)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("sound of " + title);
        var file = new MediaFile(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), "mp3", bytes.Length, 75);
        Directory.CreateDirectory(House.Media);
        File.WriteAllBytes(Path.Combine(House.Path, file.Path), bytes);
        return new Media { Kind = MediaKind.Audio, Title = title, Transcript = ["What is said in " + title], File = file };
    }

    public async Task WithdrawAsync(ArticleId id)
    {
        await using var db = NewsroomStore.Open(House.Path).OpenWriting();
        await WithdrawArticle.WithdrawAsync(db, id, "It put somebody at risk.", Remains.Nothing, Clock.GetUtcNow());
    }

    public async Task<ArticleId> WriteAsync(
        string desk, string uri, string headline, string text, string? story = null, CorrectionNote? correction = null, Picture? picture = null, Media? sound = null, bool breaking = false)
    {
        var store = NewsroomStore.Open(House.Path);
        await using var db = store.OpenWriting();
        var draft = new Draft
        {
            Desk = DeskTag.Parse(desk),
            Uri = uri,
            Story = story ?? uri,
            Correction = correction,
            Text = new ArticleText { Language = desk, Headline = headline, Breaking = breaking, LeadPicture = picture, Body = sound is null ? [new Paragraph([new Run(text)])] : [new Paragraph([new Run(text)]), new MediaBlock(sound)] },
        };
        var id = await DraftArticle.SaveAsync(db, draft, Clock.GetUtcNow()) switch
        {
            Drafted.Created created => created.Id,
            Drafted.Revised revised => revised.Id,
            var other => throw new InvalidOperationException(other.ToString()),
        };
        var approval = await ApproveArticle.ApproveAsync(db, id, Clock.GetUtcNow());
        return approval is Approval.Approved ? id : throw new InvalidOperationException(approval.ToString());
    }

    public Task<Published> PublishAsync(bool whole = false) =>
        new PublishEdition(House, () => KeyFiles.Open(House.HostKeyring, Passphrase), Clock, _ => { }).RunAsync(whole, CancellationToken.None);

    public Task<EditionReport> VerifyAsync(ReaderMemory? memory = null, EditionSource? source = null) =>
        CheckEdition.RunAsync(source ?? Source, Root(), memory, EditionKeeper.Nothing, Clock.GetUtcNow(), null, CancellationToken.None);

    public ReadOnlyMemory<byte> Root()
    {
        using var ledger = LedgerFile.Open(House.Ledger);
        return ledger.Roles.Single(r => r.Role == "root" && r.Version == 1).Bytes;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(House.Path, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
