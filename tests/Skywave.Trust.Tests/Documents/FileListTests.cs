using System.Text;
using CsCheck;
using Skywave.Trust.Documents;
using Xunit;

namespace Skywave.Trust.Tests.Documents;

public sealed class FileListTests
{
    private static readonly Gen<FileLine> Line = Gen.Select(Gen.Int[0, 400], Gen.Byte, (n, b) => new FileLine($"en/page/{n}.html", n % 17 == 0 ? FileList.Gone : Convert.ToHexStringLower(Enumerable.Repeat(b, 32).ToArray())));

    private static readonly Gen<FileLine[]> Publish = Line.Array[0, 200].Select(lines => lines.DistinctBy(l => l.Path).ToArray());

    [Fact]
    public void What_is_written_is_read_back_part_for_part() => Publish.Array[0, 6].Sample(publishes =>
    {
        var (closed, newest) = After(publishes);
        foreach (var part in closed.Append(newest))
        {
            var read = FileList.Parse(part.ToBytes()).Value;
            Assert.Equal(part.ToBytes(), read.ToBytes());
            Assert.True(part.Lines.Length <= FileList.Size);
        }
        Assert.All(closed, part => Assert.Equal(FileList.Size, part.Lines.Length));
    });

    [Fact]
    public void The_newest_line_of_every_path_is_found_by_walking_back() => Publish.Array[0, 6].Sample(publishes =>
    {
        var (closed, newest) = After(publishes);
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in publishes.SelectMany(p => p))
        {
            expected[line.Path] = line.Hash;
        }
        var byHash = closed.ToDictionary(part => part.Hash);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = newest; ; at = byHash[at.Previous])
        {
            foreach (var line in at.Lines)
            {
                found.TryAdd(line.Path, line.Hash);
            }
            if (at.Previous is null)
            {
                break;
            }
        }
        Assert.Equal(expected.OrderBy(e => e.Key, StringComparer.Ordinal), found.OrderBy(e => e.Key, StringComparer.Ordinal));
    });

    [Fact]
    public void A_closed_part_never_changes() => Gen.Select(Publish.Array[1, 4], Publish).Sample((publishes, more) =>
    {
        var (closed, newest) = After(publishes);
        Assert.Equal(closed.Select(part => part.Hash), After([.. publishes, more]).Closed.Take(closed.Count).Select(part => part.Hash));
        Assert.All(newest.With(more).Closed.Skip(1), part => Assert.NotNull(part.Previous));
    });

    [Theory]
    [InlineData("")]
    [InlineData("skywave-files 2\nen 7 -\n")]
    [InlineData("skywave-files 1\nen 7 -")]
    [InlineData("skywave-files 1\nroot 7 -\n")]
    [InlineData("skywave-files 1\nen\n")]
    [InlineData("skywave-files 1\nen -\n")]
    [InlineData("skywave-files 1\nen 0 -\n")]
    [InlineData("skywave-files 1\nen 07 -\n")]
    [InlineData("skywave-files 1\nen 7 00\n")]
    [InlineData("skywave-files 1\nen 7 -\nen/a.html\n")]
    [InlineData("skywave-files 1\nen 7 -\nen/a.html 00\n")]
    [InlineData("skywave-files 1\nen 7 -\nfa/a.html -\n")]
    [InlineData("skywave-files 1\nen 7 -\nen/../a.html -\n")]
    [InlineData("skywave-files 1\nen 7 -\nen/a.html -\nen/a.html -\n")]
    [InlineData("skywave-files 1\nen 7 -\nen/a.html - \n")]
    [InlineData("skywave-files 1\nen 7 -\n\n")]
    public void What_is_no_list_of_files_is_refused(string text) => Assert.Equal(Codes.DocumentMalformed, FileList.Parse(Encoding.UTF8.GetBytes(text)).Refusal?.Code);

    [Fact]
    public void A_part_with_too_many_lines_or_bytes_is_refused()
    {
        var lines = string.Concat(Enumerable.Range(0, FileList.Size + 1).Select(n => $"en/{n}.html -\n"));
        Assert.Equal(Codes.DocumentMalformed, FileList.Parse(Encoding.UTF8.GetBytes("skywave-files 1\nen 7 -\n" + lines)).Refusal?.Code);
        Assert.Equal(Codes.DocumentTooBig, FileList.Parse(new byte[FileList.MaxLength + 1]).Refusal?.Code);
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_mean_something_and_never_throw() => Gen.Select(Publish, Gen.Int[0, 5000], Gen.Byte).Sample((lines, at, b) =>
    {
        var bytes = FileList.Empty("en", 7).With(lines).Newest.ToBytes();
        bytes[at % bytes.Length] = b;
        var read = FileList.Parse(bytes);
        Assert.True(read.Refusal is not null || read.Value.ToBytes().AsSpan().SequenceEqual(bytes));
    });

    private static (List<FileList> Closed, FileList Newest) After(FileLine[][] publishes)
    {
        var (all, newest) = (new List<FileList>(), FileList.Empty("en", 7));
        foreach (var publish in publishes)
        {
            var (closed, next) = newest.With(publish);
            all.AddRange(closed);
            newest = next;
        }
        return (all, newest);
    }
}
