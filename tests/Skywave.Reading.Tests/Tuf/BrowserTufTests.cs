using System.Reflection;
using Xunit;
using Xunit.v3;

namespace Skywave.Tests.Tuf;

/// <summary>The browser's reader, asked what the tests of the TUF client ask: it gives the same answers, refusals with the same codes.</summary>
public sealed class BrowserTufTests
{
    // What is not the same on purpose, with the reason.
    private static readonly HashSet<string> Others =
    [
        // Changes files of the program's cache; the browser's store has another form (docs/900-design.md, section 18) and a test of its own.
        nameof(WorkflowTests.A_damaged_cache_costs_a_fetch_and_nothing_more),
    ];

    [Theory]
    [MemberData(nameof(BrowserReader.Crypto), MemberType = typeof(BrowserReader))]
    public async Task It_answers_every_test_of_the_client_alike(string crypto)
    {
        var browser = new BrowserReader();
        var witness = new Witness(browser);
        foreach (var (name, run) in Cases())
        {
            await witness.WatchAsync(name, run);
        }
        var seen = browser.Replay(crypto);
        var told = witness.Outcomes.SelectMany(c => c.Value.Select((outcome, i) => $"{c.Key}, step {i}: {outcome}"));
        Assert.Equal(told, seen.SelectMany(c => c.Value.Select((outcome, i) => $"{c.Key}, step {i}: {outcome}")));
        Assert.True(browser.Steps > 250, $"{browser.Steps} steps");
    }

    private static IEnumerable<(string Name, Func<Task> Run)> Cases()
    {
        foreach (var type in new[] { typeof(WorkflowTests), typeof(KnownMistakesTests), typeof(LyingMirrorTests) })
        {
            foreach (var method in type.GetMethods().Where(m => m.ReturnType == typeof(Task) && !Others.Contains(m.Name)))
            {
                foreach (var arguments in ArgumentsOf(method))
                {
                    yield return ($"{method.Name}({string.Join(", ", arguments)})", async () =>
                    {
                        var instance = Activator.CreateInstance(type);
                        await (Task)method.Invoke(instance, arguments)!;
                        (instance as IDisposable)?.Dispose();
                    });
                }
            }
        }
    }

    private static IEnumerable<object?[]> ArgumentsOf(MethodInfo test) => test.GetCustomAttribute<MemberDataAttribute>() is { } member
        ? ((IEnumerable<string>)LyingMirrorTests.Lies.Keys).Select(lie => new object?[] { lie })
        : test.GetCustomAttributes<InlineDataAttribute>().Select(inline => inline.Data).DefaultIfEmpty([]);
}
