using Skywave.Delivery;
using Skywave.Reading;

namespace Skywave.Tests.Packs;

/// <summary>An edition in a folder that remembers what it was asked for, and may have packs of its own making or none.</summary>
internal sealed class AskedSource(string folder)
{
    private readonly EditionSource _files = EditionSource.FromFolder(folder);

    /// <summary>What was asked for, in turn.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What it gives for a pack or bundle; null: it says that there is none.</summary>
    public Func<string, byte[]?> Packs { get; init; } = new EditionFolder(folder).Read;

    public EditionSource Source => EditionSource.From(
        async (path, max, cancel) =>
        {
            Asked.Add(path);
            return !path.StartsWith("delta/", StringComparison.Ordinal) ? await _files.FetchAsync(path, max, cancel)
                : Packs(path) is { } pack ? new Fetched.Content(pack) : new Fetched.Missing();
        },
        "the newsroom");
}
