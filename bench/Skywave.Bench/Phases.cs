using System.Diagnostics;

namespace Skywave.Bench;

/// <summary>Where the time of a publish goes, told by the sentences it says on the way: each names the phase that begins.</summary>
internal sealed class Phases
{
    private readonly Dictionary<string, TimeSpan> _spent = new(StringComparer.Ordinal);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private string _now = "open the store";

    /// <summary>Time spent by phase, in the order they came.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Spent => _spent;

    /// <summary>Told what the publish is at.</summary>
    public void Tell(string sentence)
    {
        var next = sentence.Split(' ')[0] switch
        {
            "logging" => "fragments, records, logs",
            "making" => "pages with proofs",
            "signing" => "lists, feeds, documents, roles",
            "pushing" => "push to the carrier",
            var other => other,
        };
        if (next != _now)
        {
            Finish();
            _now = next;
        }
    }

    /// <summary>The last phase is over.</summary>
    public void Finish()
    {
        _spent[_now] = _spent.GetValueOrDefault(_now) + _watch.Elapsed;
        _watch.Restart();
    }
}
