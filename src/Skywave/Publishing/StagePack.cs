using Skywave.Delivery;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>Puts an edition's pack beside its files: what is new in it against what the first carrier has now. An edition that is too great for one has none.</summary>
internal static class StagePack
{
    /// <summary>Makes the pack, when everything else of the edition is staged.</summary>
    public static void Run(Cut cut, EditionFolder carrier)
    {
        if (cut.Number > 1 && cut.Count <= Pack.MaxFiles && cut.Length <= 2L * Pack.MaxContents
            && Pack.Make(cut.Number, cut.Time, cut.Paths.Where(Pack.MayHold).Select(path => new EditionFile(path, cut.Staging.Read(path))), carrier.Read) is { } pack)
        {
            cut.Staging.Write(new EditionFile(Pack.PathOf(cut.Number), pack));
        }
    }
}
