using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Skywave.Words;

/// <summary>Generated JSON for what is stored: article texts, notices, corrections and fronts.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ArticleText))]
[JsonSerializable(typeof(PublishedArticle))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(ImmutableArray<Notice>))]
[JsonSerializable(typeof(ImmutableArray<Correction>))]
[JsonSerializable(typeof(MovedArticle))]
[JsonSerializable(typeof(Newsroom))]
[JsonSerializable(typeof(CuratedFront))]
public sealed partial class WordsJson : JsonSerializerContext;
