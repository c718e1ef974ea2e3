using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>A claim with its line.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Claim">What it says; null where that is a mistake.</param>
public sealed record PlacedClaim(int Line, Claim? Claim);

/// <summary>The claims of a story text, line by line: for whoever changes one and leaves the rest as it was typed.</summary>
public static class ClaimLines
{
    /// <summary>All of them in order, also of a text with mistakes.</summary>
    /// <param name="text">The text.</param>
    public static ImmutableArray<PlacedClaim> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var mistakes = new Mistakes();
        var (front, _) = FrontMatter.Read(StoryText.Lines(text, new Notes()), mistakes);
        return [.. front.Where(f => f.Name == "claim").Select(f => new PlacedClaim(f.Line, StoryClaims.Read(f, mistakes)))];
    }

    /// <summary>A claim as its line of the front matter.</summary>
    /// <param name="claim">The claim.</param>
    public static string Write(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return "claim: " + WrittenFront.Claim(claim);
    }
}
