using System.Text.RegularExpressions;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>A topic, person or place of the front matter: <c>name</c>, or <c>name {code}</c>.</summary>
internal static partial class StorySubject
{
    public static Subject Read(string text) => Coded().Match(text) is { Success: true } coded
        ? new Subject(coded.Groups[1].Value, CleanText.LineOrNull(coded.Groups[2].Value))
        : new Subject(text);

    /// <summary>The same as text. Empty braces keep a name that ends like a code.</summary>
    public static string Write(Subject subject) => subject.Code is { } code ? $"{subject.Name} {{{code}}}" : Coded().IsMatch(subject.Name) ? subject.Name + " {}" : subject.Name;

    [GeneratedRegex(@"^(.*[^ ]) \{([^{}]*)\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Coded();
}
