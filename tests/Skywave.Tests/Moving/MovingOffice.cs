using System.Collections.Immutable;
using NetVips;
using Skywave.Office;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests.Moving;

/// <summary>What the office of the full newsroom has: manuscripts with versions, comments, a remembered translation, a library, fronts, days to look again.</summary>
internal static class MovingOffice
{
    public const string Original = "00000000000000aa";
    public const string Translation = "00000000000000ab";
    public const string Pictured = "00000000000000ae";

    /// <summary>The picture that a published text has.</summary>
    public const string Picture = "aaaaaaaaaaaaaaa1";

    public const string First = "A manuscript\n\nThe bridge over the river will be closed from Monday morning, the city says.\n";

    /// <summary>Of each manuscript: what it is, and its texts by number.</summary>
    public static ImmutableArray<(MovedManuscript Manuscript, string[] Texts)> Manuscripts =>
    [
        (new()
        {
            Id = Original, Desk = "en", Story = "a story", Uri = "office:" + Original, Stage = Stage.Draft, Changed = 1_795_000_000, ChangedBy = "ada.marsh",
            Versions = [new(1, 0, "ada.marsh", 1_794_000_000), new(2, 1, "bo.k", 1_794_100_000), new(3, 2, null, 1_794_200_000), new(4, 3, "ada.marsh", 1_795_000_000), new(5, 4, "ada.marsh", 1_795_000_000)],
        }, [First, First + "\nMore.\n", First + "\nMore still.\n", First + "\nNearly.\n", First.Replace("Monday", "Friday", StringComparison.Ordinal)]),
        (new()
        {
            Id = Translation, Desk = "fa", Story = "a story", Uri = "office:" + Translation, Stage = Stage.Ready, IsMarked = true, Source = Original, SourceVersion = 1, Embargo = 1_799_000_000, Changed = 1_795_000_001,
            Versions = [new(1, 0, "bo.k", 1_795_000_001)],
        }, ["دست‌نوشته\n\nشهرداری می‌گوید پل روی رودخانه از بامداد دوشنبه بسته است.\n"]),
        (new()
        {
            Id = "00000000000000ac", Desk = "en", Story = "bread", Uri = "text:bread", Stage = Stage.Correcting, Published = 1, Unseen = 1_794_900_000, Changed = 1_795_000_002, ChangedBy = "ada.marsh",
            Versions = [new(1, 0, "ada.marsh", 1_794_900_000), new(2, 1, "ada.marsh", 1_795_000_002)],
        }, ["Bread\n\nAs it was.\n", "---\nclaim: the price | nine | bakers | organisation | 2026-11-20 | open\n---\nBread\n\nMended.\n"]),
        (new() { Id = "00000000000000ad", Desk = "en", Story = "nothing", Uri = "office:00000000000000ad", Stage = Stage.Idea, Changed = 1_795_000_003 }, []),
        (new()
        {
            Id = Pictured, Desk = "en", Story = "a wall", Uri = "office:" + Pictured, Stage = Stage.Published, Published = 1, Changed = 1_795_000_004, ChangedBy = "ada.marsh", Versions = [new(1, 0, "ada.marsh", 1_795_000_004)],
        }, ["A wall\n\nIts text.\n\n![the wall](library/" + Picture + " \"At noon\")\n"]),
    ];

    public static ImmutableArray<MovedComment> Comments =>
    [
        new(null, 1, 3, 3, "from Monday", "Since when?", null, "bo.k", 1_794_000_100, CommentState.Open, null, null),
        new(1, 1, 3, 3, null, "Since they said so.", null, "ada.marsh", 1_794_000_200, CommentState.Open, null, null),
        new(null, 1, 3, 3, null, "", "The bridge over the river will be closed from Monday, the city says.", "bo.k", 1_794_000_300, CommentState.Open, null, null),
        new(null, 2, 0, 0, null, "Good.", null, null, 1_794_100_100, CommentState.Resolved, "ada.marsh", 1_794_100_200),
    ];

    private static readonly MovedPair Pair = new("en", "The bridge over the river will be closed from Monday morning, the city says.", "شهرداری می‌گوید پل روی رودخانه از بامداد دوشنبه بسته است.", 1_795_000_100);

