namespace Skywave.Words;

/// <summary>One file of an edition.</summary>
/// <param name="Path">Relative, with <c>/</c>, never starting with one, without <c>.</c> or <c>..</c> segments.</param>
/// <param name="Bytes">Its whole content.</param>
public readonly record struct EditionFile(string Path, ReadOnlyMemory<byte> Bytes);
