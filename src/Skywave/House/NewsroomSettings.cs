using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skywave.Mirror;
using Skywave.Words;

namespace Skywave.House;

/// <summary>What the operator wrote in <c>skywave.json</c>. What the program believes at the moment is in the ledger.</summary>
public sealed record NewsroomSettings
{
    /// <summary>The newsroom's UUID, made once by <c>skywave new</c>; part of every log's origin. Never change it.</summary>
    public required string Id { get; init; }

    /// <summary>As readers see it, 1 to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The desks in the order in which the language chooser shows them.</summary>
    public required ImmutableArray<string> Desks { get; init; }

    /// <summary>Folders an edition is pushed to, relative to the newsroom's folder; the first is always written directly. Default: <c>public</c>.</summary>
    public ImmutableArray<string> Carriers { get; init; } = ["public"];

    /// <summary>Addresses of mirrors the newsroom makes public, signed into <c>mirrors/public.json</c>. Default: none.</summary>
    public ImmutableArray<string> Mirrors { get; init; } = [];

    /// <summary>
    /// Desks whose readers pay dearly for data: their pictures are links that say how large they are, and load when they are tapped. Counts for what is approved
    /// from then on; what is published stays as it was signed. Default: none.
    /// </summary>
    public ImmutableArray<string> TapToLoad { get; init; } = [];

    /// <summary>
    /// The https address at which everybody reaches the first carrier: <c>https://news.example/</c>. It stands in that carrier's sitemaps and in what <c>serve</c> tells search engines, and
    /// in nothing that is signed or that a mirror takes. Default: none, and there are no sitemaps.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PublicAddress { get; init; }

    /// <summary>
    /// The https address that the first link of every page leads to, for somebody who has to leave at once: the front of a weather service or of an encyclopedia that many in your readers' countries
    /// open. It learns nothing of the page that was left. Default: none, and the link leads to an empty page of the edition.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? QuickExit { get; init; }

    /// <summary>Alerts on readers' screens when a breaking story is published. Default: none, and no page has anything of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AlertSettings? Alerts { get; init; }

    /// <summary>The public address in ASCII, ending in a slash, or null.</summary>
    [JsonIgnore]
    public Uri? Address => PublicAddress is null ? null : Ascii(new Uri(PublicAddress));

    /// <summary>True where pictures load only when a reader asks.</summary>
    public bool IsTapToLoad(string desk) => !TapToLoad.IsDefault && TapToLoad.Contains(desk, StringComparer.Ordinal);

    /// <summary>The newsroom and its desks as values.</summary>
    [JsonIgnore]
    public Newsroom Newsroom => new(Id, Name, [.. Desks.Select(DeskTag.Parse)], QuickExit);

    /// <summary>
    /// Reads and checks the whole file, and reports every mistake together.
    /// </summary>
    /// <exception cref="Stop">The file is missing or wrong.</exception>
    public static NewsroomSettings Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new Stop(Exit.Usage, "newsroom.missing", $"{path}: there is no newsroom here", "make one with `skywave new FOLDER --name NAME --desk TAG`, or name its folder with --newsroom");
        }
        NewsroomSettings? settings;
        try
        {
            settings = JsonSerializer.Deserialize(File.ReadAllBytes(path), HouseJson.Default.NewsroomSettings);
        }
        catch (JsonException wrong)
        {
            throw new Stop(Exit.Usage, "newsroom.settings", $"{path}: {wrong.Message}", "mend the line, or compare with docs/020-newsroom.md");
        }
        var mistakes = settings is null ? ["the file is empty"] : settings.Mistakes().ToArray();
        return mistakes.Length == 0
            ? settings!
            : throw new Stop(Exit.Usage, "newsroom.settings", $"{path}: {string.Join("; ", mistakes)}", "mend these and run it again; docs/020-newsroom.md explains every setting");
    }

    /// <summary>Everything that is wrong, each with its fix in the sentence.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (!Guid.TryParseExact(Id, "D", out _) || Id.Any(char.IsAsciiLetterUpper))
        {
            yield return $"`id` is not a lower-case UUID: put back the one `skywave new` made";
        }
        if (Name.Trim().Length is 0 or > 80)
        {
            yield return "`name` must have 1 to 80 characters";
        }
        if (Desks.IsDefaultOrEmpty || Desks.Length > 64)
        {
            yield return "`desks` must name 1 to 64 desks";
        }
        foreach (var desk in Desks.IsDefault ? [] : Desks)
        {
            if (!DeskTag.TryParse(desk, out var tag))
            {
                yield return $"`desks`: \"{desk}\" is not a language tag; write one like en, fa-AF or uz-Cyrl";
            }
            else if (tag.Value != desk)
            {
                yield return $"`desks`: write \"{tag.Value}\" for \"{desk}\"";
            }
        }
        if (!Desks.IsDefault && Desks.Distinct(StringComparer.OrdinalIgnoreCase).Count() != Desks.Length)
        {
            yield return "`desks` names a desk twice";
        }
        foreach (var desk in TapToLoad.IsDefault || Desks.IsDefault ? [] : TapToLoad.Except(Desks, StringComparer.Ordinal))
        {
            yield return $"`tapToLoad`: \"{desk}\" is none of `desks`";
        }
        if (Carriers.IsDefaultOrEmpty)
        {
            yield return "`carriers` must name at least one folder, usually \"public\"";
        }
        if (PublicAddress is not null && !IsPublicAddress(PublicAddress))
        {
            yield return $"`publicAddress`: \"{PublicAddress}\" is not an https address of a host or folder; write one like https://news.example/, without user, query or #";
        }
        if (QuickExit is not null && !IsPublicAddress(QuickExit))
        {
            yield return $"`quickExit`: \"{QuickExit}\" is not an https address that a reader could leave for; write one like https://www.wikipedia.org/, without user, query or #, or none";
        }
        foreach (var mistake in Alerts?.Mistakes() ?? [])
        {
            yield return mistake;
        }
        foreach (var mirror in Mirrors.IsDefault ? [] : Mirrors)
        {
            if (!Uri.TryCreate(mirror, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                yield return $"`mirrors`: \"{mirror}\" is not an http or https address";
            }
        }
    }

    private static Uri Ascii(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
        return new UriBuilder("https", host, address.Port, address.AbsolutePath.TrimEnd('/') + "/").Uri;
    }

    private static bool IsPublicAddress(string text) => text.Length <= 500 && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "https", Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" } && text.AsSpan().IndexOfAny("?#") < 0;
}

/// <summary>Generated JSON for the files of the newsroom's folder that people may edit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(NewsroomSettings))]
internal sealed partial class HouseJson : JsonSerializerContext;
