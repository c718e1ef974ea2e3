using Skywave.Words;

namespace Skywave.Writing;

/// <summary>The pictures of a text: seeing and replacing them wherever they stand.</summary>
public static class ArticlePictures
{
    /// <summary>Every picture with the shape it enters in: the lead one first, then the body's in order.</summary>
    public static IEnumerable<(Picture Picture, PictureShape Shape)> Of(ArticleText text)
    {
        if (text.LeadPicture is not null)
        {
            yield return (text.LeadPicture, PictureShape.Lead);
        }
        foreach (var block in text.Body.OfType<PictureBlock>())
        {
            yield return (block.Picture, PictureShape.Body);
        }
    }

    /// <summary>The text with each picture replaced; null leaves the picture out.</summary>
    public static ArticleText Replace(ArticleText text, Func<Picture, PictureShape, Picture?> replace)
    {
        if (!Of(text).Any())
        {
            return text;
        }
        var body = text.Body
            .Select(block => block is PictureBlock with ? replace(with.Picture, PictureShape.Body) is { } picture ? new PictureBlock(picture) : null : block)
            .OfType<Block>();
        return text with
        {
            LeadPicture = text.LeadPicture is null ? null : replace(text.LeadPicture, PictureShape.Lead),
            Body = [.. body],
        };
    }

    /// <summary>Gives pictures that could not be fetched again the renditions they had when they could.</summary>
    internal static ArticleText CarryOver(ArticleText text, ArticleText before)
    {
        var known = Of(before).Where(p => p.Picture is { Origin: not null, Renditions.IsEmpty: false })
            .GroupBy(p => (p.Picture.Origin, p.Shape)).ToDictionary(same => same.Key, same => same.First().Picture);
        return Replace(text, (picture, shape) =>
            picture.Renditions.IsEmpty && known.TryGetValue((picture.Origin, shape), out var had) ? picture with { Renditions = had.Renditions, Lighter = had.Lighter } : picture);
    }
}
