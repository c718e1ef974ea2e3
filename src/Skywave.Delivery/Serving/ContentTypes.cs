namespace Skywave.Delivery;

/// <summary>What a file is, by its name.</summary>
internal static class ContentTypes
{
    private const string Unknown = "application/octet-stream";
    private const string Text = "text/plain; charset=utf-8";
    private const string Json = "application/json";

    public static string Of(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        var dot = name.LastIndexOf('.');
        return (dot < 0 ? name : name[dot..]) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".xml" => name.Contains("sitemap", StringComparison.Ordinal) ? "application/xml" : "application/rss+xml; charset=utf-8",
            ".atom" => "application/atom+xml; charset=utf-8",
            ".json" => name is "feed.json" ? "application/feed+json" : Json,
            ".txt" or "checkpoint" => Text,
            ".js" => "text/javascript; charset=utf-8",
            ".vtt" => "text/vtt; charset=utf-8",
            ".jpg" => "image/jpeg",
            ".png" => "image/png",
            ".webp" => "image/webp",
            ".avif" => "image/avif",
            ".mp3" => "audio/mpeg",
            ".ogg" or ".opus" => "audio/ogg",
            ".m4a" => "audio/mp4",
            ".webm" => "video/webm",
            ".mp4" => "video/mp4",
            var ending => path.StartsWith("targets/", StringComparison.Ordinal) ? OfTarget(ending) : Unknown,
        };
    }

    // <hash>.checkpoint, <hash>.files are text; <hash>.front, <hash>.notices, <hash>.corrections-2026 are JSON; a copy of one of them is neither.
    private static string OfTarget(ReadOnlySpan<char> ending) => ending switch
    {
        ".checkpoint" or ".files" => Text,
        SiblingName.Brotli or SiblingName.Gzip => Unknown,
        _ => Json,
    };
}
