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
}
