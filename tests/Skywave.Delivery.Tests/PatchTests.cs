using System.Text;
using CsCheck;
using Skywave.Delivery;
using Skywave.Trust;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class PatchTests
{
    private const int Enough = 1 << 20;

    private static readonly Gen<byte[]> Bytes = Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Byte[0, 3].Array[0, 5_000], Gen.Const(new byte[] { 0x37, 0xA4, 0x30, 0xEC, 1, 2, 3, 4, 5, 6, 7, 8, 9 }));

    [Fact]
    public void A_patch_applied_to_what_it_was_made_from_gives_the_new_bytes() =>
        Gen.Select(Bytes, Bytes, Gen.OneOf(Gen.Const(Patch.QuickLevel), Gen.Const(Patch.BestLevel))).Sample(
            (old, next, level) => Patch.Apply(old, Patch.Make(old, next, level), next.Length).Value.AsSpan().SequenceEqual(next), iter: 200);

    [Fact]
    public void A_small_change_of_a_long_file_is_a_small_patch()
    {
        var old = new byte[3 << 20];
        new Random(1).NextBytes(old);
        byte[] next = [.. old[..2_000_000], .. "a line more"u8, .. old[2_000_000..]];
        var patch = Patch.Make(old, next);
        Assert.InRange(patch.Length, 1, 1_000);
        Assert.Equal(next, Patch.Apply(old, patch, next.Length).Value);
    }

    [Fact]
    public void A_stock_zstd_applies_our_patch()
    {
        var (old, next) = (Text(1, 3_000), Text(1, 3_100));
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, old);
            Assert.Equal(next, Debian.Decode("zstd", Patch.Make(old, next), "--patch-from=" + file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_patch_of_other_bytes_is_refused()
    {
        var patch = Patch.Make(Text(1, 3_000), Text(1, 3_100));
        Assert.Equal(Codes.PatchDamaged, Patch.Apply(Text(2, 3_000), patch, Enough).Refusal!.Code);
        Assert.Equal(Codes.PatchDamaged, Patch.Apply([], patch, Enough).Refusal!.Code);
    }

    [Fact]
    public void A_patch_that_makes_too_much_is_refused_before_memory_is_taken()
    {
        var bomb = Patch.Make([], new byte[32 << 20]);
        Assert.InRange(bomb.Length, 1, 5_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Codes.PatchTooBig, Patch.Apply([], bomb, Enough).Refusal!.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal(Codes.PatchTooBig, Patch.Apply([], bomb, -1).Refusal!.Code);
    }

    [Fact]
    public void Hostile_bytes_are_refused_or_mean_something_but_never_throw()
    {
        var (old, patch) = (Text(3, 500), Patch.Make(Text(3, 500), Text(3, 600)));
        Gen.Select(Gen.Int[0, patch.Length - 1], Gen.Byte, Gen.Int[0, patch.Length]).Sample(
            (at, flip, cut) =>
            {
                var damaged = patch.ToArray();
                damaged[at] ^= flip;
                Apply(damaged, flip == 0);
                Apply(damaged[..cut], flip == 0 && cut == patch.Length);
            },
            iter: 3_000);
        Gen.Byte.Array[0, 200].Sample(noise => Apply([0x28, 0xB5, 0x2F, 0xFD, .. noise], mayPass: true), iter: 3_000);
        Gen.Byte.Array[0, 200].Sample(noise => Apply(noise, mayPass: true), iter: 1_000);

        void Apply(byte[] hostile, bool mayPass)
        {
            var made = Patch.Apply(old, hostile, Enough);
            Assert.True(mayPass || made.Refusal is { Code: Codes.PatchDamaged or Codes.PatchTooBig } || made.Value.AsSpan().SequenceEqual(Text(3, 600)));
        }
    }

    [Fact]
    public void Files_too_long_for_a_patch_are_our_own_mistake() => Assert.Throws<ArgumentException>(() => Patch.Make([], new byte[Patch.MostBytes + 1]));

    private static byte[] Text(int seed, int words) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, words).Select(i => $"{i * 7919 * seed % 65_536:x} ")));
}
