using System.Text.Encodings.Web;
using System.Text.Unicode;
using RazorSlices;

namespace Skywave.Edition;

/// <summary>Turns a compiled template into bytes.</summary>
internal static class Slice
{
    // Text of every script stays itself; what could be markup does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    [ThreadStatic]
    private static PageWriter? _writer;

    /// <summary>The page, UTF-8 without BOM, lines ending in LF and without the indentation and empty lines of its template.</summary>
    public static byte[] Render(RazorSlice slice)
    {
        var writer = _writer ??= new PageWriter();
        writer.Reset();
        using (slice)
        {
            var done = slice.RenderAsync(writer, Encoder);
            // Our templates await nothing but other templates.
            if (!done.IsCompletedSuccessfully)
            {
                done.AsTask().GetAwaiter().GetResult();
            }
        }
        return writer.ToArray();
    }
}
