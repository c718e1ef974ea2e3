using System.Collections.Frozen;

namespace Skywave.Words;

/// <summary>
/// What ASCII makes of the Latin letters of the languages we know of. A table of our own: the program runs without a culture database, and an address must
/// never change with one.
/// </summary>
public static class LatinLetters
{
    private static readonly FrozenDictionary<char, string> Table = new (string Plain, string Letters)[]
    {
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặẚªɑ"), ("ae", "æǽǣ"), ("b", "ɓḃḅḇƀ"), ("c", "çćĉċčḉƈ"), ("d", "ďđḋḍḏḑḓðɖɗƌ"),
        ("e", "èéêëēĕėęěȅȇȩẹẻẽếềểễệḕḗḙḛḝəɛǝ"), ("f", "ḟƒ"), ("g", "ĝğġģǧǵḡɠǥ"), ("gh", "ƣɣ"), ("h", "ĥħȟḣḥḧḩḫẖⱨɦ"),
        ("i", "ìíîïĩīĭįıİǐȉȋḭḯịỉɨ"), ("ij", "ĳ"), ("j", "ĵǰɉ"), ("k", "ķĸǩḱḳḵƙⱪ"), ("l", "ĺļľŀłḷḹḻḽƚɫ"), ("lj", "ǉ"), ("m", "ḿṁṃɱ"),
        ("n", "ñńņňŉǹṅṇṉṋɲɴ"), ("ng", "ŋ"), ("nj", "ǌ"), ("dz", "ǆǳ"), ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợɵºɔ"), ("oe", "œ"),
        ("p", "ṕṗƥ"), ("r", "ŕŗřȑȓṙṛṝṟ"), ("s", "śŝşšșṡṣṥṧṩſẛ"), ("ss", "ß"), ("t", "ţťŧțṫṭṯṱẗƭ"), ("th", "þ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựʉ"), ("v", "ṽṿʋ"), ("w", "ŵẁẃẅẇẉẘ"), ("x", "ẋẍ"), ("y", "ýÿŷȳẏẙỳỵỷỹƴɏ"), ("z", "źżžẑẓẕƶⱬ"),
    }.SelectMany(group => group.Letters.Select(letter => (letter, group.Plain))).ToFrozenDictionary(pair => pair.letter, pair => pair.Plain);

    /// <summary>A letter in lower-case ASCII; null when it is no Latin letter that the table has.</summary>
    public static string? Ascii(char letter)
    {
        var lower = char.ToLowerInvariant(letter);
        return char.IsAsciiLetter(lower) ? lower.ToString() : Table.GetValueOrDefault(lower);
    }
}
