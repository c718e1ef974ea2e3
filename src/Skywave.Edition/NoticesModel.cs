using System.Collections.Immutable;
using Skywave.Words;

namespace Skywave.Edition;

/// <summary>The notices of a page.</summary>
public sealed record NoticesModel(Site Site, ImmutableArray<Notice> Notices);
