using System.Diagnostics;

namespace Skywave.Delivery.Tests;

/// <summary>Debian's own brotli, gzip and zstd: decoders that nobody here wrote. ./test installs them.</summary>
internal static class Debian
{
    public static byte[] Decode(string program, byte[] bytes, params string[] more)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["-d", "-c", .. more]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var wrong = process.StandardError.ReadToEndAsync();
        var writes = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(bytes);
            process.StandardInput.Close();
        });
        var decoded = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(decoded);
        writes.Wait();
        process.WaitForExit();
        return process.ExitCode == 0 ? decoded.ToArray() : throw new InvalidDataException($"{program}: {wrong.Result}");
    }
}
