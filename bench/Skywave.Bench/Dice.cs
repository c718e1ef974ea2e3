namespace Skywave.Bench;

/// <summary>Numbers that look random and are the same everywhere for one seed (splitmix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 up to, not including, <paramref name="below"/>.</summary>
    public int Next(int below) => (int)(Unit() * below);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Next(most - least + 1);

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Unit()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
