using System.Text;
using Skywave.Mirror;

namespace Skywave.House;

/// <summary>
/// The words that open a keyring. From SKYWAVE_PASSPHRASE, the file SKYWAVE_PASSPHRASE_FILE names, or a prompt; in a demo newsroom from the
/// file the demo itself calls unsafe.
/// </summary>
public static class Passphrase
{
    /// <summary>Characters a new passphrase must have.</summary>
    public const int Least = 10;

    private const string Variable = "SKYWAVE_PASSPHRASE";

    private const string UnsafeName = "UNSAFE-demo-passphrase.txt";

    /// <summary>The passphrase of an existing keyring.</summary>
    /// <exception cref="Stop">None was given and nobody is there to ask.</exception>
    public static string Ask(NewsroomFolder house, Terminal terminal)
    {
        return (IsDemo(house) ? File.ReadAllText(UnsafeFile(house)).Trim() : null)
            ?? FromEnvironment()
            ?? Prompt(terminal, "Passphrase of the newsroom's keys: ")
            ?? throw new Stop(Exit.Usage, "keys.no-passphrase", "the keys are sealed and no passphrase was given",
                "set SKYWAVE_PASSPHRASE_FILE to a file that holds it (or SKYWAVE_PASSPHRASE), or run this in a terminal");
    }

    /// <summary>The passphrase of one file that the others' does not open; null when nobody is there to ask.</summary>
    public static string? AskFor(string file, Terminal terminal) => Prompt(terminal, $"Passphrase of {file}: ");

    /// <summary>True when a passphrase is at hand without asking anybody.</summary>
    public static bool IsAtHand(NewsroomFolder house) => IsDemo(house) || FromEnvironment() is not null;

    /// <summary>True for a demonstration's newsroom: its passphrase lies beside its keys.</summary>
    public static bool IsDemo(NewsroomFolder house) => File.Exists(UnsafeFile(house));

    /// <summary>The passphrase for keys about to be made.</summary>
    /// <param name="terminal">Where to ask.</param>
    /// <param name="variable">The environment variable it may be in; with _FILE, the one that names a file.</param>
    /// <exception cref="Stop">None was given, it is too short, or the two typed ones differ.</exception>
    public static string AskNew(Terminal terminal, string variable = Variable)
    {
        var passphrase = FromEnvironment(variable);
        if (passphrase is null)
        {
            passphrase = Prompt(terminal, "A new passphrase for the newsroom's keys (several words): ")
                ?? throw new Stop(Exit.Usage, "keys.no-passphrase", "a new passphrase is needed and none was given",
                    $"set {variable}_FILE to a file that holds it (or {variable}), or run this in a terminal");
            if (Prompt(terminal, "The same again: ") != passphrase)
            {
                throw new Stop(Exit.Usage, "keys.passphrase", "the two passphrases differ; nothing was made", "run it again");
            }
        }
        return passphrase.Length >= Least
            ? passphrase
            : throw new Stop(Exit.Usage, "keys.passphrase", $"the passphrase has fewer than {Least} characters; nothing was made", "take four or more words that belong together only for you");
    }

    /// <summary>Writes the demo's passphrase beside its keys.</summary>
    public static void KeepUnsafe(NewsroomFolder house, string passphrase) => File.WriteAllText(UnsafeFile(house), passphrase + "\n");

    private static string UnsafeFile(NewsroomFolder house) => Path.Combine(house.Keys, UnsafeName);

    /// <summary>Removes what the demo wrote there, once it opens nothing any more.</summary>
    public static void ForgetUnsafe(NewsroomFolder house) => File.Delete(Path.Combine(house.Keys, UnsafeName));

    private static string? FromEnvironment(string variable = Variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } words)
        {
            return words;
        }
        if (Environment.GetEnvironmentVariable(variable + "_FILE") is not { Length: > 0 } file)
        {
            return null;
        }
        return File.Exists(file)
            ? File.ReadAllText(file).TrimEnd('\r', '\n')
            : throw new Stop(Exit.Usage, "keys.no-passphrase", $"{variable}_FILE names a file that is not there", "put the passphrase into that file, or unset the variable");
    }

    private static string? Prompt(Terminal terminal, string question)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            return null;
        }
        Console.Error.Write(question);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length -= Math.Min(1, typed.Length);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }
        terminal.Note("");
        return typed.ToString();
    }
}
