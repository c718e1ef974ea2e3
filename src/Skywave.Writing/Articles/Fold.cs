using System.Text;

namespace Skywave.Writing;

/// <summary>A text as searching sees it.</summary>
internal static class Fold
{
    /// <summary>
    /// Lower case; Arabic yeh and kaf as Persian writes them; without joiners, and without the signs that stand for an apostrophe
    /// (<c>oʻ</c>, <c>o‘</c> and <c>o'</c> are one letter to who types it).
    /// </summary>
    public static string ForSearch(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\'' or '\u02BB' or '\u02BC' or '\u2018' or '\u2019' or '`':
                    break;
                case '\u064A':
                    folded.Append('\u06CC');
                    break;
                case '\u0643':
                    folded.Append('\u06A9');
                    break;
                default:
                    folded.Append(char.ToLowerInvariant(c));
                    break;
            }
        }
        return folded.ToString();
    }
}
