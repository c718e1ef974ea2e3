using System.Collections.Immutable;
using Skywave.Trust.Documents;

namespace Skywave.Reading;

/// <summary>
/// The signed files that a reader of one desk needs and nothing else: what a lifeboat carries (docs/900-design.md, section 19). All of it is verified.
/// </summary>
/// <param name="Root">The newest root's bytes.</param>
/// <param name="Roles">Timestamp, snapshot and targets, by name.</param>
/// <param name="Files">The desk's role, the carriers' and the documents they sign.</param>
/// <param name="Front">What the desk's front shows.</param>
/// <param name="Notices">The desk's notices.</param>
/// <param name="Mirrors">Addresses that the newsroom makes public.</param>
public sealed record DeskHoldings(
    ReadOnlyMemory<byte> Root, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Roles, ImmutableArray<ReadOnlyMemory<byte>> Files,
    FrontDocument Front, NoticesDocument Notices, ImmutableArray<string> Mirrors);
