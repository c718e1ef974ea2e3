namespace Skywave.Ledger;

/// <summary>One record in a desk's log.</summary>
public sealed class LogEntry
{
    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>Its epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The entry's index in that log, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>The article's id.</summary>
    public required string Article { get; init; }

    /// <summary>The revision recorded.</summary>
    public required int Revision { get; init; }

    /// <summary>The edition it was added for.</summary>
    public required int Edition { get; init; }

    /// <summary>The record's bytes.</summary>
    public required byte[] Record { get; init; }

    /// <summary>True: it fell after the size at which its epoch was closed and is not ours, so it is never logged again (docs/900-design.md, section 7).</summary>
    public bool LeftOut { get; set; }
}

/// <summary>The signed bytes of an article's newest revision.</summary>
public sealed class SignedFragment
{
    /// <summary>The article's id.</summary>
    public required string Article { get; init; }

    /// <summary>The revision they are.</summary>
    public required int Revision { get; set; }

    /// <summary>From <c>&lt;article</c> to <c>&lt;/article&gt;</c>.</summary>
    public required byte[] Bytes { get; set; }
}

/// <summary>A tile or an entry bundle.</summary>
public sealed class LogTile
{
    /// <summary>Its path in the edition.</summary>
    public required string Path { get; init; }

    /// <summary>The edition it was made for.</summary>
    public required int Edition { get; init; }

    /// <summary>Its bytes.</summary>
    public required byte[] Bytes { get; set; }
}

/// <summary>The signed state of a log at one size: a checkpoint. One size has one checkpoint.</summary>
public sealed class SignedState
{
    /// <summary>The desk.</summary>
    public required string Desk { get; init; }

    /// <summary>Its epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Entries in the log.</summary>
    public required long Size { get; init; }

    /// <summary>The checkpoint's bytes.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>One signed version of a TUF role.</summary>
public sealed class RoleVersion
{
    /// <summary>The role's name.</summary>
    public required string Role { get; init; }

    /// <summary>Its version, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>The edition it went out with; 0: signed by the offline holders, goes out with the next.</summary>
    public required int Edition { get; set; }

    /// <summary>When it was signed, Unix seconds.</summary>
    public required long Signed { get; init; }

    /// <summary>When it expires, Unix seconds.</summary>
    public required long Expires { get; init; }

    /// <summary>The file's bytes.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>A target as it is signed now.</summary>
public sealed class SignedTarget
{
    /// <summary>Its name: <c>en/front</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its bytes.</summary>
    public required byte[] Bytes { get; set; }
}

/// <summary>One edition.</summary>
public sealed class EditionRow
{
    /// <summary>Its number: the snapshot's version.</summary>
    public required int Number { get; init; }

    /// <summary>When it was cut, Unix seconds.</summary>
    public required long Cut { get; init; }

    /// <summary>How far it has come.</summary>
    public required EditionState State { get; set; }
}

/// <summary>How far an edition has come. Each step can be done again from the one before with the same outcome.</summary>
public enum EditionState
{
    /// <summary>Its records are in the logs; the writing may not know yet that they are published.</summary>
    Logged = 0,

    /// <summary>Every file of it stands in <c>staging/</c>, signed.</summary>
    Signed = 1,

    /// <summary>The first carrier has all of it.</summary>
    Pushed = 2,
}

/// <summary>A file that nothing current refers to.</summary>
public sealed class SupersededFile
{
    /// <summary>Its path in the edition.</summary>
    public required string Path { get; init; }

    /// <summary>Since when, Unix seconds.</summary>
    public required long Since { get; init; }
}

/// <summary>What a desk's pages were last rendered with, apart from their articles.</summary>
public sealed class ChromeState
{
    /// <summary>The desk; with <c>/front</c> behind it, how that desk's front is curated.</summary>
    public required string Desk { get; init; }

    /// <summary>Hash of theme, notices, locale, newsroom and the program's page version; of what editors put on the front.</summary>
    public required string Key { get; set; }
}
