using Skywave.Reading;
using Skywave.Trust;

namespace Skywave.Mirror;

/// <summary>An edition that a command was given, opened with what trust there is for it, and the desk it is about.</summary>
/// <param name="Edition">The edition, verified as far as its newsroom's documents.</param>
/// <param name="Desk">The desk asked for, or the first.</param>
/// <param name="IsVouched">True: a trust file or this machine's memory vouches for its root.</param>
public sealed record EditionAtHand(ReadEdition Edition, string Desk, bool IsVouched)
{
    /// <summary>How a command that got this far ends.</summary>
    public Exit Exit => Edition.ExpiredRole is null ? Exit.Done : Exit.Stale;

    /// <summary>Opens it.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="named">What it was called on the command line, for messages.</param>
    /// <param name="trust">A trust file, or null.</param>
    /// <param name="desk">A desk's tag, or null for the first.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="Stop">It was refused, could not be reached, or has no such desk.</exception>
    public static async Task<EditionAtHand> OpenAsync(Place place, string named, string? trust, string? desk, DateTimeOffset now, CancellationToken cancel)
    {
        var from = await EditionTrust.FindAsync(place.Source, trust, now, cancel).ConfigureAwait(false);
        var edition = Accept(await ReadEdition.OpenAsync(place.Source, from.Root, from.Memory, now, cancel).ConfigureAwait(false), named);
        return new EditionAtHand(edition, DeskOf(edition, desk), from.IsVouched);
    }

    /// <summary>Says that it is old, if it is.</summary>
    public void TellAge(Terminal terminal)
    {
        if (Edition.ExpiredRole is { } role)
        {
            terminal.Note($"this copy is old: the signature of {role} has run out");
        }
    }

    /// <summary>What was read.</summary>
    /// <exception cref="Stop">It was refused or could not be reached.</exception>
    public static T Accept<T>(Checked<T> answer, string named)
        where T : class =>
        answer.TryGet(out var value, out var refusal) ? value
        : refusal.Code == EditionCodes.FileMissing ? throw new Stop(Exit.Unreachable, refusal.Code, $"{named}: {refusal.Detail}", "check the address, or try another mirror")
        : throw new Stop(Exit.Refused, refusal.Code, $"{named}: {refusal.Detail}", "do not trust this copy; fetch it from another mirror");

    private static string DeskOf(ReadEdition edition, string? asked)
    {
        var desks = edition.Newsroom.Desks;
        return asked is null ? desks[0].Tag
            : desks.FirstOrDefault(d => d.Tag.Equals(asked, StringComparison.OrdinalIgnoreCase))?.Tag
            ?? throw new Stop(Exit.Usage, "desk.unknown", $"there is no desk {asked} here", "its desks are " + string.Join(' ', desks.Select(d => d.Tag)));
    }
}
