using System.Globalization;
using Skywave.Words;

namespace Skywave.Office;

/// <summary>A focal point as a form says it: by a click into the picture, which is shown at one of two widths, or by two numbers in percent.</summary>
internal static class FocusForm
{
    /// <summary>How wide the picture is shown on a phone and on anything wider, in CSS pixels: a browser tells where in them it was clicked.</summary>
    public static readonly int[] Widths = [288, 640];

    /// <summary>How high it is then.</summary>
    public static int HeightAt(int shown, int width, int height) => Math.Max(1, (int)Math.Round((double)height * shown / width));

    /// <summary>Whether anything was said, and what: null for "where the eye goes".</summary>
    /// <param name="field">The form's fields.</param>
    /// <param name="width">The picture's.</param>
    /// <param name="height">The picture's.</param>
    public static (bool IsSaid, FocalPoint? Point) Read(Func<string, string> field, int width, int height)
    {
        foreach (var shown in Widths)
        {
            var (left, top) = (Number(field($"at{shown}.x")), Number(field($"at{shown}.y")));
            // A browser that was asked by keyboard says 0 and 0, which nobody clicks.
            if (left is { } x && top is { } y && x + y > 0)
            {
                return (true, new FocalPoint(Percent(x, shown), Percent(y, HeightAt(shown, width, height))));
            }
        }
        return (Number(field("x")), Number(field("y"))) switch
        {
            ({ } x and <= 100, { } y and <= 100) => (true, new FocalPoint(x, y)),
            _ when field("eye") == "yes" => (true, null),
            _ => (false, null),
        };
    }

    private static int Percent(int at, int of) => Math.Clamp((int)Math.Round(100.0 * at / of), 0, 100);

    private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
