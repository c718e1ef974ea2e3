using System.Collections.Concurrent;

namespace Skywave.Office;

/// <summary>
/// Slows guessing down: ten wrong tries in a quarter of an hour on one key, then it waits. The key is a handle and a strange browser's tries at it together, or one browser that this person signed in with
/// before: whoever guesses from elsewhere uses up the first and cannot keep the person out. In memory: it is about hours, not about days.
/// </summary>
internal sealed class Guesses(TimeProvider clock)
{
    private const int Most = 10;
    private const int MostKeys = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> _wrong = new(StringComparer.Ordinal);

    /// <summary>True when this key has to wait.</summary>
    public bool MustWait(string key) => _wrong.TryGetValue(key, out var wrong) && wrong.Count >= Most && clock.GetUtcNow() - wrong.Since < Window;

    /// <summary>One more wrong try.</summary>
    public void Count(string key)
    {
        var now = clock.GetUtcNow();
        if (_wrong.Count >= MostKeys)
        {
            foreach (var old in _wrong.Where(w => now - w.Value.Since >= Window).Select(w => w.Key))
            {
                _wrong.TryRemove(old, out _);
            }
        }
        // Full of fresh ones: somebody tries handles that nobody has. Those share one key.
        key = _wrong.Count < MostKeys || _wrong.ContainsKey(key) ? key : "";
        _wrong.AddOrUpdate(key, (1, now), (_, wrong) => now - wrong.Since < Window ? (wrong.Count + 1, wrong.Since) : (1, now));
    }

    /// <summary>The person was right: what was wrong before is forgotten.</summary>
    public void Forget(string key) => _wrong.TryRemove(key, out _);
}
