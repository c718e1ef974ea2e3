using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Skywave.Edition;

/// <summary>
/// What a page says around an article, in one language: one file of <c>locales/</c> (docs/060-locales.md). Data of our own; nothing of it comes from
/// the operating system or from .NET, so that a page is the same bytes everywhere.
/// </summary>
public sealed partial class Locale
{
    private const int MaxLength = 256 * 1024;

    private readonly FrozenDictionary<string, string> _strings;
    private readonly FrozenDictionary<string, string> _territories;
    private readonly ImmutableArray<string> _months;
    private readonly ImmutableArray<string> _monthsStandalone;
    private readonly string _datePattern;
    private readonly string _dateTimePattern;
    private readonly bool _persianCalendar;
    private readonly char _zero;

    private Locale(JsonElement root)
    {
        Tag = Member(root, "tag");
        Name = Member(root, "name");
        EnglishName = Member(root, "englishName");
        Script = Member(root, "script");
        Direction = Member(root, "dir") is "rtl" ? "rtl" : "ltr";
        NeedsReview = Member(root, "review") != "native";
        Fallback = root.TryGetProperty("fallback", out var fallback) ? Strings(fallback) : [];
        _persianCalendar = Member(root, "calendar") == "persian";
        _zero = Member(root, "digits") switch { "arabext" => '۰', "mymr" => '၀', _ => '0' };
        _months = Strings(root.GetProperty("months"));
        _monthsStandalone = Strings(root.GetProperty("monthsStandalone"));
        _datePattern = Member(root, "datePattern");
        _dateTimePattern = Member(root, "dateTimePattern");
        ListSeparator = Member(root, "listSeparator");
        ListLast = Member(root, "listLast");
        QuoteOpen = Member(root, "quoteOpen");
        QuoteClose = Member(root, "quoteClose");
        _territories = Texts(root.GetProperty("territories"));
        _strings = Texts(root.GetProperty("strings"));
        if (_months.Length != 12 || _monthsStandalone.Length != 12)
        {
            throw new FormatException($"the locale {Tag} has {_months.Length} and {_monthsStandalone.Length} months instead of 12");
        }
    }

    /// <summary>The canonical BCP 47 tag; the file's name.</summary>
    public string Tag { get; }

    /// <summary>The language in its own words.</summary>
    public string Name { get; }

    /// <summary>The language in English, for editors.</summary>
    public string EnglishName { get; }

    /// <summary>ISO 15924 script.</summary>
    public string Script { get; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public string Direction { get; }

    /// <summary>True while no native speaker has read the whole file.</summary>
    public bool NeedsReview { get; }

    /// <summary>Tags to take a missing sentence from, in order.</summary>
    public ImmutableArray<string> Fallback { get; }

    /// <summary>The keys it has sentences for.</summary>
    public IReadOnlyCollection<string> Keys => _strings.Keys;

    /// <summary>The set it was put into: where its fall-backs and the other languages' names are.</summary>
    internal Locales? Set { get; set; }

    internal string ListSeparator { get; }

    internal string ListLast { get; }

    internal string QuoteOpen { get; }

    internal string QuoteClose { get; }

    /// <summary>Reads a locale's file.</summary>
    /// <exception cref="FormatException">It is not one; the message says what is wrong.</exception>
    public static Locale Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxLength)
        {
            throw new FormatException($"a locale has at most {MaxLength / 1024} KB");
        }
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return new Locale(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("not a locale (docs/060-locales.md): " + e.Message, e);
        }
    }

    /// <summary>A number in this language's digits, without grouping.</summary>
    public string Number(long value) => Digits(value.ToString(CultureInfo.InvariantCulture));

    private static string Member(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new FormatException($"the locale's '{name}' is null");

    private static ImmutableArray<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString() ?? "")];

    private static FrozenDictionary<string, string> Texts(JsonElement members) =>
        members.EnumerateObject().ToFrozenDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.Ordinal);
}
