using System.Text;
using Skywave.Intake.Folders;
using Xunit;

namespace Skywave.Intake.Tests;

public sealed class DocumentsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("skywave-intake-");

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text = "Head\n\nText.")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    private List<string> Names() => [.. Documents.Read(At("in")).Select(d => Path.GetRelativePath(_folder.FullName, d.Name) + (d is FolderDocument.Unreadable u ? $": {u.Reason}" : ""))];

    [Fact]
    public void Documents_come_in_the_order_of_their_names_without_pictures()
    {
        Write("in/b.txt");
        Write("in/a/z.xml");
        Write("in/a/picture.JPG");
        Write("in/c.json");
        Write("in/.hidden");
        Write("in/.git/config");
        Assert.Equal(["in/a/z.xml", "in/b.txt", "in/c.json"], Names());
    }

    [Fact]
    public void A_file_is_a_document_and_nothing_is_a_reason()
    {
        Write("one.txt");
        Assert.Equal("Head\n\nText.", Encoding.UTF8.GetString(Assert.IsType<FolderDocument.Found>(Assert.Single(Documents.Read(At("one.txt")))).Bytes));
        Assert.Equal("there is no such file or folder", Assert.IsType<FolderDocument.Unreadable>(Assert.Single(Documents.Read(At("none")))).Reason);
    }

    [Fact]
    public void Links_out_of_the_folder_are_refused_and_links_inside_are_read()
    {
        Write("outside.txt");
        Write("out/secret.txt");
        Write("in/a.txt");
        File.CreateSymbolicLink(At("in/b.txt"), At("outside.txt"));
        File.CreateSymbolicLink(At("in/c.txt"), "a.txt");
        File.CreateSymbolicLink(At("in/d.txt"), At("nowhere"));
        Directory.CreateSymbolicLink(At("in/e"), At("out"));
        Directory.CreateSymbolicLink(At("in/f"), At("in"));
        Directory.CreateSymbolicLink(At("in/g"), "g");
        const string refused = ": it is a link that leads out of the folder or nowhere";
        Assert.Equal(["in/a.txt", "in/b.txt" + refused, "in/c.txt", "in/d.txt" + refused, "in/e" + refused, "in/g" + refused], Names());
    }

    [Fact]
    public void A_folder_that_is_a_link_itself_is_read()
    {
        Write("real/a.txt");
        File.CreateSymbolicLink(At("real/b.txt"), "a.txt");
        Directory.CreateSymbolicLink(At("in"), At("real"));
        Assert.Equal(["in/a.txt", "in/b.txt"], Names());
    }

    [Fact]
    public void A_file_too_long_is_refused_unread()
    {
        Write("in/a.txt");
        using (var file = File.Create(At("in/b.txt")))
        {
            file.SetLength(IntakeLimits.DocumentBytes + 1L);
        }
        Assert.Equal(["in/a.txt", $"in/b.txt: it has {IntakeLimits.DocumentBytes + 1L} bytes; at most {IntakeLimits.DocumentBytes} are read"], Names());
    }

    [Fact]
    public void One_document_is_read_at_a_time()
    {
        Write("in/a.txt");
        Write("in/b.txt");
        using var all = Documents.Read(At("in")).GetEnumerator();
        Assert.True(all.MoveNext());
        File.Delete(At("in/b.txt"));
        Assert.True(all.MoveNext());
        Assert.Equal("the file cannot be read", Assert.IsType<FolderDocument.Unreadable>(all.Current).Reason);
    }

    [Fact]
    public void An_expected_reading_beside_a_feed_is_refused_with_a_clear_line()
    {
        Write("in/a.json", """{"items":[{"title":"t"}],"version":"2.0"}""");
        var document = Assert.IsType<FolderDocument.Found>(Assert.Single(Documents.Read(At("in"))));
        Assert.Contains("neither a ninjs item", Assert.IsType<ImportOutcome.Rejected>(Assert.Single(Items.Read(document.Bytes, document.Name))).Line, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
