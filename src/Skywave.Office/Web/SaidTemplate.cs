namespace Skywave.Office;

/// <summary>A sentence with places in it, <c>{0}</c> to <c>{9}</c>, and how a language says it. Checks and refusals are made in English all over the house; here they are known again by what is always the same in them.</summary>
internal sealed class SaidTemplate
{
    private readonly string[] _between;
    private readonly int[] _places;
    private readonly string _said;

    /// <summary>A template.</summary>
    /// <param name="english">In English, its places in any order.</param>
    /// <param name="said">In the language.</param>
    public SaidTemplate(string english, string said)
    {
        var parts = english.Split('{').Select((part, i) => i > 0 && part is [>= '0' and <= '9', '}', ..] ? (Place: part[0] - '0', Text: part[2..]) : (Place: -1, Text: i > 0 ? "{" + part : part)).ToList();
        List<string> between = [parts[0].Text];
        List<int> places = [];
        foreach (var (place, text) in parts.Skip(1))
        {
            if (place < 0)
            {
                between[^1] += text;
                continue;
            }
            places.Add(place);
            between.Add(text);
        }
        (_between, _places, _said) = ([.. between], [.. places], said);
    }

    /// <summary>How many letters of it are always the same: what has more is the better match.</summary>
    public int Fixed => _between.Sum(b => b.Length);

    /// <summary>The sentence in the language; null where it is another one.</summary>
    /// <param name="sentence">As it was made in English.</param>
    /// <param name="say">Says what stands in a place.</param>
    public string? Say(string sentence, Func<string, string> say)
    {
        if (!sentence.StartsWith(_between[0], StringComparison.Ordinal) || !sentence.EndsWith(_between[^1], StringComparison.Ordinal))
        {
            return null;
        }
        var (at, end, said) = (_between[0].Length, sentence.Length - _between[^1].Length, _said);
        for (var i = 0; i < _places.Length; i++)
        {
            var next = i == _places.Length - 1 ? end : at < end ? sentence.IndexOf(_between[i + 1], at, end - at, StringComparison.Ordinal) : -1;
            if (next <= at)
            {
                return null;
            }
            said = said.Replace($"{{{_places[i]}}}", say(sentence[at..next]), StringComparison.Ordinal);
            at = next + _between[i + 1].Length;
        }
        return _places.Length == 0 && at != sentence.Length ? null : said;
    }
}
