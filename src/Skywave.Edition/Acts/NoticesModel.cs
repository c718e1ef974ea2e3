using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>Notices in full.</summary>
public sealed record NoticesModel(Site Site, ImmutableArray<Notice> Notices);

/// <summary>Who last checked a notice, and when.</summary>
public sealed record ReviewModel(Site Site, Notice Notice);
