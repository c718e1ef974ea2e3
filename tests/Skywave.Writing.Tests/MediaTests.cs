using System.Text;
using CsCheck;
using Skywave.Words;
using static Skywave.Writing.Tests.TempNewsroom;

namespace Skywave.Writing.Tests;

/// <summary>Sound and film come in, clean of where, when and with what they were made.</summary>
public sealed class MediaTests
{
    private static readonly Dictionary<string, (byte[] File, MediaKind Kind, string Extension, int Seconds)> Taken = new()
    {
        ["MP3"] = (Recordings.Mp3(), MediaKind.Audio, "mp3", 1),
        ["Opus"] = (Recordings.Opus(), MediaKind.Audio, "ogg", 2),
        ["Vorbis"] = (Recordings.Vorbis(), MediaKind.Audio, "ogg", 2),
        ["MP4"] = (Recordings.Mp4(), MediaKind.Video, "mp4", 3),
        ["M4A"] = (Recordings.Mp4("M4A ", film: ""), MediaKind.Audio, "m4a", 3),
        ["WebM"] = (Recordings.Webm(), MediaKind.Video, "webm", 2),
        ["WebM as browsers record it"] = (Recordings.Webm(live: true), MediaKind.Video, "webm", 2),
    };

    private static readonly Dictionary<string, (byte[] File, string Code)> Refused = new()
    {
        ["a film's track of places"] = (Recordings.Mp4(third: "meta"), MediaCodes.MediaMetadata),
        ["a film's track of captions"] = (Recordings.Mp4(third: "sbtl"), MediaCodes.MediaMetadata),
        ["a WebM track of data"] = (Recordings.Webm(kind: 33), MediaCodes.MediaMetadata),
        ["an iPhone's QuickTime"] = (Recordings.Mp4("qt  "), MediaCodes.MediaFormat),
        ["HEVC"] = (Recordings.Mp4(film: "hvc1"), MediaCodes.MediaFormat),
        ["pieces for streaming"] = (Recordings.Mp4(fragmented: true), MediaCodes.MediaFormat),
        ["Matroska"] = (Recordings.Webm("matroska"), MediaCodes.MediaFormat),
        ["WAV"] = ("RIFF\u0010\0\0\0WAVEfmt "u8.ToArray(), MediaCodes.MediaFormat),
        ["a picture"] = ([0xFF, 0xD8, 0xFF, 0xE0], MediaCodes.MediaFormat),
        ["a text"] = ("Just a text."u8.ToArray(), MediaCodes.MediaFormat),
        ["nothing"] = ([], MediaCodes.MediaFormat),
        ["too many bytes"] = (new byte[EnterMedia.MostBytes + 1], MediaCodes.MediaTooBig),
        ["an MP3 and a web page behind it"] = ([.. Recordings.Mp3(), .. "<html>"u8], MediaCodes.MediaDamaged),
        ["an Ogg and a web page behind it"] = ([.. Recordings.Opus(), .. "<html>"u8], MediaCodes.MediaDamaged),
        ["an MP4 and a web page behind it"] = ([.. Recordings.Mp4(), .. "<html>"u8], MediaCodes.MediaDamaged),
        ["a WebM and a web page behind it"] = ([.. Recordings.Webm(), .. "<html>"u8], MediaCodes.MediaDamaged),
        ["half an MP4"] = (Recordings.Mp4()[..300], MediaCodes.MediaDamaged),
        ["half an Ogg"] = (Recordings.Opus()[..200], MediaCodes.MediaDamaged),
        ["an ID3 tag and no sound"] = ("ID3\x04\0\0\0\0\0\0"u8.ToArray(), MediaCodes.MediaDamaged),
    };

    public static TheoryData<string> TakenNames => [.. Taken.Keys];

