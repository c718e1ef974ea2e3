using System.Text;
using Skywave.Alerts;
using Skywave.Ceremonies;
using Skywave.Mirror;
using Skywave.Trust.Keys;
using Xunit;

namespace Skywave.Tests.Alerts;

/// <summary>The contract of <c>alerts.db</c>.</summary>
public sealed class AlertsFileTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("skywave-alerts-").FullName;

    private string Name => Path.Combine(_folder, "alerts.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_file_names_no_endpoint_and_no_desk_and_opens_with_the_key_alone()
    {
        var (key, other) = (SealedMessageTests.KeyFilesMake(KeyPurpose.Subscriptions), SealedMessageTests.KeyFilesMake(KeyPurpose.Subscriptions));
        var services = new PushHosts(["https://push.example"]);
        using var browser = new ABrowser("https://push.example/a-token-of-a-reader", "uz-Cyrl");
        var sizes = new HashSet<int>();
        using (var file = AlertsFile.Open(Name))
        {
            file.Keep(SubscriptionList.IdOf(browser.Wish.Endpoint), Today, SubscriptionList.Seal(browser.Wish, CurveKey.PointOf(key)));
            using var second = new ABrowser("https://push.example/" + new string('b', 900));
            file.Keep(SubscriptionList.IdOf(second.Wish.Endpoint), Today, SubscriptionList.Seal(second.Wish, CurveKey.PointOf(key)));
            sizes.UnionWith(file.All().Select(row => row.Sealed.Length));
            var sealedBytes = file.All().Single(row => row.Id.AsSpan().SequenceEqual(SubscriptionList.IdOf(browser.Wish.Endpoint))).Sealed;
            Assert.Equal(browser.Wish.Endpoint, SubscriptionList.Open(sealedBytes, key, ["en", "uz-Cyrl"], services)!.Endpoint);
            Assert.Null(SubscriptionList.Open(sealedBytes, other, ["en", "uz-Cyrl"], services));
            Assert.Null(SubscriptionList.Open(sealedBytes, key, ["en"], services));
        }
        Assert.Single(sizes);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Name));
        Assert.All(new[] { "a-token-of-a-reader", "push.example", "uz-Cyrl" }, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Name) == Owner);
        Assert.Equal(["alerts.db"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_was_opened_up_is_narrowed_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "files have no modes there");
        AlertsFile.Open(Name).Dispose();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Name, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            AlertsFile.Open(Name).Dispose();
            Assert.Equal(Owner, File.GetUnixFileMode(Name));
        }
    }

    [Fact]
    public void One_endpoint_is_one_row_and_the_list_has_an_end()
    {
        using var file = AlertsFile.Open(Name);
        Assert.True(file.Keep([1], Today, [1], most: 2));
        Assert.True(file.Keep([1], Today, [2], most: 2));
        Assert.True(file.Keep([2], Today, [3], most: 2));
        Assert.False(file.Keep([3], Today, [4], most: 2));
        Assert.True(file.Keep([2], Today, [5], most: 2));
        Assert.Equal([(1, 2), (2, 5)], file.All().Select(row => ((int)row.Id[0], (int)row.Sealed[0])).Order());
        file.Forget([1]);
        file.Forget([9]);
        Assert.Equal(1, file.Count);
        Assert.True(file.Keep([3], Today, [4], most: 2));
        file.ForgetAll();
        Assert.Equal(0, file.Count);
    }

    [Fact]
    public void What_is_gone_or_too_old_is_forgotten()
    {
        using var file = AlertsFile.Open(Name);
        file.Keep([1], Today.AddDays(-AlertsFile.Days), "kept"u8.ToArray());
        file.Keep([2], Today.AddDays(-AlertsFile.Days - 1), "a text to be overwritten"u8.ToArray());
        file.ForgetOld(Today);
        Assert.Equal(1, Assert.Single(file.All()).Id[0]);
        Assert.DoesNotContain("a text to be overwritten", Encoding.Latin1.GetString(File.ReadAllBytes(Name)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_article_is_told_of_once_on_each_desk_whoever_asks()
    {
        using (var file = AlertsFile.Open(Name))
        {
            Assert.Equal(["a", "b"], file.Tell("en", ["a", "b"]));
            Assert.Equal(["c"], file.Tell("en", ["a", "c"]));
        }
        using var again = AlertsFile.Open(Name);
        Assert.Empty(again.Tell("en", ["a", "b", "c"]));
        Assert.Equal(["a"], again.Tell("fa", ["a"]));
    }

    [Fact]
    public async Task Two_processes_may_write_at_once()
    {
        await Parallel.ForAsync(0, 8, (i, _) =>
        {
            using var file = AlertsFile.Open(Name);
            for (byte n = 0; n < 20; n++)
            {
                Assert.True(file.Keep([(byte)i, n], Today, [1]));
            }
            return ValueTask.CompletedTask;
        });
        using var all = AlertsFile.Open(Name);
        Assert.Equal(160, all.Count);
    }

    [Fact]
    public async Task New_keys_end_every_subscription_and_none_are_made_unasked()
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.TurnOnAsync("https://push.example");
        using var browser = new ABrowser("https://push.example/x");
        paper.Take(browser.Wish);
        var before = paper.House.Settings.Alerts!;
        Assert.Equal("keys.alerts-made", (await Assert.ThrowsAsync<Stop>(() => Make("mailto:a@b.example", isNew: false))).Code);
        Assert.Equal(1, paper.Known());
        await Make(null, isNew: true);
        var after = paper.HouseNow().Settings.Alerts!;
        Assert.Equal((before.Contact, "https://push.example"), (after.Contact, Assert.Single(after.PushServices)));
        Assert.NotEqual(before.Key, after.Key);
        Assert.Equal(0, paper.Known());
        Assert.Equal([KeyPurpose.Alerts, KeyPurpose.Subscriptions], paper.HostKeys().Keys.Select(k => k.Purpose).Where(KeyPurpose.IsOnCurve));
        Assert.Equal(Convert.ToHexStringLower(after.KeyPoint), paper.HostKey(KeyPurpose.Alerts).PublicHex);
        Assert.Equal("newsroom.settings", (await Assert.ThrowsAsync<Stop>(() => Make("not an address", isNew: true))).Code);

        Task<CeremonyOutcome> Make(string? contact, bool isNew) => paper.HoldAsync(c => MakeAlertKeys.RunAsync(c, contact, isNew, CancellationToken.None));
    }

    [Theory]
    [InlineData("contact", "someone", "contact")]
    [InlineData("contact", "http://news.example/", "contact")]
    [InlineData("key", "BAAA", "keys alerts")]
    [InlineData("service", "http://push.example", "pushServices")]
    [InlineData("service", "https://push.example/path", "pushServices")]
    [InlineData("service", "push.example", "pushServices")]
    public async Task Wrong_settings_are_named_with_their_mend(string what, string value, string says)
    {
        await using var paper = await TestNewsroom.MakeAsync("en");
        await paper.TurnOnAsync();
        paper.Settle(s => s with { Alerts = what switch { "contact" => s.Alerts! with { Contact = value }, "key" => s.Alerts! with { Key = value }, _ => s.Alerts! with { PushServices = [value] } } });
        Assert.Contains(says, Assert.Throws<Stop>(paper.HouseNow).Message, StringComparison.Ordinal);
    }
}
