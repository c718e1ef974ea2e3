namespace Skywave.Office;

/// <summary>The office's database cannot be used.</summary>
/// <param name="message">What is wrong, and where.</param>
/// <param name="hint">What to do.</param>
/// <param name="inner">What was thrown.</param>
public sealed class OfficeException(string message, string hint, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do.</summary>
    public string Hint { get; } = hint;
}
