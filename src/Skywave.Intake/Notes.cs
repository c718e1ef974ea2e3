using System.Collections.Immutable;

namespace Skywave.Intake;

/// <summary>What was dropped or changed in one item: sentences, and kinds that are counted and said once.</summary>
internal sealed class Notes
{
    private readonly List<string> _sentences = [];
    private readonly Dictionary<string, int> _dropped = [];

    public void Say(string sentence)
    {
        if (!_sentences.Contains(sentence) && _sentences.Count < IntakeLimits.Warnings)
        {
            _sentences.Add(sentence);
        }
    }

    /// <summary>One more of <paramref name="what"/> ("script", "tracking pixel") was dropped.</summary>
    public void Drop(string what, int times = 1)
    {
        if (times > 0)
        {
            _dropped[what] = _dropped.GetValueOrDefault(what) + times;
        }
    }

    /// <summary>Adds what was noted here to <paramref name="others"/>.</summary>
    public void Into(Notes others)
    {
        _sentences.ForEach(others.Say);
        foreach (var (what, times) in _dropped)
        {
            others.Drop(what, times);
        }
    }

    public ImmutableArray<string> ToWarnings() =>
        [.. _sentences, .. _dropped.OrderBy(d => d.Key, StringComparer.Ordinal).Take(IntakeLimits.Warnings).Select(d => $"dropped: {d.Key} ({d.Value})")];
}
