namespace Skywave.Bench;

/// <summary>A program to measure against is not installed; the message is the line that installs it.</summary>
internal sealed class ToolMissingException(string install) : Exception(install);
