using System.Text.Json;

namespace Skywave.House;

/// <summary>Where everything of a newsroom stands (docs/900-design.md, section 12).</summary>
/// <param name="Path">The folder's full path.</param>
/// <param name="Settings">What the operator wrote.</param>
public sealed record NewsroomFolder(string Path, NewsroomSettings Settings)
{
    /// <summary>What the operator writes.</summary>
    public string SettingsFile => In("skywave.json");

    /// <summary>Sealed keyrings.</summary>
    public string Keys => In("keys");

    /// <summary>The keyring of the publishing host.</summary>
    public string HostKeyring => In("keys", "host.age");

    /// <summary>Where the offline keys are until they are taken away.</summary>
    public string OfflineKeys => In("keys", "offline");

    /// <summary>The sealed keyring of an offline role.</summary>
    public string OfflineKeyring(string purpose) => In("keys", "offline", purpose + ".age");

    /// <summary>Renditions by hash.</summary>
    public string Media => In("media");

    /// <summary>The office's pictures as working copies.</summary>
    public string Library => In("library");

    /// <summary>The style sheet of its pages; its hash is signed by the offline holders.</summary>
    public string ThemeFile => In("theme", "theme.css");

    /// <summary>What was signed.</summary>
    public string Ledger => In("ledger.db");

    /// <summary>Readers' sealed subscriptions to alerts.</summary>
    public string AlertsFile => In("alerts.db");

    /// <summary>An edition that is signed but not yet pushed.</summary>
    public string Staging => In("staging");

    /// <summary>The first carrier.</summary>
    public string Public => Carrier(Settings.Carriers[0]);

    /// <summary>Opens a newsroom's folder.</summary>
    /// <exception cref="Mirror.Stop">There is none, or its settings are wrong.</exception>
    public static NewsroomFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new NewsroomFolder(full, NewsroomSettings.Read(System.IO.Path.Combine(full, "skywave.json")));
    }

    /// <summary>Makes the library's folder, for its owner alone, where there is none.</summary>
    /// <returns><see cref="Library"/>.</returns>
    public string MakeLibrary()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Library);
        }
        else
        {
            Directory.CreateDirectory(Library, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return Library;
    }

    /// <summary>A path inside the folder.</summary>
    public string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>A carrier's full path.</summary>
    public string Carrier(string setting) => System.IO.Path.GetFullPath(setting, Path);

    /// <summary>The theme of its pages.</summary>
    /// <exception cref="Mirror.Stop">There is none, or it will not do.</exception>
    public Edition.Theme Theme()
    {
        try
        {
            return Edition.Theme.Parse(Settings.Name, File.ReadAllText(ThemeFile));
        }
        catch (Exception wrong) when (wrong is FormatException or IOException)
        {
            throw new Mirror.Stop(Mirror.Exit.Usage, "newsroom.theme", $"{ThemeFile}: {wrong.Message}", "mend the style sheet, or put back the one `skywave new` wrote");
        }
    }

    /// <summary>Writes the settings back, whole or not at all.</summary>
    public void Save() => Reading.WholeFile.Write(SettingsFile, [.. JsonSerializer.SerializeToUtf8Bytes(Settings, HouseJson.Default.NewsroomSettings), (byte)'\n']);
}
