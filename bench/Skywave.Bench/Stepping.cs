namespace Skywave.Bench;

/// <summary>A clock that stands an hour after the newest article, and goes on when it is told.</summary>
internal sealed class Stepping : TimeProvider
{
    private DateTimeOffset _now = Corpus.End + TimeSpan.FromHours(1);

    /// <summary>A minute later.</summary>
    public void Step() => _now += TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;
}
