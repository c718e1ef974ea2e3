using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>What a reader may do with a story, and which notice stands before it.</summary>
public static class OfferedActs
{
    private const string Contact = "contact";

    /// <summary>What can be done with one story, each on its page with its notice before it. Writing to us and subscribing are not about a story: every page leads to where they and their notices stand.</summary>
    public static ImmutableArray<Act> WithAnArticle { get; } = [Act.Share, Act.Save, Act.Like, Act.Comment];

    /// <summary>The acts that a desk's pages offer, in the order of the pages.</summary>
    /// <param name="standing">Names of the desk's standing pages: writing to the newsroom is offered only where <c>contact</c> is among them.</param>
    public static ImmutableArray<Act> Of(IReadOnlyCollection<string> standing) =>
        standing.Contains(Contact) ? [.. WithAnArticle, Act.Contact, Act.Subscribe] : [.. WithAnArticle, Act.Subscribe];

    /// <summary>The offered acts that no notice of a desk names. A desk without any notice warns of nothing, and lacks nothing.</summary>
    public static ImmutableArray<Act> Without(ImmutableArray<Notice> notices, IReadOnlyCollection<string> standing) =>
        notices.IsEmpty ? [] : [.. Of(standing).Where(act => !notices.Any(n => n.Acts.Contains(act)))];

    /// <summary>The notices that name an act.</summary>
    internal static ImmutableArray<Notice> About(this ImmutableArray<Notice> notices, Act act) => [.. notices.Where(n => n.Acts.Contains(act))];

    /// <summary>What the act is called on its button.</summary>
    internal static string LabelOf(Act act) => act switch
    {
        Act.Share => "acts.share",
        Act.Save => "acts.save",
        Act.Like => "acts.likeHere",
        Act.Comment => "acts.comment",
        Act.Contact => "acts.contact",
        Act.Subscribe => "acts.subscribe",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "no page offers it"),
    };
}

/// <summary>What the template of one act sees.</summary>
/// <param name="Site">The page.</param>
/// <param name="Act">What the reader wants to do.</param>
/// <param name="Notices">The desk's notices; those that name the act are shown.</param>
/// <param name="Article">The article it is done with, or null on the page of acts.</param>
public sealed record ActModel(Site Site, Act Act, ImmutableArray<Notice> Notices, PublishedArticle? Article)
{
    /// <summary>The notices of this act.</summary>
    public ImmutableArray<Notice> Own { get; } = Notices.About(Act);

    /// <summary>The article's own file, from its own page.</summary>
    public string File => Article!.FileName;
}
