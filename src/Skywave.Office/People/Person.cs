using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

namespace Skywave.Office;

/// <summary>Somebody who works here. The handle is Identity's <c>UserName</c>; there is no e-mail address.</summary>
internal sealed partial class Person : IdentityUser
{
    public const int LongestName = 80;

    /// <summary>As colleagues see it.</summary>
    public required string Name { get; set; }

    /// <summary>Language of the office's pages, or null: English.</summary>
    public string? Language { get; set; }

    /// <summary>No longer works here: cannot sign in, and keeps what they did under their name.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Locked out by their own wish, until two others vouch.</summary>
    public bool IsLockedOut { get; set; }

    /// <summary>The six digits that were used last: digits count once.</summary>
    public string? UsedCode { get; set; }

    /// <summary>When they last signed in, to the day: who works here is no secret to colleagues, at which hours is nobody's business.</summary>
    public DateOnly? LastSeen { get; set; }

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public static bool IsHandle(string? text) => text is not null && Handle().IsMatch(text);

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9.-]{0,30})[a-z0-9]\z")]
    private static partial Regex Handle();
}

/// <summary>That a person is something at a desk.</summary>
internal sealed class GrantRow
{
    public required string Person { get; init; }

    public required string Desk { get; init; }

    public required Role Role { get; init; }
}

/// <summary>A one-time link. The link itself is shown once and not kept.</summary>
internal sealed class LinkRow
{
    /// <summary>SHA-256 of the link's secret, in hex.</summary>
    public required string Hash { get; init; }

    public required string Person { get; init; }

    /// <summary>Unix seconds.</summary>
    public required long Until { get; init; }

    /// <summary>True: old passkeys and the passphrase are void once it is used.</summary>
    public required bool Replaces { get; init; }
}

/// <summary>That somebody vouched for a colleague who lost what they sign in with.</summary>
internal sealed class VouchRow
{
    public required string Person { get; init; }

    public required string By { get; init; }

    public required long At { get; init; }
}