    public static MovedPicture PictureOf(string id, TakenPicture taken) => new()
    {
        Id = id, Desk = "en", Hash = taken.Hash, Width = taken.Width, Height = taken.Height, Removed = [new("place", 2), new("device", 1)], Alt = "A wall", Caption = "At noon", Credit = "A. Person", Copyright = "© The Paper",
        Origin = "sent by A. Person", Terms = "own picture", TermsEnd = new DateOnly(2030, 12, 31), TakenOn = new DateOnly(2026, 11, 20), Faces = Faces.None, Place = PlaceLevel.Town, IsPlaceChecked = true, IsSensitive = true,
        Focus = new FocalPoint(20, 30), Added = 1_794_000_000, AddedBy = "ada.marsh", Changed = 1_794_500_000, ChangedBy = "bo.k",
    };

    /// <summary>Before the first edition: a text with a picture of the library is handed over.</summary>
    public static async Task<TakenPicture> HandOverAsync(TestNewsroom paper)
    {
        var parts = MovingNewsrooms.Parts(paper);
        using var dark = Image.Black(900, 600);
        using var wall = dark.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).Colourspace(Enums.Interpretation.Srgb);
        var taken = await parts.TakePicture(wall.JpegsaveBuffer(), ".jpg", default);
        Assert.Null(taken.Why);
        var (manuscript, texts) = Manuscripts[^1];
        var text = new Manuscript(manuscript.Id, "en", manuscript.Story, texts[0], manuscript.Uri) { Pictures = [new LibraryPicture(Picture, taken.Hash, "A. Person", "© The Paper", new FocalPoint(20, 30))] };
        Assert.Empty((await (await parts.Prepare(text, default))(default)).Reasons);
        return taken;
    }

    /// <summary>After the last edition: everything else of the office, and fronts.</summary>
    public static async Task FillAsync(TestNewsroom paper, TakenPicture taken)
    {
        await using (var db = NewsroomStore.At(paper.House.Path).OpenWriting())
        {
            Assert.Empty(await SaveFront.SaveAsync(db, DeskTag.Parse("en"), Front("The river"), default));
        }
        var now = paper.Clock.GetUtcNow();
        await using var office = OfficeImport.Open(paper.House.Path, MovingNewsrooms.Parts(paper));
        Assert.True(await office.PictureAsync(PictureOf(Picture, taken), now, default));
        Assert.True(await office.PictureAsync(PictureOf("aaaaaaaaaaaaaaa0", taken) with { Desk = "fa", IsForAll = true, Alt = "دیوار", Terms = "", TermsEnd = null, TakenOn = null, Focus = null, Faces = Faces.Unseen, Added = 1_794_000_500, AddedBy = null, Changed = null, ChangedBy = null }, now, default));
        foreach (var (manuscript, texts) in Manuscripts)
        {
            Assert.True(await office.ManuscriptAsync(manuscript, new MovedTexts((number, _) => Task.FromResult(texts[number - 1]),
                _ => (manuscript.Id == Original ? Comments : []).ToAsyncEnumerable(), _ => (manuscript.Id == Translation ? [Pair] : ImmutableArray<MovedPair>.Empty).ToAsyncEnumerable()), now, default));
        }
        await office.FrontAsync("en", new MovedFront(null, 1_795_000_200, "ada.marsh", [new(CuratedFront.Nothing, 1_795_000_100, null), new(Front("The river"), 1_795_000_200, "ada.marsh")]), now, default);
        await office.FrontAsync("fa", new MovedFront(new CuratedFront([new FrontSlot([MovingNewsrooms.IdOf("fa", "crossing")])]), 1_795_000_300, "bo.k", []), now, default);
        await office.ReviewsAsync("en", [new(ReviewKind.Claim, "00000000000000ac", 1, "ada.marsh", new DateOnly(2026, 11, 20), new DateOnly(2026, 12, 20)), new(ReviewKind.Policy, "about", 0, null, new DateOnly(2026, 11, 20), null)], default);
        await office.FinishAsync(default);
    }

    private static CuratedFront Front(string title) => new(
    [
        new FrontSlot([MovingNewsrooms.IdOf("en", "crossing"), ArticleId.Derive(DeskTag.Parse("en"), "office:" + Pictured)], title),
        new FrontSlot([MovingNewsrooms.IdOf("en", "bread")], null, new DateTimeOffset(2027, 6, 1, 8, 0, 0, TimeSpan.Zero)),
    ]);
}
