using System.Globalization;
using System.Text;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>Front matter in its one order, that of docs/030-story-text.md; what is as it would be anyway is left out.</summary>
internal sealed class WrittenFront
{
    private readonly StringBuilder _lines = new();

    public static string Of(Imported item)
    {
        var front = new WrittenFront();
        front.Whose(item);
        front.Head(item.Text, item.FirstPublished);
        front.Lead(item.Text.LeadPicture);
        front.Evidence(item.Text);
        front.Add("correction", item.Correction is { } c ? Parts(c.Kind.ToString().ToLowerInvariant(), c.Text, c.Words) : null);
        front.Add("live", item.Text.Live is { } live ? live.State == LiveState.Ended ? "ended" : "yes" : null);
        front.Add("pin", item.Text.Live?.Pinned?.ToString(CultureInfo.InvariantCulture));
        front.Add("review", item.Text.NeedsNativeReview ? "needs native review" : null);
        return $"---\n{front._lines}---\n";
    }

    /// <summary>Parts between bars; trailing ones that are null are left out.</summary>
    public static string Parts(params string?[] parts)
    {
        var last = Array.FindLastIndex(parts, p => p is { Length: > 0 });
        return string.Join('|', parts[..(last + 1)].Select((p, i) => $"{(i == 0 ? "" : " ")}{p?.Replace("|", "\\|", StringComparison.Ordinal)}{(i == last || (p ?? "").Length == 0 ? "" : " ")}"));
    }

    private void Whose(Imported item)
    {
        var own = item.Uri.StartsWith(StoryText.IdMark, StringComparison.Ordinal) ? item.Uri[StoryText.IdMark.Length..] : "";
        // An id is the story's name too, when there is no other.
        var id = own.Length is > 0 and <= StoryFields.LongestId && item.Story is not null ? own : null;
        Add("id", id);
        Add("uri", id is null ? item.Uri : null);
        Add("desk", item.Desk?.Value);
        Add("language", item.Language == item.Desk?.Value ? null : item.Language);
        Add("story", item.Story == id ? null : item.Story);
        Add("standing", item.Standing);
    }

    private void Head(ArticleText text, DateTimeOffset? published)
    {
        Add("short", text.HeadlineShort);
        Add("slugline", text.Slugline);
        Add("deck", text.Deck);
        foreach (var byline in text.Bylines)
        {
            Add("byline", Byline(byline));
        }
        Add("agencies", Each(text.InfoSources));
        Add("located", text.Located);
        Add("genre", text.Genre == Genre.News ? null : text.Genre.ToString().ToLowerInvariant());
        Add("topics", Each(text.Subjects.Select(StorySubject.Write)));
        Add("people", Each(text.People.Select(StorySubject.Write)));
        Add("places", Each(text.Places.Select(StorySubject.Write)));
        Add("urgency", text.Urgency == 5 ? null : text.Urgency.ToString(CultureInfo.InvariantCulture));
        Add("breaking", text.Breaking ? "yes" : null);
        Add("published", published is { } at ? Time(at) : null);
    }

    private void Lead(Picture? picture)
    {
        if (picture is null)
        {
            return;
        }
        Add("picture", WrittenMedia.Place(picture));
        Add("alt", picture.Alt);
        Add("caption", picture.Caption);
        Add("credit", picture.Credit);
        Add("picture-copyright", picture.Copyright);
        Add("focus", picture.Focus is { } focus ? WrittenMedia.Focus(focus) : null);
    }

    private void Evidence(ArticleText text)
    {
        foreach (var claim in text.Claims)
        {
            Add("claim", Claim(claim));
        }
        for (var i = 0; i < text.UnnamedSources.Length; i++)
        {
            var source = text.UnnamedSources[i];
            Add("unnamed", Parts(source.Descriptor, source.Reason, source.Number == i + 1 ? null : source.Number.ToString(CultureInfo.InvariantCulture)));
        }
        Add("source", text.Source);
        Add("source-url", text.SourceUrl);
        Add("copyright", text.CopyrightNotice);
    }

    private static string Byline(Byline byline) => byline.Display switch
    {
        BylineDisplay.Pseudonym => "pseudonym: " + Parts(byline.Name, byline.Role, byline.Reason),
        BylineDisplay.Withheld => "withheld: " + Parts("", byline.Role, byline.Reason),
        _ => StoryPeople.Named(Parts(byline.Name, byline.Role)),
    };

    public static string Claim(Claim claim) => Parts(
        claim.About, claim.Value, claim.AttributedTo,
        claim.SourceType switch { ClaimSource.Agency => null, ClaimSource.OwnCount => "own", var type => type.ToString().ToLowerInvariant() },
        claim.AsOf is { } at ? Time(at) : null,
        claim.Status == ClaimStatus.Open ? null : claim.Status.ToString().ToLowerInvariant(),
        claim.Unit);

    // A backslash at the end of a name would be taken for that of the semicolon after it.
    private static string Each(IEnumerable<string> names) =>
        string.Join("; ", names.Select(n => n.Replace(";", "\\;", StringComparison.Ordinal)).Select(n => n.EndsWith('\\') ? n + " " : n));

    // The day alone where it began, without seconds where there are none.
    private static string Time(DateTimeOffset at)
    {
        var utc = at.ToUniversalTime();
        var form = utc.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : utc.Second == 0 ? "yyyy-MM-dd'T'HH:mm'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'";
        return utc.ToString(form, CultureInfo.InvariantCulture);
    }

    private void Add(string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            _lines.Append(name).Append(": ").Append(value).Append('\n');
        }
    }
}
