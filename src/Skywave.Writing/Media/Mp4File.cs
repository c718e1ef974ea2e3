using System.Buffers.Binary;
using System.Text;
using Skywave.Words;

namespace Skywave.Writing;

/// <summary>
/// MP4 and M4A, box by box (ISO 14496-12). What is not needed to play becomes free space of zeros where it stands, so that no offset changes; times of
/// making and the names that devices give their tracks are zeroed.
/// </summary>
internal static class Mp4File
{
    private static readonly string[] Film = ["avc1", "avc3", "av01", "vp09"];
    private static readonly string[] Sound = ["mp4a", "Opus", ".mp3", "fLaC"];

    private static readonly Dictionary<string, string[]> Needed = new()
    {
        [""] = ["ftyp", "moov", "mdat"],
        ["moov"] = ["mvhd", "trak", "iods"],
        ["trak"] = ["tkhd", "edts", "tref", "mdia"],
        ["edts"] = ["elst"],
        ["mdia"] = ["mdhd", "hdlr", "minf", "elng"],
        ["minf"] = ["vmhd", "smhd", "nmhd", "dinf", "stbl"],
        ["dinf"] = ["dref"],
        ["stbl"] = ["stsd", "stts", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "stss", "stps", "sdtp", "sgpd", "sbgp", "cslg"],
    };

    public static Recording Clean(ReadOnlySpan<byte> file)
    {
        if (Encoding.Latin1.GetString(file[8..Math.Min(file.Length, 12)]) is "qt  ")
        {
            return Recording.No(new(MediaCodes.MediaFormat, "it is QuickTime, as iPhones film: export it as MP4 (H.264)"));
        }
        var found = new Found(file.ToArray());
        var wrong = found.Walk("", 0, file.Length);
        return wrong is { } no ? no
            : found is { HasFilm: false, HasSound: false } || !found.HasData ? Recording.Damaged
            : new(found.Bytes, found.HasFilm ? MediaKind.Video : MediaKind.Audio, found.HasFilm ? "mp4" : "m4a", found.Seconds, null);
    }

    private sealed class Found(byte[] bytes)
    {
        public byte[] Bytes => bytes;

        public bool HasFilm { get; private set; }

        public bool HasSound { get; private set; }

        public bool HasData { get; private set; }

        public double Seconds { get; private set; }

        public Recording? Walk(string parent, int from, int to)
        {
            if (Box.Read(bytes, from, to) is not { } boxes)
            {
                return Recording.Damaged;
            }
            foreach (var box in boxes)
            {
                var name = Encoding.Latin1.GetString(bytes, box.Start + 4, 4);
                if (name is "moof" or "mvex" or "sidx")
                {
                    return Recording.No(new(MediaCodes.MediaFormat, "it is cut into pieces for streaming: export it as one MP4"));
                }
                if (!Needed[parent].Contains(name))
                {
                    Free(box);
                    continue;
                }
                var wrong = Needed.ContainsKey(name) ? Walk(name, box.Content, box.End) : Look(name, box);
                if (wrong is not null)
                {
                    return wrong;
                }
            }
            return null;
        }

        private Recording? Look(string name, Box box)
        {
            var content = bytes.AsSpan(box.Content..box.End);
            switch (name)
            {
                case "mdat":
                    HasData = true;
                    return null;
                case "mvhd" or "tkhd" or "mdhd":
                    return Times(name, content);
                case "hdlr":
                    return Handler(content);
                case "stsd":
                    return Coding(content);
                case "dref":
                    return References(box);
                default:
                    return null;
            }
        }

        // Version and flags, then when it was made and changed: 4 bytes each, or 8 in version 1.
        private Recording? Times(string name, Span<byte> content)
        {
            if (content.Length < 32)
            {
                return content.Length >= 20 && name == "mdhd" && content[0] == 0 ? Zero(content[4..12]) : Recording.Damaged;
            }
            var wide = content[0] == 1;
            if (name == "mvhd")
            {
                var (scale, length) = wide
                    ? (BinaryPrimitives.ReadUInt32BigEndian(content[20..]), BinaryPrimitives.ReadUInt64BigEndian(content[24..]))
                    : (BinaryPrimitives.ReadUInt32BigEndian(content[12..]), BinaryPrimitives.ReadUInt32BigEndian(content[16..]));
                Seconds = scale == 0 ? 0 : Math.Min((double)length / scale, 1e8);
            }
            return Zero(content[4..(wide ? 20 : 12)]);
        }

        private Recording? Handler(Span<byte> content)
        {
            if (content.Length < 24)
            {
                return Recording.Damaged;
            }
            var kind = Encoding.Latin1.GetString(content[8..12]);
            HasFilm |= kind == "vide";
            HasSound |= kind == "soun";
            return kind is "vide" or "soun" ? Zero(content[12..]) : Recording.Tracked(kind is "text" or "sbtl" or "subt" ? "captions (give them as a file of their own)" : "data");
        }

        private static Recording? Coding(Span<byte> content)
        {
            if (content.Length < 16)
            {
                return Recording.Damaged;
            }
            var coding = Encoding.Latin1.GetString(content[12..16]);
            if (Film.Contains(coding) && content.Length >= 90)
            {
                content[58..90].Clear(); // what made it
            }
            return Film.Contains(coding) || Sound.Contains(coding) ? null : Recording.Coded(coding.All(char.IsAsciiLetterOrDigit) ? coding : "something unknown");
        }

        // Flag 1 says that the data is in this file; anything else names another one.
        private Recording? References(Box box) =>
            box.End - box.Content >= 8 && Box.Read(bytes, box.Content + 8, box.End) is [var only] && only.End - only.Content >= 4 && (bytes[only.Content + 3] & 1) == 1
                ? Zero(bytes.AsSpan((only.Content + 4)..only.End))
                : Recording.Damaged;

        private void Free(Box box)
        {
            "free"u8.CopyTo(bytes.AsSpan(box.Start + 4));
            bytes.AsSpan(box.Content..box.End).Clear();
        }

        private static Recording? Zero(Span<byte> part)
        {
            part.Clear();
            return null;
        }
    }
}
