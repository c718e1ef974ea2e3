using System.Text;
using CsCheck;
using Skywave.Reading;
using Xunit;

namespace Skywave.Tests;

public sealed class FuzzTests
{
    private static readonly string[] Words =
    [
        "abcdefghijklmnop", " ", "\n", "\r", "a.html", "../a.html", new string('a', 64), "<p>", "</p>", "<article lang=\"en\">", "<li>", "<ol>", "</ol>", "<img alt=\"", "<", ">", "&amp;", "&#x110000;", "\"", "\0", "\ud800", "h1>", "<h>", "<pre>",
    ];

    private static readonly Gen<string> Noise = Gen.Int[0, Words.Length - 1].Array[0, 40].Select(picked => string.Concat(picked.Select(i => Words[i])));

    [Fact]
    public void Any_fragment_becomes_some_text() => Gen.Select(Noise, Gen.Int[1, 90]).Sample((text, width) => FragmentText.Render(Encoding.UTF8.GetBytes(text), width).EndsWith('\n'), iter: 5000);

    [Fact]
    public async Task Any_path_gives_an_outcome()
    {
        var folder = Directory.CreateTempSubdirectory("skywave-fuzz-");
        try
        {
            var source = EditionSource.FromFolder(folder.FullName);
            await Gen.OneOf(Noise, Gen.String).SampleAsync(async path => await source.FetchAsync(path, 10) is not null, iter: 2000, threads: 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
