using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace Skywave.Tests;

/// <summary>
/// The centre takes values and gives values. The analyzer says so where code is written; this reads the built assemblies, so that generated code and
/// suppressions count too.
/// </summary>
public sealed class PureCentreTests
{
    private static readonly string[] Rim =
    [
        "System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.Net.Http.HttpClient", "System.Net.Sockets.Socket", "System.Net.Dns",
        "System.Random", "System.Security.Cryptography.RandomNumberGenerator", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Threading.Timer", "System.Console",
    ];

    private static readonly string[] Clocks =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.Guid.NewGuid",
        "System.Guid.CreateVersion7", "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Environment.GetEnvironmentVariable", "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay",
    ];

    [Theory]
    [InlineData("Skywave.Words")]
    [InlineData("Skywave.Trust")]
    [InlineData("Skywave.Edition")]
    public void The_pure_centre_names_no_file_clock_or_dice(string project)
    {
        var (types, members) = Named(project);
        Assert.NotEmpty(members);
        Assert.Empty(types.Intersect(Rim));
        Assert.Empty(members.Intersect(Clocks));
    }

    [Theory]
    [InlineData("Skywave.Delivery")]
    [InlineData("Skywave.Reading")]
    public void What_reads_and_moves_editions_asks_no_clock_of_the_system(string project) =>
        Assert.Empty(Named(project).Members.Intersect(Clocks.Where(c => c.Contains("get_Now", StringComparison.Ordinal) || c.Contains("get_UtcNow", StringComparison.Ordinal))));

    [Fact]
    public void What_is_looked_for_would_be_found() =>
        Assert.Contains("System.IO.File", Named("Skywave.Delivery").Types);

    private static (HashSet<string> Types, HashSet<string> Members) Named(string project)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, project + ".dll")));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(t => NameOf(metadata, t)).ToHashSet(StringComparer.Ordinal);
        var members = metadata.MemberReferences.Select(metadata.GetMemberReference).Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => $"{NameOf(metadata, (TypeReferenceHandle)m.Parent)}.{metadata.GetString(m.Name)}").ToHashSet(StringComparer.Ordinal);
        return (types, members);
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
