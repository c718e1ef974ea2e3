using System.Buffers;
using System.Text;

namespace Skywave.Trust.Log;

/// <summary>
/// Reads a record in the one form in which every newsroom of today writes it: ten known fields in canonical order, texts in plain ASCII. A short cut: what
/// does not fit is left to the reader of JSON, which knows every canonical form.
/// </summary>
internal ref struct RecordText(ReadOnlySpan<byte> bytes)
{
    // What stands for itself in a JSON string; the identifiers, times and words of a record are made of fewer.
    private static readonly SearchValues<byte> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-/:"u8);

    private ReadOnlySpan<byte> _rest = bytes;
    private bool _fits = true;

    /// <summary>The fields as they are written, or null. Nothing is known of what they say.</summary>
    public static RecordFields? Read(ReadOnlySpan<byte> bytes)
    {
        var text = new RecordText(bytes);
        var fields = new RecordFields(
            text.Text("{\"address\":\""u8), text.Text(",\"article\":\""u8), text.Text(",\"desk\":\""u8), text.Text(",\"firstPublished\":\""u8), text.Text(",\"hash\":\""u8),
            text.Number(",\"length\":"u8), text.Number(",\"record\":"u8), text.Number(",\"revision\":"u8), text.Text(",\"status\":\""u8), text.Text(",\"versionCreated\":\""u8));
        return text._fits && text._rest.SequenceEqual("}"u8) ? fields : null;
    }

    private string Text(ReadOnlySpan<byte> before)
    {
        Skip(before);
        var length = _rest.IndexOfAnyExcept(Plain);
        _fits = _fits && length >= 0 && _rest[length] == '"';
        if (!_fits)
        {
            return "";
        }
        var text = Encoding.ASCII.GetString(_rest[..length]);
        _rest = _rest[(length + 1)..];
        return text;
    }

    private long Number(ReadOnlySpan<byte> before)
    {
        Skip(before);
        var length = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        long number = 0;
        _fits = _fits && length > 0 && StrictText.TryNumber(_rest[..length], out number);
        _rest = _fits ? _rest[length..] : _rest;
        return number;
    }

    private void Skip(ReadOnlySpan<byte> what)
    {
        _fits = _fits && _rest.StartsWith(what);
        _rest = _fits ? _rest[what.Length..] : _rest;
    }
}

/// <summary>A record's fields before anything is known of what they say.</summary>
internal readonly record struct RecordFields(
    string Address, string Article, string Desk, string FirstPublished, string Hash, long Length, long Version, long Revision, string Status, string VersionCreated);
