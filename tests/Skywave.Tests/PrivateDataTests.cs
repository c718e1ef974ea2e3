using System.IO.Compression;
using System.Text;
using Skywave.Words;
using Skywave.Writing;
using Xunit;

namespace Skywave.Tests;

/// <summary>What is private can never reach an edition: every output byte is searched.</summary>
public sealed class PrivateDataTests
{
    private const string Name = "Zarmandukht Ulughbekzoda";
    private const string Protected = "Kwisatzhaderachian Protectedson";

    [Fact]
    public async Task Who_an_unnamed_source_is_stands_in_no_byte_of_an_edition_or_of_what_is_signed()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        var store = NewsroomStore.Open(paper.House.Path);
        await using (var db = store.OpenWriting())
        await using (var secret = store.OpenPrivate())
        {
            var draft = new Draft
            {
                Desk = DeskTag.Parse("en"),
                Uri = "one",
                Text = new ArticleText
                {
                    Language = "en",
                    Headline = "A nurse speaks",
                    UnnamedSources = [new UnnamedSource(1, "a nurse at the hospital", "she could lose her work")],
                    Body = [new Paragraph([new Run("It began at night.")]), new Quote([new Run("We had no beds.")], Grant: 1)],
                },
                Private = [new AnonymityGrant(1, Name, "the editor", new DateOnly(2026, 11, 24))],
            };
            var id = Assert.IsType<Drafted.Created>(await DraftArticle.SaveAsync(db, draft, paper.Clock.GetUtcNow(), secret)).Id;
            await ProtectSource.RecordAsync(secret, id, Protected, "led us to the hospital", new DateOnly(2026, 11, 24));
            var granted = await GrantAnonymity.NumbersAsync(secret, id);
            Assert.IsType<Approval.Approved>(await ApproveArticle.ApproveAsync(db, id, paper.Clock.GetUtcNow(), granted));
        }
        await paper.PublishAsync();

        var page = paper.ArticlePages("en").Single();
        Assert.Contains("a nurse at the hospital", File.ReadAllText(page), StringComparison.Ordinal);
        var searched = 0;
        foreach (var file in Directory.EnumerateFiles(paper.House.Path, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("private.db", StringComparison.Ordinal)))
        {
            searched++;
            foreach (var word in $"{Name} {Protected}".Split(' '))
            {
                Assert.False(Holds(await File.ReadAllBytesAsync(file), word), $"{file} holds {word}");
            }
        }
        Assert.True(searched > 30, $"{searched} files were searched");
        Assert.True(Holds(await File.ReadAllBytesAsync(Path.Combine(paper.House.Path, "private.db")), Name.Split(' ')[1]), "the search would find it where it is");
    }

    // As UTF-8 and UTF-16, plain and, where a file is compressed, unpacked.
    private static bool Holds(byte[] bytes, string word) =>
        new[] { bytes, Unpacked(bytes) }.Any(b => b.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0 || b.AsSpan().IndexOf(Encoding.Unicode.GetBytes(word)) >= 0);

    private static byte[] Unpacked(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return [];
        }
        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
