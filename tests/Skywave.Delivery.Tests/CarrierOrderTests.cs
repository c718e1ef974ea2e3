using Skywave.Delivery;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class CarrierOrderTests
{
    [Theory]
    [InlineData("media/ab.jpg", PushPhase.Media)]
    [InlineData("log/en/1/tile/0/000.p/3", PushPhase.LogTiles)]
    [InlineData("log/en/1/tile/entries/000", PushPhase.LogTiles)]
    [InlineData("log/en/1/checkpoint", PushPhase.Lists)]
    [InlineData("targets/en/00ff.front", PushPhase.Targets)]
    [InlineData("metadata/3.uz-Cyrl.json", PushPhase.DeskMetadata)]
    [InlineData("delta/2.pack", PushPhase.Packs)]
    [InlineData("metadata/3.mirrors.json", PushPhase.DeskMetadata)]
    [InlineData("metadata/3.root.json", PushPhase.OfflineMetadata)]
    [InlineData("metadata/3.targets.json", PushPhase.OfflineMetadata)]
    [InlineData("metadata/12.snapshot.json", PushPhase.Snapshot)]
    [InlineData("metadata/timestamp.json", PushPhase.Timestamp)]
    [InlineData("en/2026/11/a-story-abcdefghijklmnop.html", PushPhase.Pages)]
    [InlineData("en/about/verify.html", PushPhase.Pages)]
    [InlineData("en/page/1.html", PushPhase.Lists)]
    [InlineData("en/2026/11/index.html", PushPhase.Lists)]
    [InlineData("targets/en/00ff.files", PushPhase.Targets)]
    [InlineData("en/index.html", PushPhase.Lists)]
    [InlineData("index.html", PushPhase.Lists)]
    [InlineData("en/2026/11/a-story-abcdefghijklmnop.html.br", PushPhase.Pages)]
    [InlineData("metadata/timestamp.json.gz", PushPhase.Timestamp)]
    [InlineData("metadata/3.en.json.br", PushPhase.DeskMetadata)]
    public void A_file_is_written_in_the_phase_its_readers_need(string path, PushPhase phase) => Assert.Equal(phase, CarrierOrder.PhaseOf(path));

    [Fact]
    public void What_can_be_replaced_is_never_called_immutable()
    {
        Assert.All(new[] { "en/index.html", "metadata/timestamp.json", "log/en/1/checkpoint", "en/about/verify.html" }, p => Assert.False(CarrierOrder.IsImmutable(p)));
        Assert.All(new[] { "media/ab.jpg", "metadata/1.root.json", "targets/en/00.front" }, p => Assert.True(CarrierOrder.IsImmutable(p)));
    }
}
