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
/// <param name="Fronts">Files of curated fronts, those on the editors' table too.</param>
/// <param name="Pictures">Pictures of the office's library.</param>
/// <param name="Manuscripts">Manuscripts of the office.</param>
/// <param name="LookAgain">Files of what is looked at again.</param>
internal sealed record Holdings(int Articles, int Drafts, int Media, int Notices, int Fronts, int Pictures, int Manuscripts, int LookAgain);

/// <summary>Somebody who works there, for whoever reads the trail.</summary>
internal sealed record PersonFile(string Id, string Handle, string Name, bool HasLeft, ImmutableArray<RoleFile> Roles);

/// <summary>What somebody is, and where; <c>*</c>: everywhere.</summary>
internal sealed record RoleFile(string Desk, [property: JsonConverter(typeof(JsonStringEnumConverter<Role>))] Role Role);

/// <summary>Generated JSON of the folder's files beside the articles: two spaces, line feeds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewsroomFile))]
[JsonSerializable(typeof(ManuscriptFile))]
[JsonSerializable(typeof(PictureFile))]
[JsonSerializable(typeof(TableFile))]
[JsonSerializable(typeof(CuratedFront))]
[JsonSerializable(typeof(CommentLine))]
[JsonSerializable(typeof(PairLine))]
[JsonSerializable(typeof(ReviewLine))]
[JsonSerializable(typeof(ImmutableArray<PersonFile>))]
internal sealed partial class MovingJson : JsonSerializerContext;

/// <summary>How the folder's JSON is written.</summary>
internal static class MovingForms
{
    public static MovingJson Ours { get; } = new(new JsonSerializerOptions(MovingJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A line of JSON Lines.</summary>
    public static MovingJson Line { get; } = new(new JsonSerializerOptions(Ours.Options) { WriteIndented = false });

    /// <summary>The form of a desk's notices: that of <c>import --format notices</c>.</summary>
    public static WordsJson Notices { get; } = new(new JsonSerializerOptions(WordsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" });
}
