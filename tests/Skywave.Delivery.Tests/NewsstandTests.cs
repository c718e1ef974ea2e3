using System.Globalization;
using System.Text;
using CsCheck;
using Skywave.Delivery;
using Skywave.Words;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class NewsstandTests : IDisposable
{
    private const string List = "en/index.html";
    private const string Timestamp = "metadata/timestamp.json";

    private readonly EditionFolder _folder = new(Directory.CreateTempSubdirectory("skywave-stand-").FullName);
    private readonly StandingClock _clock = new();

    public void Dispose() => Directory.Delete(_folder.Root, recursive: true);

    [Fact]
    public void Whoever_was_given_a_timestamp_is_given_nothing_from_before_it()
    {
        // A push replaces the list, then the timestamp; readers ask for both in between, and time passes or does not.
        Gen.Int[0, 3].Array[1, 60].Sample(
            steps =>
            {
                var (edition, half, promised) = (1, false, 0);
                var stand = new Newsstand(_folder, 1 << 20, _clock);
                Write(List, 1);
                Write(Timestamp, 1);
                foreach (var step in steps)
                {
                    switch (step)
                    {
                        case 0 when !half:
                            Write(List, ++edition);
                            half = true;
                            break;
                        case 0:
                            Write(Timestamp, edition);
                            half = false;
                            break;
                        case 1:
                            promised = Math.Max(promised, Read(stand, Timestamp));
                            break;
                        case 2:
                            Assert.True(Read(stand, List) >= promised);
                            break;
                        default:
                            _clock.Move(TimeSpan.FromSeconds(0.6));
                            break;
                    }
                }
                Assert.True(Read(stand, List) >= promised);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void A_file_changed_on_the_disk_is_seen_within_a_second()
    {
        var stand = new Newsstand(_folder, 1 << 20, _clock);
        Write(List, 1);
        Assert.Equal(1, Read(stand, List));
        Write(List, 2);
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Read(stand, List));
        File.Delete(_folder.PathOf(List));
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.Null(Find(stand, List));
    }

    [Fact]
    public void A_file_read_when_it_was_just_written_is_read_again_even_if_its_time_and_length_are_the_same()
    {
        var stand = new Newsstand(_folder, 1 << 20, new NowClock(_clock));
        _folder.Write(new EditionFile(List, "one"u8.ToArray()));
        Assert.Equal("one"u8.ToArray(), Find(stand, List)!.Plain.ToArray());
        var written = File.GetLastWriteTimeUtc(_folder.PathOf(List));
        _folder.Write(new EditionFile(List, "two"u8.ToArray()));
        File.SetLastWriteTimeUtc(_folder.PathOf(List), written);
        _clock.Move(TimeSpan.FromSeconds(1));
        Assert.Equal("two"u8.ToArray(), Find(stand, List)!.Plain.ToArray());
    }

    [Fact]
    public void Memory_stays_within_its_limit_and_what_is_asked_for_often_stays()
    {
        var stand = new Newsstand(_folder, 100_000, _clock);
        var held = new HashSet<Copy>(ReferenceEqualityComparer.Instance);
        _folder.Write(new EditionFile("media/hot.jpg", new byte[10_000]));
        var hot = Find(stand, "media/hot.jpg");
        for (var i = 0; i < 60; i++)
        {
            _folder.Write(new EditionFile($"media/{i}.jpg", new byte[10_000]));
            held.Add(Find(stand, $"media/{i}.jpg")!);
            Assert.Same(hot, Find(stand, "media/hot.jpg"));
        }
        var still = Enumerable.Range(0, 60).Select(i => stand.Known($"media/{i}.jpg")).OfType<Copy>().ToList();
        Assert.InRange(still.Sum(c => c.Weight), 1, 100_000);
        Assert.All(still, c => Assert.Contains(c, held));
    }

    [Fact]
    public void Without_memory_every_answer_comes_from_the_disk()
    {
        var stand = new Newsstand(_folder, 0, _clock);
        Write(List, 1);
        Assert.Equal(1, Read(stand, List));
        Write(List, 2);
        Assert.Equal(2, Read(stand, List));
        Assert.Null(stand.Known(List));
    }

    private void Write(string path, int edition) => _folder.Write(new EditionFile(path, Encoding.ASCII.GetBytes(edition.ToString(CultureInfo.InvariantCulture).PadRight(edition + 4))));

    private static int Read(Newsstand stand, string path) => int.Parse(Encoding.ASCII.GetString(Find(stand, path)!.Plain.Span), CultureInfo.InvariantCulture);

    private static Copy? Find(Newsstand stand, string path) => stand.Known(path) ?? stand.Fetch(path, path);

    private sealed class NowClock(StandingClock clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override long GetTimestamp() => clock.GetTimestamp();
    }
}
