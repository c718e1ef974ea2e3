using System.Security.Cryptography;
using Skywave.Delivery;
using Skywave.House;
using Skywave.Ledger;
using Skywave.Trust.Documents;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>One edition being made: its number and time, the files that are new in it, and what they replace.</summary>
internal sealed class Cut
{
    private readonly EditionFolder _staging;
    private readonly Dictionary<string, ListedFile> _files = new(StringComparer.Ordinal);

    public Cut(NewsroomFolder house, LedgerDb ledger, int number, DateTimeOffset time)
    {
        (Ledger, Number, Time) = (ledger, number, time);
        _staging = new EditionFolder(Path.Combine(house.Staging, number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>What was signed so far; new rows are tracked until the whole cut is saved.</summary>
    public LedgerDb Ledger { get; }

    /// <summary>The edition's number: the version its snapshot will have.</summary>
    public int Number { get; }

    /// <summary>The edition's time, whole seconds, UTC.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Files nothing current refers to any more.</summary>
    public HashSet<string> Superseded { get; } = new(StringComparer.Ordinal);

    /// <summary>How many files are new in this edition.</summary>
    public int Count => _files.Count;

    /// <summary>True when this edition has that file anew.</summary>
    public bool Has(string path) => _files.ContainsKey(path);

    /// <summary>Puts a file into the staging folder.</summary>
    public ListedFile Add(EditionFile file)
    {
        _staging.Write(file);
        Superseded.Remove(file.Path);
        return _files[file.Path] = Describe(file.Bytes.Span);
    }

    /// <summary>Puts a file whose name fixes its bytes into the staging folder, unless it is there already.</summary>
    public void AddOnce(string path, Func<string, byte[]> read)
    {
        if (!_files.ContainsKey(path))
        {
            Add(new EditionFile(path, read(path)));
        }
    }

    /// <summary>Length and hash of a file's bytes.</summary>
    public static ListedFile Describe(ReadOnlySpan<byte> bytes) => new(bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
