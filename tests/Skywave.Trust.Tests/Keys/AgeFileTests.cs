using System.Diagnostics;
using System.Text;
using CsCheck;
using Skywave.Trust.Keys;
using Skywave.Trust.Tests.Log;
using Xunit;

namespace Skywave.Trust.Tests.Keys;

public sealed class AgeFileTests
{
    private const string Passphrase = "correct horse café";

    private static byte[] Sixteen(byte start) => [.. Enumerable.Range(start, 16).Select(i => (byte)i)];

    private static byte[] Seal(byte[] plaintext, int work = 4) => AgeFile.Seal(plaintext, Passphrase, work, Sixteen(1), Sixteen(40), Sixteen(90));

    [Fact]
    public void The_passphrase_function_is_that_of_the_standard() =>
        // RFC 7914 has no vector with p = 1 and r = 8 but the fourth (N = 2^20), which takes a gigabyte; this one was computed with OpenSSL.
        Assert.Equal("1473144f4e255475f81b5a95ab08021f3daba79e8434a95926addf810885ba30",
            Convert.ToHexStringLower(Scrypt.Derive("pass"u8, [.. "age-encryption.org/v1/scrypt"u8, .. Enumerable.Range(0, 16).Select(i => (byte)i)], 10)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(200000)]
    public void What_is_sealed_is_opened(int length)
    {
        var plaintext = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
        Assert.Equal(plaintext, AgeFile.Open(Seal(plaintext), Passphrase, 4).Value);
    }

    [Fact]
    public void Another_passphrase_or_too_much_work_is_refused()
    {
        Assert.Equal(Codes.SealPassphrase, AgeFile.Open(Seal([1]), "another", 4).Refusal?.Code);
        Assert.Equal(Codes.SealWork, AgeFile.Open(Seal([1]), Passphrase, 3).Refusal?.Code);
        Assert.Equal(Codes.SealMalformed, AgeFile.Open(new byte[AgeFile.MaxLength + 1], Passphrase, 4).Refusal?.Code);
        Assert.Throws<ArgumentException>(() => AgeFile.Seal([], Passphrase, 4, [], [], []));
    }

    [Fact]
    public void A_flipped_bit_or_a_cut_is_refused()
    {
        var file = Seal(Encoding.UTF8.GetBytes("secret"));
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[0, 7]).Sample((at, bit) => !AgeFile.Open(SampleLog.Flip(file, at, bit), Passphrase, 4).IsAccepted, iter: 500);
        Gen.Int[0, file.Length - 1].Sample(length => !AgeFile.Open(file.AsSpan(0, length), Passphrase, 4).IsAccepted, iter: 200);
        var two = Seal(new byte[65537]);
        Assert.Equal(Codes.SealMalformed, AgeFile.Open(two.AsSpan(0, two.Length - 17), Passphrase, 4).Refusal?.Code);
    }

    [Fact]
    public void Stock_age_opens_our_file_and_we_open_its()
    {
        using var age = StockAge.OrSkip();
        var plaintext = Encoding.UTF8.GetBytes(new string('x', 70_000) + " end");
        Assert.Equal(plaintext, age.Run("-d", Seal(plaintext, 10), Passphrase));
        Assert.Equal(plaintext, AgeFile.Open(age.Run("-p", plaintext, Passphrase), Passphrase, 20).Value);
    }
}

/// <summary>Debian's <c>age</c>. It reads a passphrase from a terminal only, so it is run under Python's.</summary>
internal sealed class StockAge : IDisposable
{
    private const string Terminal = """
        import os, pty, sys, select
        pid, fd = pty.fork()
        if pid == 0:
            os.execvp("age", ["age"] + sys.argv[2:])
        seen, answered = b"", 0
        while True:
            try:
                if not select.select([fd], [], [], 120)[0]:
                    sys.exit("age is silent")
                part = os.read(fd, 1024)
            except OSError:
                part = b""
            if not part:
                break
            seen += part
            if seen.count(b"assphrase") > answered and seen.rstrip().endswith(b":"):
                answered = seen.count(b"assphrase")
                os.write(fd, sys.argv[1].encode() + b"\n")
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        sys.stderr.write(seen.decode(errors="replace"))
        sys.exit(status)
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("skywave-age-").FullName;

    public static StockAge OrSkip()
    {
        if (!Exists("age") || !Exists("python3"))
        {
            const string reason = "age or python3 is not on this machine: apt-get install age python3";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
            Assert.Skip(reason);
        }
        return new();
    }

    public byte[] Run(string verb, byte[] input, string passphrase)
    {
        var (from, to) = (Path.Combine(_folder, Guid.NewGuid().ToString("N")), Path.Combine(_folder, Guid.NewGuid().ToString("N")));
        File.WriteAllBytes(from, input);
        var start = new ProcessStartInfo("python3", ["-c", Terminal, passphrase, verb, "-o", to, from]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return File.ReadAllBytes(to);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
