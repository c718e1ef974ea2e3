using System.Diagnostics.CodeAnalysis;

namespace Skywave.Trust;

/// <summary>Why hostile or broken input was not accepted. A value, never an exception.</summary>
/// <param name="Code">Stable, from <see cref="Codes"/>; listed in docs/070-codes.md.</param>
/// <param name="Detail">One plain clause for a person: what was found. Holds no path of this machine and no reader's data.</param>
public sealed record Refusal(string Code, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Detail}";
}

/// <summary>The outcome of a check: the accepted value, or why it was refused.</summary>
/// <typeparam name="T">What is accepted.</typeparam>
public readonly struct Checked<T>
    where T : notnull
{
    private readonly T? _value;

    private Checked(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Why it was refused; null when it was accepted.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when it was accepted.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Refusal is null;

    /// <summary>The accepted value. Throws <see cref="InvalidOperationException"/> when it was refused: ask first.</summary>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException("refused: " + Refusal);

    /// <summary>True with the value, or false with the reason.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, Refusal);
        return refusal is null;
    }

    /// <summary>An accepted value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "the conversions are the shorthand; there is no other way in")]
    public static implicit operator Checked<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "the conversions are the shorthand; there is no other way in")]
    public static implicit operator Checked<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>Every code a refusal can have. Once published a code never changes its meaning. One part of this class per kind of input.</summary>
public static partial class Codes;
