using System.Globalization;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>
/// A picture of the edition's media folder as markup, in articles and lists. What is wider than a phone's rendition is offered to wide windows only:
/// a phone's sharp screen would ask for three times the bytes (ADR 0011).
/// </summary>
internal static class PictureMarkup
{
    private const int PhoneWidth = 640;

    /// <summary>The theme's class of a picture that stands small beside words.</summary>
    private const string Thumb = "t";

    /// <summary>The picture in the formats and widths it has; a plain image where it has but JPEGs.</summary>
    /// <param name="html">Gets it.</param>
    /// <param name="picture">With at least one rendition.</param>
    /// <param name="root">The way to the edition's root.</param>
    /// <param name="wide">From which width of the window it stands beside something: <c>46em</c>.</param>
    /// <param name="column">How wide it is there: <c>42em</c>. Below, it is as wide as the window.</param>
    /// <param name="lazy">False for what is seen first.</param>
    public static void Write(Html html, Picture picture, string root, string wide, string column, bool lazy)
    {
        if (picture.Lighter.IsDefaultOrEmpty)
        {
            Image(html, picture, root, $"(min-width:{wide}) {column},100vw", lazy);
            return;
        }
        html.Open("picture");
        foreach (var format in picture.Lighter.GroupBy(r => r.Extension))
        {
            Source(html, [.. format.Where(r => r.Width > PhoneWidth)], root, $"(min-width:{wide})", column);
            Source(html, [.. format.Where(r => r.Width <= PhoneWidth)], root, null, null);
        }
        Image(html, picture, root, $"(min-width:{wide}) {column},100vw", lazy);
        html.Close("picture");
    }

    /// <summary>The picture small, beside the words it belongs to: hidden from those who hear them.</summary>
    public static void Small(Html html, Picture picture, string root)
    {
        var smallest = picture.Renditions[0];
        var lighter = (picture.Lighter.IsDefault ? [] : picture.Lighter).FirstOrDefault(r => r.Extension == "avif" && r.Width == smallest.Width);
        if (lighter is not null)
        {
            html.Open("picture", ("class", Thumb)).Open("source", ("srcset", root + lighter.Path), ("type", MediaNames.Types[lighter.Extension]));
        }
        Plain(html, picture, root, lighter is null ? Thumb : null);
        if (lighter is not null)
        {
            html.Close("picture");
        }
    }

    /// <summary>The same as one image: around an article a checker allows nothing that chooses (docs/900-design.md, section 8).</summary>
    public static void Plain(Html html, Picture picture, string root, string? style = Thumb)
    {
        var smallest = picture.Renditions[0];
        html.Open("img", ("src", root + smallest.Path), ("width", Invariant(smallest.Width)), ("height", Invariant(smallest.Height)), ("alt", ""), ("loading", "lazy"), ("decoding", "async"), ("class", style));
    }

    /// <summary>The JPEG nearest to a phone's width: for browsers that do not choose.</summary>
    public static Rendition Middle(Picture picture) => picture.Renditions.OrderBy(r => Math.Abs(r.Width - PhoneWidth)).First();

    private static void Source(Html html, Rendition[] sizes, string root, string? media, string? column)
    {
        if (sizes.Length > 0)
        {
            html.Open("source", ("srcset", sizes.Length == 1 ? root + sizes[0].Path : Set(sizes, root)), ("sizes", sizes.Length == 1 ? null : column),
                ("media", media), ("type", MediaNames.Types[sizes[0].Extension]));
        }
    }

    private static void Image(Html html, Picture picture, string root, string sizes, bool lazy)
    {
        var shown = Middle(picture);
        var all = picture.Renditions.Length > 1 ? Set(picture.Renditions, root) : null;
        html.Open("img", ("src", root + shown.Path), ("srcset", all), ("sizes", all is null ? null : sizes),
            ("width", Invariant(shown.Width)), ("height", Invariant(shown.Height)), ("alt", picture.Alt), ("loading", lazy ? "lazy" : null), ("decoding", "async"));
    }

    private static string Set(IEnumerable<Rendition> sizes, string root) => string.Join(", ", sizes.Select(r => $"{root}{r.Path} {Invariant(r.Width)}w"));

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
