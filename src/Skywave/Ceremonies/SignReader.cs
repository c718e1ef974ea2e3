using Skywave.Mirror;
using Skywave.Reading;

namespace Skywave.Ceremonies;

/// <summary>The offline holders approve the worker's code of this program. Workers that readers have follow when the next edition carries it.</summary>
internal static class SignReader
{
    /// <summary>Signs it.</summary>
    public static Task<CeremonyOutcome> RunAsync(Ceremony ceremony, CancellationToken cancel) => Charter.IsSame(ceremony.Charter.Code, ReaderScript.Code)
        ? throw new Stop(Exit.Usage, "keys.reader-signed", "the reader's code of this program is approved already; nothing was changed", "publish as usual")
        : ceremony.SignAsync(ceremony.Charter with { Code = [.. ReaderScript.Code] }, [], null, cancel);
}
