using System.Runtime.CompilerServices;
using Xunit;

namespace Skywave.Tests;

/// <summary>Real input that nobody here wrote. It stands beside the repository, not in it.</summary>
internal static class TestData
{
    /// <summary>Where it stands when <c>SKYWAVE_TESTDATA</c> does not say: relative to the repository's root.</summary>
    private const string BesideRepository = "../shared/data";

    /// <summary>The folder, or null when it is not on this machine.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>A path inside the folder. Skips the test when the folder is absent; with CI=true fails it.</summary>
    public static string Path(string relative)
    {
        if (Folder is null)
        {
            const string reason = "the real input is not on this machine: set SKYWAVE_TESTDATA to its folder";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(reason);
            }
            Assert.Skip(reason);
        }
        return System.IO.Path.Combine(Folder!, relative);
    }

    /// <summary>The repository's root on this machine.</summary>
    public static string RepositoryRoot([CallerFilePath] string thisFile = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, ".."));

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("SKYWAVE_TESTDATA");
        var folder = string.IsNullOrEmpty(named) ? System.IO.Path.Combine(RepositoryRoot(), BesideRepository) : named;
        return Directory.Exists(folder) ? System.IO.Path.GetFullPath(folder) : null;
    }
}
