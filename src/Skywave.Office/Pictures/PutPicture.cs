namespace Skywave.Office;

/// <summary>Puts a picture of the library into a story text: at its end, or as its lead.</summary>
internal static class PutPicture
{
    private const string Fence = "---";

    /// <summary>The text with the picture's lines; or why not.</summary>
    /// <param name="text">Story text.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="asLead">True: into the front matter.</param>
    public static (string? Text, string? Why) Into(string text, PictureRow picture, bool asLead)
    {
        if (picture.Alt.Length == 0)
        {
            return (null, "Write down first what it shows: the picture’s page has a field for it.");
        }
        if (!asLead)
        {
            return ($"{text.TrimEnd('\n')}\n\n{PictureWords.BodyLine(picture)}\n", null);
        }
        var lines = text.Split('\n').ToList();
        if (lines[0].Trim() != Fence)
        {
            return ($"{Fence}\n{PictureWords.LeadLines(picture)}\n{Fence}\n{text}", null);
        }
        var end = lines.FindIndex(1, line => line.Trim() == Fence);
        if (end < 0)
        {
            return (null, "The front matter has no second line of ---. Mend it first.");
        }
        if (lines[1..end].Any(line => line.TrimStart().StartsWith("picture:", StringComparison.Ordinal)))
        {
            return (null, "It has a lead picture already. Take its lines out first.");
        }
        lines.Insert(end, PictureWords.LeadLines(picture));
        return (string.Join('\n', lines), null);
    }
}
