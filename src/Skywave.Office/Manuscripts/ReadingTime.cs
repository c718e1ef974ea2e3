namespace Skywave.Office;

/// <summary>How long a text takes to read.</summary>
internal static class ReadingTime
{
    /// <summary>
    /// Words in a minute: between the 184 that readers of seventeen languages read aloud (IReST: Trauzettel-Klosinski and Dietz, 2012) and the 238 that readers of English read silently (Brysbaert, 2019).
    /// </summary>
    public const int WordsAMinute = 220;

    /// <summary>Whole minutes, at least one.</summary>
    public static int Minutes(int words) => Math.Max(1, (words + (WordsAMinute / 2)) / WordsAMinute);
}
