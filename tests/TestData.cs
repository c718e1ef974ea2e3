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

    /// <summary>The repository's root: the nearest folder above the built tests that holds the solution.</summary>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Skywave.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName
            ?? throw new DirectoryNotFoundException($"no Skywave.slnx above {AppContext.BaseDirectory}: run the tests from a build inside the repository");
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("SKYWAVE_TESTDATA");
        var folder = string.IsNullOrEmpty(named) ? System.IO.Path.Combine(RepositoryRoot(), BesideRepository) : named;
        return Directory.Exists(folder) ? System.IO.Path.GetFullPath(folder) : null;
    }
}
