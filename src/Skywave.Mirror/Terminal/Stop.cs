using System.Diagnostics.CodeAnalysis;

namespace Skywave.Mirror;

/// <summary>Ends a command from anywhere inside it: one line for what happened, one for what to try. Caught once, at the command line's edge.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "it is thrown and caught in two places; `throw new Stop` reads as what it does")]
[SuppressMessage("Design", "CA1032", Justification = "a stop without exit, code and hint would be no use to anybody")]
public sealed class Stop : Exception
{
    /// <summary>A command that cannot go on.</summary>
    /// <param name="exit">How it ends.</param>
    /// <param name="code">Stable, for scripts; listed in docs/070-codes.md.</param>
    /// <param name="message">What happened, and where.</param>
    /// <param name="hint">What to try.</param>
    public Stop(Exit exit, string code, string message, string hint)
        : base(message) => (Exit, Code, Hint) = (exit, code, hint);

    /// <summary>How the command ends.</summary>
    public Exit Exit { get; }

    /// <summary>Stable, for scripts.</summary>
    public string Code { get; }

    /// <summary>What to try.</summary>
    public string Hint { get; }
}
