using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>The frame a picture is shown in.</summary>
public enum PictureShape
{
    /// <summary>The 16:9 picture at the top, cut where the eye goes or around its focal point.</summary>
    Lead,

    /// <summary>A picture in the body, whole.</summary>
    Body,
}

/// <summary>What is asked of a picture's renditions: with the original's bytes it decides every byte of them.</summary>
/// <param name="Shape">The frame.</param>
public sealed record PictureWish(PictureShape Shape)
{
    /// <summary>Raised when renditions are made in another way: what was made before stays.</summary>
    private const int Recipe = 2;

    /// <summary>What must stay in a lead picture's frame; null: where the eye goes.</summary>
    public FocalPoint? Focus { get; init; }

    /// <summary>Written into each file, or null.</summary>
    public string? Credit { get; init; }

    /// <summary>Written into each file, or null.</summary>
    public string? Copyright { get; init; }

    /// <summary>How the original's name ends, with the dot, where it has a name of ours to be held to; else null.</summary>
    public string? Ending { get; init; }

    /// <summary>The wish of a picture of an article.</summary>
    public static PictureWish Of(Picture picture, PictureShape shape) =>
        new(shape) { Focus = shape == PictureShape.Lead ? picture.Focus : null, Credit = picture.Credit, Copyright = picture.Copyright };

    /// <summary>Names this wish among those for one original.</summary>
    internal string Key
    {
        get
        {
            var focus = Focus is { } at ? string.Create(CultureInfo.InvariantCulture, $"{at.X},{at.Y}") : "";
            var wish = string.Join('\n', Recipe.ToString(CultureInfo.InvariantCulture), focus, Credit ?? "", Copyright ?? "");
            return $"{Shape}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wish)))[..16]}";
        }
    }
}
