using System.Security.Cryptography;

namespace Skywave.Trust.Keys;

/// <summary>A key on the curve P-256, which Web Push asks for (docs/900-design.md, section 22). Nothing of an edition is signed with one.</summary>
public static class CurveKey
{
    /// <summary>Bytes of the scalar that is kept secret.</summary>
    public const int SecretSize = 32;

    /// <summary>Bytes of a public point: the mark of an uncompressed one, x, y.</summary>
    public const int PointSize = 65;

    private const byte Uncompressed = 4;

    /// <summary>The key of a scalar, its public point worked out. Null when the bytes are no scalar of the curve.</summary>
    /// <param name="secret">32 bytes.</param>
    public static ECParameters? OfSecret(ReadOnlySpan<byte> secret)
    {
        try
        {
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret.ToArray() });
            return secret.Length == SecretSize ? key.ExportParameters(includePrivateParameters: true) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A public key from its point. Null when the bytes are no point of the curve.</summary>
    /// <param name="point">65 bytes.</param>
    public static ECParameters? OfPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointSize || point[0] != Uncompressed)
        {
            return null;
        }
        try
        {
            var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() } };
            using var key = ECDiffieHellman.Create(parameters); // looks whether the point lies on the curve
            return parameters;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The public point of a key.</summary>
    public static byte[] PointOf(ECParameters key) => [Uncompressed, .. key.Q.X!, .. key.Q.Y!];
}
