namespace Skywave.Office;

/// <summary>That somebody asked for words to be taken out: who, when, and by what the same words are known again. The words are nowhere.</summary>
internal sealed class TakeOutRow
{
    public required string Id { get; init; }

    public required string AskedBy { get; init; }

    public required long At { get; init; }

    public required byte[] Salt { get; init; }

    public required byte[] Hash { get; init; }
}
