using System.Security.Cryptography;
using System.Text;

namespace Skywave.Alerts;

/// <summary>Subscriptions between what browsers send and what rests: whoever takes them in can seal them and not read them again.</summary>
internal static class SubscriptionList
{
    /// <summary>What each is filled up to: longer than any, so that its size tells no service from another.</summary>
    private const int Length = 1536;

    /// <summary>What it is known by: the endpoint is as good as random, so its hash tells it to nobody who does not have it.</summary>
    public static byte[] IdOf(string endpoint) => SHA256.HashData(Encoding.UTF8.GetBytes(endpoint));

    /// <summary>Seals one.</summary>
    /// <param name="subscription">What a browser sent.</param>
    /// <param name="to">The newsroom's key for it.</param>
    public static byte[] Seal(Subscription subscription, byte[] to)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return SealedMessage.Seal(subscription.ToBytes(), Length, to, [], SealedMessage.AtRest, once, RandomNumberGenerator.GetBytes(SealedMessage.SaltSize));
    }

    /// <summary>Opens one; null when it was sealed for another key, or is of a desk or service that is no longer ours.</summary>
    public static Subscription? Open(byte[] sealedBytes, ECParameters own, IReadOnlyCollection<string> desks, PushHosts services) =>
        SealedMessage.Open(sealedBytes, own, [], SealedMessage.AtRest) is { } bytes && Subscription.Parse(bytes, desks, services).TryGet(out var subscription, out _) ? subscription : null;
}
