using NetVips;

namespace Skywave.Writing;

/// <summary>
/// libvips as this program uses it: five decoders and no other, two threads, nothing kept of a picture that is done. Kept here so that nobody reaches
/// the library without it.
/// </summary>
internal static class Vips
{
    /// <summary>Bytes of an AVIF depend on the number of threads that made it: it is the same everywhere.</summary>
    private const int Threads = 2;

    /// <summary>Kept here so that it lives as long as the library may call it. What a damaged picture makes it say, the refusal says.</summary>
    private static readonly Log.LogDelegate Quiet = (_, _, _) => { };

    static Vips()
    {
        NetVips.NetVips.Concurrency = Threads;
        Cache.Max = 0;
        Cache.MaxMem = 0;
        _ = Log.SetLogHandler("VIPS", Enums.LogLevelFlags.All, Quiet);
        // The library's own list of what is untrusted still lets HEIC, and whatever comes next, through.
        Operation.Block("VipsForeignLoad", true);
        foreach (var allowed in (string[])["Jpeg", "Png", "Nsgif", "Webp", "Heif"])
        {
            Operation.Block("VipsForeignLoad" + allowed, false);
        }
    }

    /// <summary>One picture at a time: what it may cost in memory holds for the whole program.</summary>
    public static SemaphoreSlim Gate { get; } = new(1);
}
