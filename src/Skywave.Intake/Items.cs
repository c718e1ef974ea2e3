using Skywave.Intake.Feeds;
using Skywave.Intake.Html;
using Skywave.Intake.Ninjs;
using Skywave.Intake.Plain;

namespace Skywave.Intake;

/// <summary>Documents from elsewhere to drafts. Takes bytes, gives outcomes; no file, socket or clock.</summary>
public static class Items
{
    /// <summary>
    /// Reads every item of a document. At least one outcome; hostile bytes give <see cref="ImportOutcome.Rejected"/>, never an exception.
    /// </summary>
    /// <param name="bytes">The document, at most <see cref="IntakeLimits.DocumentBytes"/>.</param>
    /// <param name="name">What to call it in outcomes: a file name or an address.</param>
    /// <param name="options">Null: everything as the document itself says.</param>
    public static IReadOnlyList<ImportOutcome> Read(byte[] bytes, string name, IntakeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(name);
        options ??= new IntakeOptions();
        if (bytes.Length > IntakeLimits.DocumentBytes)
        {
            return [Refuse(name, $"it has {bytes.Length} bytes; at most {IntakeLimits.DocumentBytes} are read")];
        }
        if (Sniff.Binary(bytes) is { } binary)
        {
            return [Refuse(name, binary)];
        }
        var (text, note) = Decode.Text(bytes, options.Charset);
        if (string.IsNullOrWhiteSpace(text.Replace("\0", "", StringComparison.Ordinal)))
        {
            return [Refuse(name, "it is empty")];
        }
        var (format, reason) = options.Format is { } given ? (given, null) : Sniff.Format(text, name);
        if (reason is not null)
        {
            return [Refuse(name, reason)];
        }
        var source = new Source(text, name, options);
        var outcomes = format switch
        {
            IntakeFormat.Ninjs => NinjsReader.Read(source),
            IntakeFormat.NinjsLines => NinjsLines.Read(source),
            IntakeFormat.JsonFeed => JsonFeed.Read(source),
            IntakeFormat.Feed => XmlFeed.Read(source),
            IntakeFormat.Html => SavedPage.Read(source),
            _ => StoryText.Read(source),
        };
        return note is null ? outcomes : [.. outcomes.Select(o => With(o, note))];
    }

    internal static ImportOutcome.Rejected Refuse(string place, string reason) => new(reason) { Place = place };

    private static ImportOutcome With(ImportOutcome outcome, string note) =>
        outcome is ImportOutcome.Draft draft ? draft with { Item = draft.Item with { Warnings = [note, .. draft.Item.Warnings] } } : outcome;
}

/// <summary>One document on its way in.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="Name">What outcomes call it.</param>
/// <param name="Options">How it is read.</param>
internal sealed record Source(string Text, string Name, IntakeOptions Options);
