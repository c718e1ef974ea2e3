using System.Text;

namespace Skywave.Writing;

/// <summary>
/// Other kinds of files inside a picture: what makes one file two. None of it would survive, since every pixel is saved anew; it is refused because
/// whoever made such a file wanted something from whoever opens it.
/// </summary>
internal static class ForeignContent
{
    private static readonly (byte[] Mark, string What)[] Marks =
    [
        ("%PDF-1"u8.ToArray(), "a PDF"),
        ("PK\x05\x06\0\0\0\0"u8.ToArray(), "a ZIP archive"),
        ("Rar!\x1A\x07"u8.ToArray(), "a RAR archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
    ];

    private static readonly (string Tag, string What)[] Tags =
        [("<script", "a script"), ("<html", "a web page"), ("<!doctype html", "a web page"), ("<?php", "a program"), ("<svg", "a drawing with markup")];

    /// <summary>What it is, with its article, or null. Marks are long enough that pixels do not hold them by chance.</summary>
    public static string? In(ReadOnlySpan<byte> file)
    {
        foreach (var (mark, what) in Marks)
        {
            if (file.IndexOf(mark) >= 0)
            {
                return what;
            }
        }
        for (var next = file.IndexOf((byte)'<'); next >= 0; next = file.IndexOf((byte)'<'))
        {
            file = file[next..];
            foreach (var (tag, what) in Tags)
            {
                if (file.Length >= tag.Length && Ascii.EqualsIgnoreCase(file[..tag.Length], tag) && (tag != "<svg" || IsDrawing(file)))
                {
                    return what;
                }
            }
            file = file[1..];
        }
        return null;
    }

    // Four letters stand in every few gigabytes of pixels by chance; a name space does not.
    private static bool IsDrawing(ReadOnlySpan<byte> file) => file[..Math.Min(file.Length, 512)].IndexOf("http://www.w3.org/2000/svg"u8) > 0;
}
