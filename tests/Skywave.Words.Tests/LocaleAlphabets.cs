namespace Skywave.Words.Tests;

/// <summary>The small letters of each language, and the marks it writes over or beside them.</summary>
internal static class LocaleAlphabets
{
    private const string English = "abcdefghijklmnopqrstuvwxyz";
    private const string Russian = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private const string SouthSlavicLatin = "abcčćdđefghijklmnoprsštuvzž";

    // Arabic letters common to all, then hamza above, tanwin fath, shadda, damma, kasra, fatha, sukun.
    private const string ArabicCore = "ابتثجحخدذرزسشصضطظعغفقلمنهوءآأؤئ\u0654\u064b\u064c\u064d\u0651\u064f\u0650\u064e\u0652";
    private const string Persian = ArabicCore + "پچژکگی";

    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["en"] = English,
        ["sq"] = "abcçdeëfghijklmnopqrstuvxyz",
        ["ro"] = English + "ăâîșț",
        ["hu"] = English + "áéíóöőúüű",
        ["bs"] = SouthSlavicLatin,
        ["sr-Latn"] = SouthSlavicLatin,
        ["sr-ME"] = SouthSlavicLatin + "śź",
        ["tr"] = "abcçdefgğhıijklmnoöprsştuüvyz",
        ["az"] = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
        ["tk"] = "abçdeäfghijžklmnňoöprsştuüwyýz",
        ["crh"] = "abcçdefgğhıijklmnñoöpqrsştuüvyzâ",
        ["uz"] = "abdefghijklmnopqrstuvxyzcʻʼ",
        ["ru"] = Russian,
        ["uk"] = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        ["be"] = "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
        ["bg"] = "абвгдежзийклмнопрстуфхцчшщъьюя",
        ["sr"] = "абвгдђежзијклљмнњопрстћуфхцчџш",
        ["mk"] = "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
        ["kk"] = Russian + "әғқңөұүһі",
        ["ky"] = Russian + "ңөү",
        ["tg"] = "абвгғдеёжзийӣкқлмнопрстуӯфхҳчҷшъэюя",
        ["tt"] = Russian + "әүөҗңһ",
        ["ba"] = Russian + "ғҙҡңөҫүһә",
        ["ce"] = Russian + "ӏ",
        ["uz-Cyrl"] = "абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ",
        ["hy"] = Range('ա', 'և'),
        ["ka"] = Range('ა', 'ჰ'),
        // Of the block's letters and marks those of Burmese itself: not Mon's, Shan's and Karen's, which Zawgyi, an old font's encoding, puts to other uses.
        ["my"] = Range('\u1000', '\u1021') + Range('\u1023', '\u1027') + Range('\u1029', '\u1032') + Range('\u1036', '\u103f'),
        ["fa"] = Persian,
        ["fa-AF"] = Persian,
        // Pashto writes both yeh, U+064A and U+06CC, and they sound different.
        ["ps"] = ArabicCore + "پټچځڅډړژږښکګڼیيېۍ",
        ["ar"] = ArabicCore + "كيىةإ",
    };

    public static string Of(string tag) => Letters[tag];

    private static string Range(char first, char last) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(code => (char)code));
}
