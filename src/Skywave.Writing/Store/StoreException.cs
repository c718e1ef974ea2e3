namespace Skywave.Writing;

/// <summary>A database of the newsroom cannot be used as it is. The message is one sentence; the hint says what to do.</summary>
public sealed class StoreException : Exception
{
    /// <summary>A store that cannot be used.</summary>
    public StoreException(string message, string hint, Exception? inner = null)
        : base(message, inner) => Hint = hint;

    /// <summary>What the operator can do about it.</summary>
    public string Hint { get; }
}
