using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skywave.Office;
using Skywave.Words;

namespace Skywave.Moving;

/// <summary>What <c>newsroom.json</c> says: what the folder is, and those settings that are no secret and of no machine.</summary>
internal sealed record NewsroomFile
{
    /// <summary>What such a file calls itself.</summary>
    public const string FormatName = "skywave newsroom folder";

    public const int NewestVersion = 1;

    public string Format { get; init; } = FormatName;

    public int Version { get; init; } = NewestVersion;

    public required string Name { get; init; }

    /// <summary>In the order of the language chooser; then those that left it and have articles.</summary>
    public required ImmutableArray<string> Desks { get; init; }

    public ImmutableArray<string> Mirrors { get; init; } = [];

    public string? PublicAddress { get; init; }

    public string? QuickExit { get; init; }

    public ImmutableArray<string> TapToLoad { get; init; } = [];

    public required Holdings Holds { get; init; }
}

/// <summary>How many of each the folder has: whoever reads it can see that nothing is missing.</summary>
/// <param name="Articles">Published articles.</param>
/// <param name="Drafts">Revisions that are not published.</param>
/// <param name="Media">Files in <c>media/</c>.</param>
/// <param name="Notices">Files of notices.</param>
/// <param name="Manuscripts">Manuscripts of the office.</param>
internal sealed record Holdings(int Articles, int Drafts, int Media, int Notices, int Manuscripts);

/// <summary>What stands beside a manuscript's text.</summary>
internal sealed record ManuscriptFile
{
    public required string Id { get; init; }

    public required string Desk { get; init; }

    public required string Story { get; init; }

    public required string Uri { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<Stage>))]
    public required Stage Stage { get; init; }

    /// <summary>A protected source or a face is in it.</summary>
    public bool Marked { get; init; }

    /// <summary>A text of it went out.</summary>
    public bool Published { get; init; }

    /// <summary>The manuscript it translates.</summary>
    public string? Translates { get; init; }

    /// <summary>Before this time it may not go out.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    public required DateTimeOffset Changed { get; init; }
}

/// <summary>Somebody who works there, for whoever reads the trail.</summary>
internal sealed record PersonFile(string Id, string Handle, string Name, bool HasLeft, ImmutableArray<RoleFile> Roles);

/// <summary>What somebody is, and where; <c>*</c>: everywhere.</summary>
internal sealed record RoleFile(string Desk, [property: JsonConverter(typeof(JsonStringEnumConverter<Role>))] Role Role);

/// <summary>Generated JSON of the folder's files beside the articles: two spaces, line feeds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewsroomFile))]
[JsonSerializable(typeof(ManuscriptFile))]
[JsonSerializable(typeof(ImmutableArray<PersonFile>))]
internal sealed partial class MovingJson : JsonSerializerContext;

/// <summary>How the folder's JSON is written.</summary>
internal static class MovingForms
{
    public static MovingJson Ours { get; } = new(new JsonSerializerOptions(MovingJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The form of a desk's notices: that of <c>import --format notices</c>.</summary>
    public static WordsJson Notices { get; } = new(new JsonSerializerOptions(WordsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" });
}
