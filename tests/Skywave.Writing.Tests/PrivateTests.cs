using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

public sealed class PrivateTests
{
    private static readonly AnonymityGrant Grant = new(1, "Xenia Undisclosed", "the desk editor", new DateOnly(2026, 11, 24));

    [Fact]
    public async Task Identity_is_in_the_private_file_and_nowhere_else()
    {
        using var room = new TempNewsroom();
        using (var priv = room.Store.OpenPrivate())
        {
            var draft = Draft("u", "A nurse speaks", "“It is worse,” a nurse said.") with { Private = [Grant] };
            var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(draft, priv)).Id;
            await ProtectSource.RecordAsync(priv, id, "Yuri Hidden", "gave the papers", Grant.ApprovedOn);
            Assert.Equal(2, await ProtectSource.RecordAsync(priv, id, "Zoya Hidden", "drove", Grant.ApprovedOn));
            await ApproveArticle.ApproveAsync(room.Db, id, Noon);
            await room.CutAsync(Noon);
            Assert.Equal(Grant, Assert.Single(await GrantAnonymity.ListAsync(priv, id)));
            Assert.Equal(["Yuri Hidden", "Zoya Hidden"], (await ProtectSource.ListAsync(priv, id)).Select(s => s.Identity));
        }
        room.Db.Dispose();
        foreach (var file in Directory.EnumerateFiles(room.Folder, "*", SearchOption.AllDirectories))
        {
            var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
            Assert.Equal(Path.GetFileName(file) == "private.db", text.Contains("Undisclosed", StringComparison.Ordinal));
            Assert.Equal(Path.GetFileName(file) == "private.db", text.Contains("Hidden", StringComparison.Ordinal));
        }
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Private_file_is_its_owners_only_and_is_narrowed_again()
    {
        using var room = new TempNewsroom();
        var file = Path.Combine(room.Folder, "private.db");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        room.Store.OpenPrivate().Dispose();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("“It is worse,” said Xenia Undisclosed.")]
    [InlineData("XENIA UNDISCLOSED, a nurse")]
    public async Task Text_that_names_an_unnamed_source_is_rejected_without_repeating_the_name(string paragraph)
    {
        using var room = new TempNewsroom();
        using var priv = room.Store.OpenPrivate();
        var draft = Draft("u", "A nurse speaks", paragraph) with { Private = [Grant] };
        var rejected = Assert.IsType<Drafted.Rejected>(await room.SaveAsync(draft, priv));
        Assert.DoesNotContain("Xenia", Assert.Single(rejected.Reasons));
        await GrantAnonymity.RecordAsync(priv, ArticleId.Derive(En, "u"), [Grant]);
        Assert.IsType<Drafted.Rejected>(await room.SaveAsync(draft with { Private = [] }, priv));
    }

    [Fact]
    public async Task Short_name_inside_another_word_is_no_betrayal()
    {
        using var room = new TempNewsroom();
        using var priv = room.Store.OpenPrivate();
        Assert.IsType<Drafted.Created>(await room.SaveAsync(Draft("u", "Police lined up") with { Private = [Grant with { Identity = "Li" }] }, priv));
    }

    [Fact]
    public async Task Grants_without_a_private_store_are_rejected()
    {
        using var room = new TempNewsroom();
        Assert.IsType<Drafted.Rejected>(await room.SaveAsync(Draft("u", "A nurse speaks") with { Private = [Grant] }));
    }

    [Fact]
    public void Grant_that_ends_up_in_a_message_tells_nothing()
    {
        Assert.Equal("grant 1", Grant.ToString());
        Assert.Equal("protected source 3", new ProtectedSource(3, "Yuri Hidden", "why", default).ToString());
        Assert.DoesNotContain("Undisclosed", (Draft("u", "x") with { Private = [Grant] }).ToString());
    }

    [Fact]
    public void No_type_of_the_private_store_appears_in_the_writing()
    {
        var rows = typeof(WritingDb).GetProperties(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)
            .Where(p => p.PropertyType.IsGenericType).Select(p => p.PropertyType.GetGenericArguments()[0]).ToArray();
        Assert.Equal(10, rows.Length);
        Assert.DoesNotContain(typeof(GrantRow), rows);
        Assert.DoesNotContain(typeof(ProtectedSourceRow), rows);
    }
}
