namespace Skywave.Office;

/// <summary>One question that the office answers. All of them stand in <see cref="Routes"/>, with who may ask.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Pattern">As in ASP.NET Core: <c>/m/{id}</c>.</param>
/// <param name="Access">Who may ask.</param>
/// <param name="Answer">Answers.</param>
internal sealed record Route(string Method, string Pattern, Access Access, Func<Visit, Task> Answer)
{
    /// <summary>True: its form brings a file, which only who may send one gets read.</summary>
    public bool TakesFile { get; init; }
}
