using Skywave.Words;

namespace Skywave.Intake.Plain;

/// <summary>One <c>claim</c> line: <c>about | value | attributed to | source type | as of | status | unit</c>.</summary>
internal static class StoryClaims
{
    public static Claim? Read(FrontLine line, Mistakes mistakes)
    {
        var parts = FrontMatter.Parts(line.Value);
        if (parts is not [{ } about, { } value, { } attributed, ..] || parts.Count > 7)
        {
            mistakes.Add(line.Line, "claim is not \"about | value | attributed to | source type | as of | status | unit\"; the first three are needed");
            return null;
        }
        var (type, asOf, status) = (parts.ElementAtOrDefault(3), parts.ElementAtOrDefault(4), parts.ElementAtOrDefault(5));
        ClaimSource? source = type switch
        {
            null or "agency" => ClaimSource.Agency,
            "authority" => ClaimSource.Authority,
            "organiser" => ClaimSource.Organiser,
            "ngo" => ClaimSource.Ngo,
            "eyewitness" => ClaimSource.Eyewitness,
            "own" => ClaimSource.OwnCount,
            _ => null,
        };
        ClaimStatus? stands = status switch { null or "open" => ClaimStatus.Open, "settled" => ClaimStatus.Settled, "withdrawn" => ClaimStatus.Withdrawn, _ => null };
        var time = asOf is null ? null : StoryFields.Time(asOf);
        var wrong = source is null ? "the claim's source type is not authority, organiser, agency, ngo, eyewitness or own"
            : stands is null ? "the claim's status is not open, settled or withdrawn"
            : asOf is not null && time is null ? "the claim's time is not one such as 2026-11-24" : null;
        if (wrong is not null)
        {
            mistakes.Add(line.Line, wrong);
            return null;
        }
        return new Claim { About = about, Value = value, Unit = parts.ElementAtOrDefault(6), AttributedTo = attributed, SourceType = source!.Value, AsOf = time, Status = stands!.Value };
    }
}
