using System.Buffers;
using System.Buffers.Text;

namespace Skywave.Trust.Log;

/// <summary>Standard base64 with padding, in the one form that an encoder writes: no white space, no stray bits.</summary>
internal static class StrictBase64
{
    public static bool TryRead(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 != 0)
        {
            return false;
        }
        var buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, buffer, out var length) || !text.SequenceEqual(Convert.ToBase64String(buffer, 0, length)))
        {
            return false;
        }
        bytes = buffer[..length];
        return true;
    }

    /// <summary>The same from ASCII.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 != 0)
        {
            return false;
        }
        var buffer = new byte[text.Length / 4 * 3];
        var again = new byte[text.Length];
        if (Base64.DecodeFromUtf8(text, buffer, out _, out var length) != OperationStatus.Done
            || Base64.EncodeToUtf8(buffer.AsSpan(0, length), again, out _, out var written) != OperationStatus.Done || !text.SequenceEqual(again.AsSpan(0, written)))
        {
            return false;
        }
        bytes = length == buffer.Length ? buffer : buffer[..length];
        return true;
    }
}
