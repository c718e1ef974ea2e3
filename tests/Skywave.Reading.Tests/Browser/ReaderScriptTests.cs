using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skywave.Reading;
using Xunit;

namespace Skywave.Tests;

/// <summary>The parts in which readers fetch the code: small, whole, typed, and made of what is said.</summary>
public sealed partial class ReaderScriptTests
{
    private const int Part = 8 * 1024;

    [Fact]
    public void Every_part_fits_8_KB()
    {
        var sizes = ReaderScript.Parts.Concat(ReaderScript.Libraries).ToDictionary(part => part.Path, part => Compressed(part.Bytes));
        Assert.All(sizes, part => Assert.InRange(part.Value, 1000, Part));
    }

    [Fact]
    public void What_every_worker_is_made_of_fits_20_KB()
    {
        var sizes = ReaderScript.Code.Where(part => part.Path != "reader-ed25519.js").ToDictionary(part => part.Path, part => Compressed(part.Bytes));
        Assert.Equal(["reader-fetch.js", "reader-verify.js", "reader.js", "sw.js"], sizes.Keys.Order(StringComparer.Ordinal));
        Assert.True(sizes.Values.Sum() <= 20 * 1024 && sizes.Values.All(size => size is > 500 and <= Part), string.Join(", ", sizes));
    }

    [Fact]
    public void The_worker_names_the_rest_of_the_code_by_its_hash()
    {
        var code = ReaderScript.Code.ToDictionary(part => part.Path, part => part.Bytes);
        var worker = Encoding.UTF8.GetString(code["sw.js"].Span);
        Assert.Contains($"script = '{FileHash.Of(code["reader.js"].Span)}'", worker, StringComparison.Ordinal);
        Assert.All(ReaderScript.Parts, part => Assert.Contains($"'targets/newsroom/{FileHash.Of(part.Bytes.Span)}.{part.Path}'", worker, StringComparison.Ordinal));
        Assert.Contains($"library = 'targets/newsroom/{FileHash.Of(code["reader-ed25519.js"].Span)}.reader-ed25519.js'", worker, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_is_one_classic_script_without_comments_that_adds_one_global_name()
    {
        foreach (var part in ReaderScript.Parts)
        {
            var text = Encoding.UTF8.GetString(part.Bytes.Span);
            Assert.StartsWith("'use strict'\nglobalThis.skywave ??= {}\n{\n", text, StringComparison.Ordinal);
            Assert.EndsWith("})\n}\n", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(Module(), text);
            Assert.All(new[] { "/*", "innerHTML", "eval(", "new Function", "localStorage", "indexedDB", "Date.now", "setTimeout", "Math.random", "console" },
                banned => Assert.DoesNotContain(banned, text, StringComparison.Ordinal));
        }
        foreach (var library in ReaderScript.Libraries)
        {
            Assert.Contains("Permission is hereby granted", Encoding.UTF8.GetString(library.Bytes.Span), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_the_spaces_that_no_token_needs_it_is_token_for_token_what_was_written()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(ReaderScript.Modules.ToDictionary(module => module, module => new[] { ReaderScript.Joined(module), ReaderScript.TextOf(module) })));
            var (exit, output) = Node.Run("check-tokens.mjs", file);
            Assert.True(exit == 0, output);
            Assert.InRange(int.Parse(output, CultureInfo.InvariantCulture), 10_000, 100_000);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("a + +b - -c", "a+ +b- -c")]
    [InlineData("const x = / [/ ]+ /g, y = a / b / c", "const x=/ [/ ]+ /g,y=a/b/c")]
    [InlineData("return / '/.test(`a ${ b + ` ${ { c } } ` } '`)", "return/ '/.test(`a ${b+` ${{c}} `} '`)")]
    [InlineData("async function f () { throw 'a  \\' b' }", "async function f(){throw'a  \\' b'}")]
    public void A_space_stays_where_two_tokens_would_be_one_and_in_whatever_is_quoted(string text, string tight) => Assert.Equal(tight, ScriptText.Tight(text));

    [Fact]
    public void The_modules_that_verify_ask_nobody()
    {
        foreach (var module in new[] { "refusal", "bytes", "json", "names", "crypto", "roles", "tuf", "log", "documents", "page", "fragment", "kept" })
        {
            var code = Comment().Replace(ReaderScript.Source(module), "");
            Assert.All(new[] { "fetch", "store", "now(", "after(" }, banned => Assert.DoesNotMatch($@"(?<![\w.'-]){Regex.Escape(banned)}", code));
        }
    }

    [Fact]
    public void Modules_stay_short() => Assert.All(ReaderScript.Modules.Where(m => !m.StartsWith("vendor/", StringComparison.Ordinal)), m => Assert.InRange(ReaderScript.Source(m).Split('\n').Length, 10, 260));

    [Theory]
    [InlineData("", 0)]
    [InlineData("import { openReader } from './client.js'\nopenReader(1)\n", 2)]
    public void Its_types_hold(string more, int code)
    {
        var folder = Directory.CreateTempSubdirectory("skywave-types-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "vendor"));
            foreach (var module in ReaderScript.Modules.Append("boot"))
            {
                File.WriteAllText(Path.Combine(folder, module + ".js"), ReaderScript.Source(module));
            }
            var main = Path.Combine(folder, "main.js");
            File.WriteAllText(main, string.Concat(ReaderScript.Modules.Select((module, i) => $"import * as m{i} from './{module}.js'\n")) + more);
            var (exit, output) = Node.CheckTypes(main, Path.Combine(folder, "boot.js"));
            Assert.True(exit == code, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_others_wrote_is_what_its_maker_makes_of_the_pinned_packages()
    {
        var (exit, output) = Node.Run("../../src/Skywave.Reading/Browser/vendor/make-vendor.mjs", "--check");
        Assert.True(exit == 0, output);
    }

    private static int Compressed(ReadOnlyMemory<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(bytes.Span);
        }
        return (int)compressed.Length;
    }

    [GeneratedRegex("^(import|export) ", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"/\*.*?\*/|^\s*//.*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Comment();
}
