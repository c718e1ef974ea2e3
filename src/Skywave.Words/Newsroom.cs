using System.Collections.Immutable;

namespace Skywave.Words;

/// <summary>One organisation: its name and its desks in the order the language chooser shows them.</summary>
/// <param name="Id">A random UUID in lower-case <c>D</c> form, made once; part of every log's origin.</param>
/// <param name="Name">As readers see it.</param>
/// <param name="Desks">In order.</param>
/// <param name="Exit">An https address that somebody is led to who must leave a page at once. Default: the edition's own empty page.</param>
public sealed record Newsroom(string Id, string Name, ImmutableArray<DeskTag> Desks, string? Exit = null);
