using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Skywave.Ceremonies;
using Skywave.Delivery;
using Skywave.House;
using Skywave.Trust.Keys;
using Skywave.Words;
using Skywave.Writing;

namespace Skywave.Tests.Matrix;

/// <summary>One newsroom at five times and on another way after the fourth, another whose root keys changed while somebody was away, and honest mirrors of both.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>What nobody of the newsroom ever wrote.</summary>
    public const string Lie = "The bridge was sold last night.";

    private const string Other = "It is closed for ever.";
    private const int Watched = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("skywave-world-").FullName;
    private readonly Dictionary<string, ReaderSite> _sites = [];
    private readonly ConcurrentDictionary<string, string> _boats = [];

    private World() => Profiles = new KeptProfiles(this, Path.Combine(_folder, "profiles"));

    /// <summary>A story that every edition has, in another revision.</summary>
    public Story Bridge { get; private set; } = null!;

    /// <summary>A story that only the newest edition has.</summary>
    public Story Market { get; private set; } = null!;

    /// <summary>Stories of all lengths, in the newest edition.</summary>
    public Story[] Many { get; private set; } = [];

    /// <summary>Of the other newsroom.</summary>
    public Story FarStory { get; private set; } = null!;

    /// <summary>Nobody vouches for it, and it is for another name.</summary>
    public X509Certificate2 Certificate { get; } = MakeCertificate("block.example");

    /// <summary>That of the reader's own address, which their browser takes for good.</summary>
    public X509Certificate2 HomeCertificate { get; } = MakeCertificate(KeptProfiles.Home);

    /// <summary>Browsers that had the worker put in.</summary>
    public KeptProfiles Profiles { get; }

    public static async Task<World> MakeAsync()
    {
        var world = new World();
        await Task.WhenAll(Task.Run(world.PublishAsync), Task.Run(world.RotateAsync));
        return world;
    }

    /// <summary>The lifeboat that was made of an edition: 40d, now; root1.</summary>
    public string BoatOf(string edition) => _boats[edition];

    /// <summary>An edition's folder: now, 1h, 3d, 30d, 40d; other and other, later, which went another way after 1h; root1, root2, root4, root304.</summary>
    public string Folder(string edition) => Path.Combine(_folder, edition);

    /// <summary>How many stories it has.</summary>
    public int StoriesOf(string edition) => Directory.EnumerateFiles(Path.Combine(Folder(edition), "en"), "*-*.html", SearchOption.AllDirectories).Count(file => Path.GetFileName(Path.GetDirectoryName(file)!).Length == 2);

    /// <summary>Its honest mirror.</summary>
    public Uri Site(string edition) => _sites[edition].Address;

    /// <summary>A line to the newest edition.</summary>
    public Line Good() => new(Site("now"));

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites.Values)
        {
            await site.DisposeAsync();
        }
        Certificate.Dispose();
        HomeCertificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task PublishAsync()
    {
        const string text = "Nobody may cross it until Monday.";
        var now = DateTimeOffset.UtcNow;
        (string Name, TimeSpan Ago, string Text)[] editions =
        [
            ("40d", TimeSpan.FromDays(40), "Cars may cross it from today on."), ("30d", TimeSpan.FromDays(30), "Lorries may cross it too."), ("3d", TimeSpan.FromDays(3), "It is closed for a day."),
            ("1h", TimeSpan.FromHours(1), "It is open again."), ("now", TimeSpan.FromMinutes(5), text),
        ];
        await using var paper = await TestNewsroom.MakeAsync(now - editions[0].Ago, "en");
        paper.Settle(s => s with { Mirrors = [.. KeptProfiles.Mirrors] });
        ArticleId bridge = default!, market = default!;
        ArticleId[] many = [];
        foreach (var (name, ago, said) in editions)
        {
            paper.Clock.Advance(now - ago - paper.Clock.GetUtcNow());
            bridge = await paper.WriteAsync("en", "bridge", "The bridge", said, correction: name == "40d" ? null : new CorrectionNote(CorrectionKind.Update, "There is news."));
            if (name == "now")
            {
                market = await paper.WriteAsync("en", "market", "The market", "It opens on Sunday.");
                many = [.. await Task.WhenAll(Enumerable.Range(0, Watched).Select(i => paper.WriteAsync("en", $"many-{i}", $"Story number {i}", Words(i))))];
            }
            await paper.PublishAsync();
            await StandAsync(paper, name, isHeld: name is "40d" or "now");
            if (name == "1h")
            {
                await GoAnotherWayAsync(paper, now);
            }
        }
        _sites["now, in parts"] = await ReaderSite.StartAsync(Folder("now"), Anywhere, new ReaderSiteOptions { EndConnectionAfter = 11_264 });
        Bridge = new Story(PathOf("now", bridge), text, [.. editions[..^1].Select(e => e.Text)]) { Other = Other };
        Market = new Story(PathOf("now", market), "It opens on Sunday.");
        Many = [.. many.Select((id, i) => new Story(PathOf("now", id), Words(i)[..40]))];
    }

    // What somebody with all keys of the host can make: a second history, of which the readers of the first are told nothing.
    private async Task GoAnotherWayAsync(TestNewsroom paper, DateTimeOffset now)
    {
        await using var other = paper.Fork();
        other.Clock.Advance(now.AddMinutes(-5) - other.Clock.GetUtcNow());
        await other.WriteAsync("en", "bridge", "The bridge", Other, correction: new CorrectionNote(CorrectionKind.Update, "There is news."));
        await other.PublishAsync();
        await StandAsync(other, "other", isHeld: false);
        other.Clock.Advance(TimeSpan.FromMinutes(2));
        await other.WriteAsync("en", "ferry", "The ferry", "It goes every hour.");
        await other.PublishAsync();
        await StandAsync(other, "other, later", isHeld: false);
    }

    private async Task RotateAsync()
    {
        await using var paper = await TestNewsroom.MakeAsync(DateTimeOffset.UtcNow.AddDays(-300), "en");
        paper.Settle(s => s with { Mirrors = [.. KeptProfiles.Mirrors] });
        await paper.WriteAsync("en", "far", "Far away", "Cars may cross it from today on.");
        await paper.PublishNowAsync();
        await StandAsync(paper, "root1", isHeld: true);
        ArticleId far = default!;
        paper.Clock.Advance(DateTimeOffset.UtcNow.AddHours(-2) - paper.Clock.GetUtcNow());
        foreach (var (name, rotated, again) in new[] { ("root2", 1, 0), ("root4", 2, 0), ("root304", 0, 300) })
        {
            for (var i = 0; i < rotated; i++)
            {
                await paper.RotateAsync("root");
            }
            for (var i = 0; i < again; i++)
            {
                await paper.HoldAsync(ceremony => ceremony.SignAsync(ceremony.Charter, [KeyPurpose.Root], null, CancellationToken.None));
            }
            far = await paper.WriteAsync("en", "far", "Far away", $"Nobody may cross it until Monday. ({name})", correction: new CorrectionNote(CorrectionKind.Update, "There is news."));
            paper.Clock.Advance(TimeSpan.FromMinutes(30));
            await paper.PublishNowAsync();
            await StandAsync(paper, name, isHeld: false);
        }
        FarStory = new Story(PathOf("root2", far), "Nobody may cross it until Monday.", "Cars may cross it from today on.");
    }

    private static readonly Uri Anywhere = new("http://127.0.0.1:0");

    // A copy of what is published now, with its mirror.
    private async Task StandAsync(TestNewsroom paper, string edition, bool isHeld)
    {
        BoatFile.Copy(paper.House.Public, Folder(edition));
        if (isHeld)
        {
            _boats[edition] = await BoatFile.PackAsync(paper);
        }
        var site = await ReaderSite.StartAsync(Folder(edition), Anywhere, new ReaderSiteOptions());
        lock (_sites)
        {
            _sites[edition] = site;
        }
    }

    private string PathOf(string edition, ArticleId id) =>
        Path.GetRelativePath(Folder(edition), Directory.EnumerateFiles(Folder(edition), $"*{id}.html", SearchOption.AllDirectories).Single()).Replace('\\', '/');

    // Words that no two stories share, from a line to a long read.
    private static string Words(int story)
    {
        var dice = new Random(story);
        return string.Join(' ', Enumerable.Range(0, 20 + 60 * story).Select(_ => string.Concat(Enumerable.Range(0, dice.Next(2, 9)).Select(_ => (char)dice.Next('a', 'z')))));
    }

    private static X509Certificate2 MakeCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
