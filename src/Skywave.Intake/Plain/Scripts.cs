using System.Text;

namespace Skywave.Intake.Plain;

/// <summary>A script as far as it can be told from a letter's place in Unicode.</summary>
internal enum Script
{
    /// <summary>None that is known here.</summary>
    None,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Thai,
    Myanmar,
    Georgian,
    Ethiopic,

    /// <summary>Chinese, Japanese and Korean letters: they stand in one text.</summary>
    EastAsian,
}

/// <summary>Which script letters are of.</summary>
internal static class Scripts
{
    /// <summary>The script that most letters are of.</summary>
    public static Script Most(IEnumerable<string> texts)
    {
        Span<int> letters = stackalloc int[Enum.GetValues<Script>().Length];
        foreach (var text in texts)
        {
            foreach (var rune in text.EnumerateRunes())
            {
                if (Rune.IsLetter(rune))
                {
                    letters[(int)Of(rune.Value)]++;
                }
            }
        }
        letters[0] = 0;
        var most = 0;
        for (var i = 1; i < letters.Length; i++)
        {
            most = letters[i] > letters[most] ? i : most;
        }
        return (Script)most;
    }

    private static Script Of(int letter) => letter switch
    {
        < 0x250 or (>= 0x1e00 and < 0x1f00) => Script.Latin,
        >= 0x370 and < 0x400 => Script.Greek,
        >= 0x400 and < 0x530 => Script.Cyrillic,
        >= 0x530 and < 0x590 => Script.Armenian,
        >= 0x590 and < 0x600 => Script.Hebrew,
        (>= 0x600 and < 0x780) or (>= 0x8a0 and < 0x900) or (>= 0xfb50 and < 0xfe00) or (>= 0xfe70 and < 0xff00) => Script.Arabic,
        >= 0x900 and < 0x980 => Script.Devanagari,
        >= 0x980 and < 0xa00 => Script.Bengali,
        >= 0xe00 and < 0xe80 => Script.Thai,
        >= 0x1000 and < 0x10a0 => Script.Myanmar,
        (>= 0x10a0 and < 0x1100) or (>= 0x2d00 and < 0x2d30) => Script.Georgian,
        >= 0x1200 and < 0x13a0 => Script.Ethiopic,
        (>= 0x3040 and < 0xa000) or (>= 0xac00 and < 0xd7b0) => Script.EastAsian,
        _ => Script.None,
    };
}
