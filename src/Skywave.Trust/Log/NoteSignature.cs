using System.Text;

namespace Skywave.Trust.Log;

/// <summary>One signature line of a C2SP signed-note.</summary>
/// <param name="Name">The signer's key name.</param>
/// <param name="KeyId">Eight hex digits by which the key is found (<see cref="VKey.Id"/>).</param>
/// <param name="Bytes">The signature.</param>
public sealed record NoteSignature(string Name, string KeyId, ReadOnlyMemory<byte> Bytes)
{
    private const string Dash = "\u2014 ";

    /// <summary>The line without its LF: an em dash, the name, and base64 of key id and signature.</summary>
    public string Line => $"{Dash}{Name} {Convert.ToBase64String([.. Convert.FromHexString(KeyId), .. Bytes.Span])}";

    internal static NoteSignature? Parse(string line)
    {
        var parts = line.Split(' ');
        return parts.Length == 3 && line.StartsWith(Dash, StringComparison.Ordinal) && VKey.IsName(parts[1])
            && StrictBase64.TryRead(parts[2], out var bytes) && bytes.Length is > 4 and <= 1024
            ? new(parts[1], Convert.ToHexStringLower(bytes[..4]), bytes.AsMemory(4))
            : null;
    }
}

/// <summary>Text and numbers in the one form we read.</summary>
internal static class StrictText
{
    private const int MaxDigits = 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out string text)
    {
        var fits = System.Text.Unicode.Utf8.IsValid(bytes);
        text = fits ? Utf8.GetString(bytes) : "";
        return fits;
    }

    // Decimal, no sign, no leading zero, at most 2^53-1.
    public static bool TryNumber(ReadOnlySpan<char> text, out long number)
    {
        Span<byte> ascii = stackalloc byte[MaxDigits];
        number = 0;
        return text.Length <= MaxDigits && Ascii.FromUtf16(text, ascii, out var length) == System.Buffers.OperationStatus.Done && TryNumber(ascii[..length], out number);
    }

    /// <summary>The same from ASCII.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        foreach (var c in text)
        {
            number = char.IsAsciiDigit((char)c) && number <= CanonicalJson.MaxInteger ? number * 10 + (c - '0') : long.MaxValue;
        }
        return text.Length is > 0 and <= MaxDigits && (text[0] != '0' || text.Length == 1) && number <= CanonicalJson.MaxInteger;
    }
}
