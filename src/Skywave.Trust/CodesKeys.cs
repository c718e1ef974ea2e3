namespace Skywave.Trust;

public static partial class Codes
{
    /// <summary>A sealed file that is not an age v1 file with one passphrase, or one that was cut or altered.</summary>
    public const string SealMalformed = "seal.malformed";

    /// <summary>A passphrase that does not open the file.</summary>
    public const string SealPassphrase = "seal.passphrase";

    /// <summary>A sealed file that asks for more work than we are ready to do.</summary>
    public const string SealWork = "seal.work-factor";

    /// <summary>A keyring that is not in the form of docs/900-design.md, section 11.</summary>
    public const string KeysMalformed = "keys.malformed";

    /// <summary>A trust file that is not in the form of docs/900-design.md, section 10, or is too big.</summary>
    public const string TrustFileMalformed = "trust-file.malformed";

    /// <summary>A trust file whose root or targets is not signed by enough of the keys that the root names.</summary>
    public const string TrustFileSignature = "trust-file.signature";

    /// <summary>A trust file whose logs.json is not the one its targets names.</summary>
    public const string TrustFileLogs = "trust-file.logs";
}
