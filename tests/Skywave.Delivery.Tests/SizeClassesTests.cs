using CsCheck;
using Skywave.Delivery;
using Xunit;

namespace Skywave.Delivery.Tests;

public sealed class SizeClassesTests
{
    private const byte NotDrawn = 255;

    private static readonly Gen<SizeClasses> Codings = Gen.OneOf(Gen.Const(SizeClasses.Brotli), Gen.Const(SizeClasses.Gzip));

    [Fact]
    public void A_class_holds_its_page_and_is_the_class_of_itself() =>
        Gen.Select(Codings, Gen.Int[0, 4 << 20], Gen.Byte).Sample((classes, length, lot) =>
        {
            var size = classes.Of(length, lot);
            return size >= length && classes.Of(size, lot) == size;
        });

    [Fact]
    public void Padding_above_the_smallest_class_costs_at_most_a_fifth_and_fits_into_gzips_field() =>
        Gen.Select(Codings, Gen.Int[6_144, 4 << 20]).Sample((classes, length) =>
        {
            var more = classes.Of(length, NotDrawn) - length;
            return more <= length / 5 && more + GzipPadding.Least <= GzipPadding.Most;
        });

    [Theory]
    [InlineData(8 * 1024)]
    [InlineData(11 * 1024)]
    [InlineData(12 * 1024)]
    [InlineData(15 * 1024)]
    [InlineData(40 * 1024)]
    public void The_budgets_are_classes_so_that_padding_breaks_none(int budget) => Assert.Equal(budget, SizeClasses.Brotli.Of(budget, NotDrawn));

    [Fact]
    public void Pages_drawn_by_their_hash_go_up_and_never_over_the_articles_budget()
    {
        var sizes = Enumerable.Range(0, 256).Select(lot => SizeClasses.Brotli.Of(1_000, (byte)lot)).ToArray();
        Assert.Equal([5_632, 6_656, 7_168, 8_192], sizes.Distinct().Order());
        Assert.All(new[] { 6_656, 7_168, 8_192 }, size => Assert.Equal(9, sizes.Count(s => s == size)));
        Assert.All(Enumerable.Range(0, 256), lot => Assert.Equal(11_264, SizeClasses.Brotli.Of(10_000, (byte)lot)));
    }
}
