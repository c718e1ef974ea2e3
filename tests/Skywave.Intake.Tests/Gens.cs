using CsCheck;

namespace Skywave.Intake.Tests;

internal static class Gens
{
    public static Gen<T> Any<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);
}
