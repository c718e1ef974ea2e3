using System.Collections.Immutable;

namespace Skywave.Office;

/// <summary>A manuscript as it leaves the office and comes into another (docs/046-newsroom-folder.md).</summary>
/// <param name="Id">Its name, which stays.</param>
/// <param name="Desk">Whose it is.</param>
/// <param name="Story">Shared by all languages' texts of a story.</param>
/// <param name="Uri">What makes the article's id, together with the desk.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="IsMarked">A protected source or a face is in it.</param>
/// <param name="Source">The manuscript it translates, or null.</param>
/// <param name="Embargo">Before this time it may not go out, Unix seconds; or null.</param>
/// <param name="Changed">When it was changed last, Unix seconds.</param>
/// <param name="Text">The newest text; empty while nothing was written.</param>
/// <param name="Published">The text that went out last, when it is another than the newest; null: it is the newest, or none went out.</param>
/// <param name="WasPublished">True once a text of it went out.</param>
public sealed record MovedManuscript(string Id, string Desk, string Story, string Uri, Stage Stage, bool IsMarked, string? Source, long? Embargo, long Changed, string Text, string? Published, bool WasPublished);

/// <summary>A text as it was saved once.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">Story text, as typed.</param>
public sealed record MovedVersion(int Number, string Text);

/// <summary>Somebody who works here, as colleagues know them. Nothing with which they sign in.</summary>
/// <param name="Id">As the trail names them.</param>
/// <param name="Handle">What they sign in as.</param>
/// <param name="Name">As colleagues see it.</param>
/// <param name="HasLeft">No longer works here.</param>
/// <param name="Roles">What they are, and where.</param>
public sealed record MovedPerson(string Id, string Handle, string Name, bool HasLeft, ImmutableArray<Grant> Roles);
