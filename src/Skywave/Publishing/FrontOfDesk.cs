using System.Security.Cryptography;
using System.Text.Json;
using Skywave.Edition;
using Skywave.Ledger;
using Skywave.Words;
using FrontItem = Skywave.Edition.FrontItem;

namespace Skywave.Publishing;

/// <summary>What stands on a desk's front now: its newest, and where editors put something, that before them.</summary>
internal sealed class FrontOfDesk
{
    private readonly Dictionary<ArticleId, (StandingArticle Row, PublishedArticle Article)> _shown = [];

    private FrontOfDesk(List<(StandingArticle Row, PublishedArticle Article)> newest, int passedOver)
    {
        (Newest, PassedOver) = (newest.ConvertAll(n => n.Article), passedOver);
        newest.ForEach(n => _shown[n.Article.Id] = n);
    }

    /// <summary>The desk's newest articles, newest first.</summary>
    public List<PublishedArticle> Newest { get; }

    /// <summary>How many among these were left out, since a later part of the same live story is there.</summary>
    public int PassedOver { get; }

    /// <summary>Where everything stands; null where nobody curated anything.</summary>
    public FrontLayout? Layout { get; private set; }

    /// <summary>The front as it is at a time.</summary>
    public static FrontOfDesk Of(Archive archive, string desk, CuratedFront curated, DateTimeOffset cut)
    {
        var (newest, passedOver) = NewestOf(archive, desk);
        var front = new FrontOfDesk(newest, passedOver);
        if (curated.At(cut) is { Slots.Length: > 0 } now)
        {
            front.Layout = FrontLayout.Of(now, newest.ConvertAll(n => FrontItem.From(n.Article)), id => front.Find(archive, desk, id));
        }
        return front;
    }

    /// <summary>What the signed front says of each, in order; not of what was withdrawn.</summary>
    public IEnumerable<Trust.Documents.FrontItem> Items() => Layout is null
        ? Newest.Where(a => a.Status != ArticleStatus.Withdrawn).Select(a => ItemOf(a.Id, a.Text.Breaking))
        : Layout.Shown.Where(i => i.Status != ArticleStatus.Withdrawn).Select(i => ItemOf(i.Id, i.Breaking));

    /// <summary>One value for what editors put on a front, as it is at a time; empty where that is nothing.</summary>
    public static string KeyOf(CuratedFront curated, DateTimeOffset cut) => curated.At(cut) is { Slots.Length: > 0 } now
        ? Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(now, WordsJson.Default.CuratedFront))) : "";

    /// <summary>True when a front is not curated as it was when it was made.</summary>
    public static bool IsChanged(LedgerDb ledger, string desk, CuratedFront curated, DateTimeOffset cut) => (ledger.Chrome.Find(RowOf(desk))?.Key ?? "") != KeyOf(curated, cut);

    /// <summary>Remembers how a front is curated. True when that changed.</summary>
    public static bool Remember(LedgerDb ledger, string desk, CuratedFront curated, DateTimeOffset cut) => IsChanged(ledger, desk, curated, cut) && ChromeKeys.Remember(ledger, RowOf(desk), KeyOf(curated, cut));

    // No desk is called so.
    private static string RowOf(string desk) => desk + "/front";

    // A live story is named once, by its newest part. Only where one is among the newest is more asked for, to fill its place.
    private static (List<(StandingArticle Row, PublishedArticle Article)> Shown, int PassedOver) NewestOf(Archive archive, string desk)
    {
        var newest = LiveStory.Newest(archive.Newest(desk, FrontPage.Size).Select(row => (row, Archive.ReadItem(row))), FrontPage.Size);
        return newest.PassedOver == 0 ? newest : LiveStory.Newest(archive.Newest(desk, 2 * FrontPage.Size).Select(row => (row, Archive.ReadItem(row))), FrontPage.Size);
    }

    private FrontItem? Find(Archive archive, string desk, ArticleId id)
    {
        if (archive.Find(id.Value) is not { Number: not null } row || row.Desk != desk)
        {
            return null;
        }
        // Whoever pinned a live story means the story, not the part that was the newest then.
        var part = LiveStory.PartOf(row);
        row = part is null ? row : new LiveStory(archive.OfStory(row.Story)).Beside(desk, part).Where(p => p.Part.Number > part.Number).OrderByDescending(p => p.Part.Number).Select(p => p.Row).FirstOrDefault() ?? row;
        var article = Archive.ReadItem(row);
        _shown[article.Id] = (row, article);
        return FrontItem.From(article);
    }

    private Trust.Documents.FrontItem ItemOf(ArticleId id, bool isBreaking)
    {
        var (row, article) = _shown[id];
        return new()
        {
            Address = article.Address,
            Article = row.Article,
            Breaking = isBreaking,
            FirstPublished = article.FirstPublished,
            Hash = row.FragmentHash,
            Headline = article.Text.Headline,
            Length = row.FragmentLength,
            Path = row.Path,
            Revision = row.Revision,
            Status = row.Status,
            Urgency = article.Text.Urgency,
            VersionCreated = article.VersionCreated,
        };
    }
}
