using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace Skywave.Tests;

/// <summary>The rules of ARCHITECTURE.md that a compiler does not hold by itself. What the pure centre's bytes may name is in <c>PureCentreTests</c>.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Root = TestData.RepositoryRoot();

    /// <summary>Rooms of the house: they meet in the program and nowhere else.</summary>
    private static readonly string[] Features = ["Skywave.Writing", "Skywave.Intake", "Skywave.Edition", "Skywave.Delivery", "Skywave.Reading", "Skywave.Office"];

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
        ["Skywave.Office"] = ["Skywave.Words"],
        ["Skywave.Mirror"] = ["Skywave.Words", "Skywave.Trust", "Skywave.Reading", "Skywave.Delivery"],
        ["Skywave"] = ["Skywave.Words", "Skywave.Trust", "Skywave.Writing", "Skywave.Intake", "Skywave.Edition", "Skywave.Delivery", "Skywave.Reading", "Skywave.Mirror", "Skywave.Office"],
    };

    /// <summary>Packages each project may bring in. A dependency is a new author of our security (docs/dependencies.md).</summary>
    private static readonly Dictionary<string, string[]> MayUsePackages = new()
    {
        ["Skywave.Words"] = [],
        ["Skywave.Trust"] = ["NSec.Cryptography"],
        ["Skywave.Writing"] = ["Microsoft.EntityFrameworkCore.Sqlite", "NetVips", "NetVips.Native"],
        ["Skywave.Intake"] = ["AngleSharp", "SmartReader", "UTF.Unknown"],
        ["Skywave.Edition"] = ["RazorSlices"],
        ["Skywave.Delivery"] = ["ZstdSharp.Port"],
        ["Skywave.Reading"] = [],
        ["Skywave.Office"] = ["DiffPlex", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Sqlite", "RazorSlices"],
        ["Skywave.Mirror"] = ["System.CommandLine"],
        ["Skywave"] = ["System.CommandLine", "Microsoft.EntityFrameworkCore.Sqlite"],
    };

    public static TheoryData<string> Projects => [.. Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetFileNameWithoutExtension(p))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_whom_it_may(string project)
    {
        Assert.True(MayReference.ContainsKey(project), $"{project} is new: give it a line here and an ADR");
        Assert.Empty(Items(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Except(MayReference[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_brings_in_only_the_packages_it_may(string project) =>
        Assert.Empty(Items(project, "PackageReference").Except(MayUsePackages[project]));

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_was_built_knows_only_whom_its_project_may(string project)
    {
        // The compiler leaves out what is referenced and not used; what it leaves in was used.
        var knows = Load(project).GetReferencedAssemblies().Select(a => ProjectOf(a.Name!)).Where(n => n.StartsWith("Skywave", StringComparison.Ordinal));
        Assert.Empty(knows.Except(MayReference[project]));
    }

    [Fact]
    public void A_feature_knows_no_other_feature()
    {
        Assert.All(Features, feature => Assert.Empty(MayReference[feature].Intersect(Features)));
        Assert.All(Features, feature => Assert.Empty(Items(feature, "ProjectReference").Select(Path.GetFileNameWithoutExtension).Intersect(Features)));
    }

    [Fact]
    public void Trust_and_Words_know_nobody()
    {
        Assert.Empty(Items("Skywave.Trust", "ProjectReference"));
        Assert.Empty(Items("Skywave.Words", "ProjectReference"));
        Assert.Empty(Items("Skywave.Words", "PackageReference"));
    }

    [Fact]
    public void No_project_of_the_house_knows_the_program() =>
        Assert.All(MayReference.Where(p => p.Key != "Skywave"), p => Assert.DoesNotContain("Skywave", p.Value));

    [Theory]
    [InlineData("Skywave.Words")]
    [InlineData("Skywave.Trust")]
    [InlineData("Skywave.Edition")]
    public void The_pure_centre_is_held_by_the_banned_symbols_analyzer(string project)
    {
        var shared = XDocument.Load(Path.Combine(Root, "src", "Directory.Build.props"));
        Assert.Contains($"'{project}'", shared.Descendants("IsPureCentre").Single().Attribute("Condition")!.Value, StringComparison.Ordinal);
        Assert.Contains(shared.Descendants("AdditionalFiles"), f => f.Attribute("Include")!.Value.EndsWith("BannedSymbols.Pure.txt", StringComparison.Ordinal));
        Assert.Contains(shared.Descendants("PackageReference"), p => p.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
    }

    [Fact]
    public void Nobody_lets_a_banned_symbol_through()
    {
        // In the props and projects, in .editorconfig and in the code alike.
        var rule = string.Concat("RS", "0030");
        var files = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".csproj" or ".props" or ".cshtml" && !IsMade(f)).Append(Path.Combine(Root, "Directory.Build.props")).Append(Path.Combine(Root, ".editorconfig"));
        Assert.DoesNotContain(files, f => File.ReadAllText(f).Contains(rule, StringComparison.Ordinal));
    }

    [Fact]
    public void The_time_is_asked_of_a_TimeProvider()
    {
        foreach (var list in new[] { "BannedSymbols.Clock.txt", "BannedSymbols.Pure.txt" })
        {
            var banned = File.ReadAllText(Path.Combine(Root, "src", list));
            Assert.All(["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"], clock => Assert.Contains($"P:System.{clock};", banned, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Skywave.Words")]
    [InlineData("Skywave.Trust")]
    [InlineData("Skywave.Edition")]
    [InlineData("Skywave.Reading")]
    [InlineData("Skywave.Delivery")]
    public void What_ships_in_the_native_program_is_checked_ahead_of_time(string project) =>
        Assert.Equal("true", Project(project).Descendants("IsAotCompatible").Single().Value);

    [Fact]
    public void The_small_program_is_published_as_native_code() =>
        Assert.Equal("true", Project("Skywave.Mirror").Descendants("PublishAot").Single().Value);

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_type_is_named_for_what_it_is_not(string project)
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Services", "Repository", "Mediator"];
        var types = Load(project).GetTypes().Where(t => !t.FullName!.Contains('<', StringComparison.Ordinal)).Select(t => t.Name.Split('`')[0]);
        Assert.DoesNotContain(types, t => empty.Any(e => t.EndsWith(e, StringComparison.Ordinal)));
        var folders = Directory.EnumerateDirectories(Path.Combine(Root, "src", project), "*", SearchOption.AllDirectories).Where(f => !IsMade(f + "/"));
        Assert.DoesNotContain(folders, f => empty.Any(e => f.EndsWith(e, StringComparison.Ordinal)));
    }

    [Fact]
    public void Nobody_brings_in_a_mediator_a_mapper_or_a_mock()
    {
        string[] unwanted = ["MediatR", "Mediator", "AutoMapper", "Mapster", "MassTransit", "Moq", "NSubstitute", "FakeItEasy", "FluentAssertions", "Newtonsoft.Json", "Serilog"];
        Assert.Empty(Versions().Keys.Intersect(unwanted, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_version_that_is_set_is_used()
    {
        var used = Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Append(Path.Combine(Root, "src", "Directory.Build.props"))
            .SelectMany(f => XDocument.Load(f).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value));
        Assert.Empty(Versions().Keys.Except(used));
    }

    /// <summary>A habit more than a rule: most files within two screens, none that has become two.</summary>
    [Theory]
    [InlineData("src", 260)]
    [InlineData("tests", 400)]
    [InlineData("bench", 300)]
    public void Files_stay_short(string folder, int most)
    {
        var lengths = Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Where(f => !IsMade(f)).ToDictionary(f => Path.GetRelativePath(Root, f), f => File.ReadLines(f).Count());
        Assert.Empty(lengths.Where(f => f.Value > most).Select(f => $"{f.Key}: {f.Value} lines"));
        Assert.True(lengths.Values.Order().ElementAt(lengths.Count / 2) <= 120, $"half of the files under {folder} have more than 120 lines");
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
        var knows = Sources().Where(f => !f.Contains("/Skywave.Writing/", StringComparison.Ordinal)).Where(f => File.ReadAllText(f).Contains("PrivateDb", StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Root, f));
        Assert.All(knows, f => Assert.Matches("^src/Skywave/Commands/(Import|Demo|Grant)", f));
    }

    [Fact]
    public void Readers_are_not_written_down()
    {
        // No address, cookie or account of a reader is ever looked at, so none can be kept.
        string[] looks = ["RemoteIpAddress", "UseHttpLogging", "AddHttpLogging", "UseW3CLogging", "X-Forwarded-For", ".Cookies", "UseSession", "AddAuthentication"];
        // Editors sign in, at an address of their own: their room knows cookies, and no reader comes there.
        Assert.All(Sources().Where(f => !f.Contains("/Skywave.Office/", StringComparison.Ordinal)), f => Assert.DoesNotContain(looks, l => File.ReadAllText(f).Contains(l, StringComparison.Ordinal)));
        Assert.All(Sources(), f => Assert.DoesNotContain("RemoteIpAddress", File.ReadAllText(f), StringComparison.Ordinal));
        Assert.Contains("Logging.ClearProviders()", File.ReadAllText(Path.Combine(Root, "src", "Skywave.Delivery", "ReaderSite.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_path_to_the_real_input_stands_in_one_place()
    {
        var needle = string.Concat("../shared", "/data");
        var files = Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Where(f => !IsMade(f));
        Assert.Equal(["tests/TestData.cs"], files.Where(f => File.ReadAllText(f).Contains(needle, StringComparison.Ordinal)).Select(f => Path.GetRelativePath(Root, f)));
    }

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(Root, "src", name, name + ".csproj"));

    private static IEnumerable<string> Items(string project, string kind) => Project(project).Descendants(kind).Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'));

    private static Dictionary<string, string> Versions() => XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("PackageVersion")
        .ToDictionary(p => p.Attribute("Include")!.Value, p => p.Attribute("Version")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".cs" or ".cshtml" && !IsMade(f));

    private static bool IsMade(string path) => path.Contains("/obj/", StringComparison.Ordinal) || path.Contains("/bin/", StringComparison.Ordinal);

    private static Assembly Load(string project) => Assembly.Load(project switch { "Skywave" => "skywave", "Skywave.Mirror" => "skywave-mirror", _ => project });

    private static string ProjectOf(string assembly) => assembly switch { "skywave" => "Skywave", "skywave-mirror" => "Skywave.Mirror", _ => assembly };
}
