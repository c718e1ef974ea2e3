using System.Collections.Immutable;
using System.Buffers.Text;
using System.Text.Json.Serialization;
using Skywave.Trust.Keys;

namespace Skywave.House;

/// <summary>How alerts are sent (docs/900-design.md, section 22). Written by <c>skywave keys alerts</c>.</summary>
public sealed record AlertSettings
{
    /// <summary>Whom a push service may write to when something goes wrong: <c>mailto:…</c> or an https address. It is sent with every alert; not the address of a person in danger.</summary>
    public required string Contact { get; init; }

    /// <summary>The public key that readers' browsers subscribe for: base64url of a point of P-256. Its other half is in <c>keys/host.age</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The public key that subscriptions are sealed to, likewise.</summary>
    public required string Seal { get; init; }

    /// <summary>Push services beside those of the large browsers' makers: <c>https://push.example</c>. Default: none.</summary>
    public ImmutableArray<string> PushServices { get; init; } = [];

    /// <summary>The point of <see cref="Key"/>.</summary>
    [JsonIgnore]
    public byte[] KeyPoint => Base64Url.DecodeFromChars(Key);

    /// <summary>The point of <see cref="Seal"/>.</summary>
    [JsonIgnore]
    public byte[] SealPoint => Base64Url.DecodeFromChars(Seal);

    /// <summary>Everything that is wrong, each with its fix in the sentence.</summary>
    internal IEnumerable<string> Mistakes()
    {
        if (Contact.Length > 200 || !Uri.TryCreate(Contact, UriKind.Absolute, out var contact) || contact.Scheme is not ("mailto" or "https") || !Contact.All(c => c is > ' ' and <= '~'))
        {
            yield return $"`alerts.contact`: \"{Contact}\" is no address that push services take; write mailto:alerts@news.example or an https address";
        }
        if (!IsPoint(Key) || !IsPoint(Seal))
        {
            yield return "`alerts.key` and `alerts.seal` are not those that `skywave keys alerts` wrote: put them back";
        }
        foreach (var service in PushServices.IsDefault ? [] : PushServices)
        {
            if (!Uri.TryCreate(service, UriKind.Absolute, out var address) || !IsService(address))
            {
                yield return $"`alerts.pushServices`: \"{service}\" is not the https address of a host; write one like https://push.example";
            }
        }
    }

    // On plain http only where nobody else can listen: a service that runs on this machine.
    private static bool IsService(Uri address) => (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };

    private static bool IsPoint(string text) => Base64Url.IsValid(text, out var length) && length == CurveKey.PointSize && CurveKey.OfPoint(Base64Url.DecodeFromChars(text)) is not null;
}
