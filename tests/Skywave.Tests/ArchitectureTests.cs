using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Skywave.Tests;

/// <summary>The rules of ARCHITECTURE.md that a compiler does not hold by itself.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Root = FindRoot();

    /// <summary>Who may know whom. A new line here needs an ADR.</summary>
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Skywave.Words"] = [],
        ["Skywave.Trust"] = [],
        ["Skywave.Writing"] = ["Skywave.Words"],
        ["Skywave.Intake"] = ["Skywave.Words"],
        ["Skywave.Edition"] = ["Skywave.Words"],
        ["Skywave.Delivery"] = ["Skywave.Words", "Skywave.Trust"],
        ["Skywave.Reading"] = ["Skywave.Words", "Skywave.Trust"],
        ["Skywave.Mirror"] = ["Skywave.Words", "Skywave.Trust", "Skywave.Reading", "Skywave.Delivery"],
        ["Skywave"] = ["Skywave.Words", "Skywave.Trust", "Skywave.Writing", "Skywave.Intake", "Skywave.Edition", "Skywave.Delivery", "Skywave.Reading", "Skywave.Mirror"],
    };

    /// <summary>Packages each project may bring in. A dependency is a new author of our security (docs/dependencies.md).</summary>
    private static readonly Dictionary<string, string[]> MayUsePackages = new()
    {
        ["Skywave.Words"] = [],
        ["Skywave.Trust"] = ["NSec.Cryptography"],
        ["Skywave.Writing"] = ["Microsoft.EntityFrameworkCore.Sqlite", "NetVips", "NetVips.Native"],
        ["Skywave.Intake"] = ["AngleSharp", "SmartReader", "System.ServiceModel.Syndication", "UTF.Unknown"],
        ["Skywave.Edition"] = ["RazorSlices"],
        ["Skywave.Delivery"] = [],
        ["Skywave.Reading"] = [],
        ["Skywave.Mirror"] = ["System.CommandLine"],
        ["Skywave"] = ["System.CommandLine", "Microsoft.EntityFrameworkCore.Sqlite"],
    };

    public static TheoryData<string> Projects => [.. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetFileNameWithoutExtension(p))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_whom_it_may(string project)
    {
        Assert.True(MayReference.ContainsKey(project), $"{project} is new: give it a line here and an ADR");
        Assert.Empty(Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Except(MayReference[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_brings_in_only_the_packages_it_may(string project) =>
        Assert.Empty(Items(project, "PackageReference").Except(MayUsePackages[project]));

    [Theory]
    [InlineData("Skywave.Words")]
    [InlineData("Skywave.Trust")]
    [InlineData("Skywave.Edition")]
    public void The_pure_centre_is_held_by_the_banned_symbols_analyzer(string project)
    {
        var shared = XDocument.Load(Path.Combine(Root, "src", "Directory.Build.props"));
        Assert.Contains($"'{project}'", shared.Descendants("IsPureCentre").Single().Attribute("Condition")!.Value, StringComparison.Ordinal);
        Assert.Contains(shared.Descendants("AdditionalFiles"), f => f.Attribute("Include")!.Value.EndsWith("BannedSymbols.Pure.txt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Skywave.Words")]
    [InlineData("Skywave.Trust")]
    [InlineData("Skywave.Edition")]
    [InlineData("Skywave.Reading")]
    [InlineData("Skywave.Delivery")]
    public void What_ships_in_the_native_program_is_checked_ahead_of_time(string project) =>
        Assert.Equal("true", Project(project).Descendants("IsAotCompatible").Single().Value);

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_type_is_named_for_what_it_is_not(string project)
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Service", "Repository"];
        var types = Load(project).GetTypes().Select(t => t.Name.Split('`')[0]);
        Assert.DoesNotContain(types, t => empty.Any(e => t.EndsWith(e, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_interface_of_ours_waits_for_its_second_implementation(string project)
    {
        var types = Load(project).GetTypes();
        var waiting = types.Where(t => t.IsInterface && t.Namespace?.StartsWith("Skywave", StringComparison.Ordinal) == true)
            .Where(i => types.Count(t => t.IsClass && i.IsAssignableFrom(t)) < 2);
        Assert.Empty(waiting);
    }

    [Fact]
    public void The_private_store_is_unknown_to_whatever_makes_or_moves_an_edition()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/Skywave.Writing/", StringComparison.Ordinal));
        var knows = sources.Where(f => File.ReadAllText(f).Contains("PrivateDb", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Root, f));
        Assert.All(knows, f => Assert.Matches("^src/Skywave/Commands/(Import|Demo|Grant)", f));
    }

    [Fact]
    public void The_path_to_the_real_input_stands_in_one_place()
    {
        var needle = string.Concat("../shared", "/data");
        var files = Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal));
        Assert.Equal(["tests/TestData.cs"], files.Where(f => File.ReadAllText(f).Contains(needle, StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Root, f)));
    }

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(Root, "src", name, name + ".csproj"));

    private static IEnumerable<string> Items(string project, string kind) => Project(project).Descendants(kind).Select(e => e.Attribute("Include")!.Value);

    private static Assembly Load(string project) => Assembly.Load(project switch { "Skywave" => "skywave", "Skywave.Mirror" => "skywave-mirror", _ => project });

    private static string FindRoot()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Skywave.slnx")))
        {
            at = at.Parent ?? throw new InvalidOperationException("the tests run outside the repository");
        }
        return at.FullName;
    }
}
