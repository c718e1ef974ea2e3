using System.CommandLine.Parsing;

namespace Skywave.Mirror;

/// <summary>An address to listen at, as people type it: <c>http://127.0.0.1:8080</c>.</summary>
public static class ListenAt
{
    /// <summary>Reads an option's value, and tells System.CommandLine what is wrong with it.</summary>
    public static Uri? ParseArgument(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http", AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" })
        {
            return address;
        }
        argument.AddError($"'{text}' is not an address to listen at; write one like http://127.0.0.1:8080 (for https, put a web server in front)");
        return null;
    }
}