    public static TheoryData<string> RefusedNames => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(TakenNames))]
    public async Task A_recording_enters_without_the_secrets_its_container_holds(string name)
    {
        using var room = new TempNewsroom();
        var (file, kind, extension, seconds) = Taken[name];
        Assert.True(file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Recordings.Secret)) > 0);
        var entered = Assert.IsType<MediaEntry.Entered>(await EnterMedia.EnterAsync(room.Store.MediaFolder, file));
        Assert.Equal((kind, extension, seconds), (entered.Kind, entered.File.Extension, entered.File.Seconds));
        var clean = await File.ReadAllBytesAsync(Path.Combine(room.Folder, entered.File.Path));
        Assert.Equal((entered.File.Hash, entered.File.Length), (ImmutableFile.NameOf(clean), clean.Length));
        Assert.Equal(-1, clean.AsSpan().IndexOf("Secret"u8));
        Assert.Equal(-1, clean.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xE3, 0x11, 0x22, 0x33]));
        Assert.Equal(clean, CleanRecording.Of(clean).Bytes);
    }

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task What_is_no_clean_recording_is_refused_by_its_code_and_leaves_nothing(string name)
    {
        using var room = new TempNewsroom();
        var (file, code) = Refused[name];
        Assert.Equal(code, Assert.IsType<MediaEntry.Refused>(await EnterMedia.EnterAsync(room.Store.MediaFolder, file)).Why.Code);
        Assert.Empty(Directory.GetFiles(room.Store.MediaFolder));
    }

    [Fact]
    public void Ogg_pages_are_numbered_through_and_their_sums_are_right()
    {
        foreach (var file in new[] { Recordings.Opus(), Recordings.Vorbis() })
        {
            var clean = CleanRecording.Of(file).Bytes!;
            var pages = OggPage.Read(clean)!;
            Assert.Equal(Enumerable.Range(0, pages.Count), pages.Select(p => (int)BitConverter.ToUInt32(clean, p.Start + 18)));
            Assert.All(pages, p => Assert.Equal(Recordings.Checksum(clean.AsSpan(p.Start, p.Length)), BitConverter.ToUInt32(clean, p.Start + 22)));
            Assert.Equal(pages[^1].Granule, OggPage.Read(file)![^1].Granule);
        }
    }

    [Fact]
    public void Offsets_into_a_film_stay_true()
    {
        var (file, clean) = (Recordings.Mp4(), CleanRecording.Of(Recordings.Mp4()).Bytes!);
        Assert.Equal(file.Length, clean.Length);
        Assert.Equal(file[^12..], clean[^12..]);
        Assert.Equal(Recordings.Webm().Length, CleanRecording.Of(Recordings.Webm()).Bytes!.Length);
    }

    [Fact]
    public void A_mutated_recording_is_taken_or_refused_and_never_an_exception()
    {
        var files = Taken.Values.Select(t => t.File).ToArray();
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Select(Gen.Int[0, 2_000], Gen.Byte).Array[1, 8], Gen.Int[0, 60]).Sample(
            (which, changes, cut) =>
            {
                var file = files[which][..^Math.Min(cut, files[which].Length)].ToArray();
                foreach (var (at, value) in changes)
                {
                    file[at % file.Length] = value;
                }
                var recording = CleanRecording.Of(file);
                return (recording.Bytes is null) != (recording.Wrong is null) && recording.Seconds is >= 0 and <= 1e8;
            },
            iter: 5_000);
    }

    [Fact]
    public void Captions_are_written_anew_with_times_and_words_alone()
    {
        const string Vtt = "\uFEFFWEBVTT - by SecretPlace\r\nX-Device: Secret\r\n\r\nSTYLE\r\n::cue{background:url(https://secret.example)}\r\n\r\nNOTE Secret\r\n\r\nintro\r\n00:01.000 --> 00:02.500 align:start Secret\r\nGood <i>morning</i>.\r\n\r\n01:00:02.500 --> 01:00:04.000\r\nTwo\r\nlines\r\n";
        var (clean, wrong) = WebVtt.Clean(Encoding.UTF8.GetBytes(Vtt));
        Assert.Null(wrong);
        Assert.Equal("WEBVTT\n\n00:01.000 --> 00:02.500 align:start\nGood <i>morning</i>.\n\n01:00:02.500 --> 01:00:04.000\nTwo\nlines\n", Encoding.UTF8.GetString(clean!));
    }

    [Theory]
    [InlineData("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n")]
    [InlineData("WEBVTT\n\n00:01 --> 00:02\nno milliseconds\n")]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\na \0 b\n")]
    [InlineData("")]
    public void What_is_no_WebVTT_is_refused(string text) => Assert.Equal(MediaCodes.MediaCaptions, WebVtt.Clean(Encoding.UTF8.GetBytes(text)).Wrong?.Code);

    [Fact]
    public async Task A_recording_without_its_words_is_not_published()
    {
        using var room = new TempNewsroom();
        var media = new Media { Title = "A street at night", Origin = "street.mp3" };
        var draft = Draft("u", "A headline") with { Text = Text("A headline") with { Body = [new MediaBlock(media)] } };
        var id = Assert.IsType<Drafted.Created>(await room.SaveAsync(draft)).Id;
        var refused = Assert.IsType<Approval.Refused>(await ApproveArticle.ApproveAsync(room.Db, id, Noon));
        Assert.Equal(2, refused.Reasons.Length);
        Assert.Contains(refused.Reasons, r => r.Contains("transcript", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recording_from_elsewhere_that_cannot_be_had_stays_a_link()
    {
        using var room = new TempNewsroom();
        var media = new Media { Title = "A street at night", Origin = "https://a.example/street.mp3", Transcript = ["Cars."] };
        var article = await room.PublishAsync(Draft("u", "A headline") with { Text = Text("A headline") with { Body = [new MediaBlock(media)] } }, Noon);
        Assert.Equal(new Embed("https://a.example/street.mp3", "A street at night"), Assert.Single(article.Text.Body));
    }

    [Fact]
    public async Task Where_a_recording_came_from_stays_in_the_store()
    {
        using var room = new TempNewsroom();
        var entered = Assert.IsType<MediaEntry.Entered>(await EnterMedia.EnterAsync(room.Store.MediaFolder, Recordings.Opus()));
        var media = new Media { Title = "A street at night", Origin = "/home/lena/street.opus", Transcript = ["Cars."], File = entered.File, Captions = [new("en", "0", "/home/lena/a.vtt"), new("fa", null, "/home/lena/b.vtt")] };
        var article = await room.PublishAsync(Draft("u", "A headline") with { Text = Text("A headline") with { Body = [new MediaBlock(media)] } }, Noon);
        var shown = Assert.Single(ArticleMedia.Of(article.Text));
        Assert.Equal((entered.File, null), (shown.File, shown.Origin));
        Assert.Equal([new Captions("en", "0")], shown.Captions);
    }
}
