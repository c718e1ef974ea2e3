using System.Globalization;
using System.IO.Compression;

namespace Skywave.Office;

/// <summary>What a text's page weighs on its way to a reader, in bytes, beside what it should and may at most (docs/DESIGN's budgets, in docs/050-pages.md).</summary>
/// <param name="Bytes">Compressed, with the proof that signing adds.</param>
/// <param name="Good">What it should stay under.</param>
/// <param name="Most">What it must stay under: some networks freeze a connection soon after.</param>
internal sealed record PageWeight(int Bytes, int Good, int Most)
{
    // Hashes and signatures, of which nothing can be compressed away: 600 to 720 bytes in a log of a hundred entries, 33 more each time it doubles.
    private const int Proof = 1_000;

    // As pages are packed while they are new (bench/README.md).
    private const int Quality = 9;
    private const int Window = 16;

    /// <summary>Weighs a page as the preview has it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="isLive">A live story's page may weigh more.</param>
    public static PageWeight Of(ReadOnlySpan<byte> page, bool isLive)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(page.Length)];
        if (!BrotliEncoder.TryCompress(page, room, out var length, Quality, Window))
        {
            throw new InvalidOperationException("brotli had all the room that it can need");
        }
        return isLive ? new PageWeight(length + Proof, 15 * 1024, 40 * 1024) : new PageWeight(length + Proof, 8 * 1024, 11 * 1024);
    }

    /// <summary>In kilobytes, as everybody reads them alike: "5.3 / 8 KB".</summary>
    public string Say() => string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1024.0:0.0} / {Good / 1024} KB");
}
