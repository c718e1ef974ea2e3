using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skywave.Mirror;

/// <summary>
/// The two streams of a command: what it reports goes to standard output, as lines for a person or (with <c>--json</c>) as one JSON object;
/// progress, errors and hints go to standard error.
/// </summary>
public sealed class Terminal
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly TextWriter _out;
    private readonly TextWriter _error;
    private readonly bool _showsProgress;
    private long _lastProgress;
    private bool _progressOpen;

    /// <summary>A terminal over two writers.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="json">True: one JSON object on standard output instead of lines.</param>
    /// <param name="interactive">True: standard error is looked at by a person, so progress may overwrite its own line.</param>
    public Terminal(TextWriter output, TextWriter error, bool json, bool interactive)
    {
        (_out, _error, IsJson, _showsProgress) = (output, error, json, interactive);
    }

    /// <summary>True when a script reads the output.</summary>
    public bool IsJson { get; }

    /// <summary>One line of the report for a person; not printed with <c>--json</c>.</summary>
    public void Say(string line = "")
    {
        if (!IsJson)
        {
            EndProgress();
            _out.WriteLine(Plain(line));
        }
    }

    /// <summary>Exact bytes on standard output, for another program; not printed with <c>--json</c>.</summary>
    public void Bytes(ReadOnlyMemory<byte> utf8)
    {
        if (!IsJson)
        {
            EndProgress();
            _out.WriteLine(Encoding.UTF8.GetString(utf8.Span));
        }
    }

    /// <summary>One line on standard error: something to know that is neither report nor failure.</summary>
    public void Note(string line)
    {
        EndProgress();
        _error.WriteLine(Plain(line));
    }

    /// <summary>What a long job is at. At most five times a second; only where somebody looks.</summary>
    public void Progress(string what)
    {
        var now = Environment.TickCount64;
        if (!_showsProgress || now - _lastProgress < 200)
        {
            return;
        }
        (_lastProgress, _progressOpen) = (now, true);
        _error.Write($"\r\u001b[K{Plain(what)}");
    }

    /// <summary>What went wrong and what to do.</summary>
    public void Error(string message, string hint)
    {
        EndProgress();
        _error.WriteLine("skywave: error: " + Plain(message));
        _error.WriteLine("hint: " + Plain(hint));
    }

    /// <summary>The one JSON object of the command; nothing without <c>--json</c>.</summary>
    public void Json(JsonObject report)
    {
        if (!IsJson)
        {
            return;
        }
        EndProgress();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            report.WriteTo(writer);
        }
        _out.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    /// <summary>
    /// The text without the control characters with which a hostile name or headline could move the cursor or colour the screen,
    /// nor the bidi overrides with which it could show itself in another order.
    /// </summary>
    public static string Plain(string text) =>
        text.All(IsHarmless) ? text : new string([.. text.Select(c => IsHarmless(c) ? c : '\ufffd')]);

    private static bool IsHarmless(char c) => !(char.IsControl(c) && c is not ('\n' or '\t')) && c is not ((>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));

    private void EndProgress()
    {
        if (_progressOpen)
        {
            _error.Write("\r\u001b[K");
            _progressOpen = false;
        }
    }
}
