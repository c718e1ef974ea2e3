using Skywave.Ledger;
using Skywave.Mirror;
using Skywave.Trust.Documents;
using Skywave.Trust.Keys;
using Skywave.Words;

namespace Skywave.Publishing;

/// <summary>Signs each desk's log at its size and puts what is new of it into the cut.</summary>
internal sealed class SignLogs(Cut cut, Keyring keys, Newsroom newsroom, LogsDocument logs)
{
    private readonly Lazy<ILookup<string, string>> _fresh = new(() => cut.Ledger.Tiles.Where(t => t.Edition == cut.Number).Select(t => t.Path).AsEnumerable().ToLookup(FolderOf));

    /// <summary>One desk's logs. Returns the state its open one is signed at.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="ends">True when the offline holders may have closed one since the edition before.</param>
    /// <param name="whole">Every file of the logs, not only what is new.</param>
    public SignedState Run(string desk, bool ends, bool whole)
    {
        AddClosed(logs.Of(desk), ends, whole);
        return Sign(logs.Of(desk)[^1], whole);
    }

    // The last tiles and the last checkpoint of what the offline holders closed since the edition before.
    private void AddClosed(IEnumerable<LogEpoch> epochs, bool ends, bool whole)
    {
        foreach (var log in epochs.Where(e => e.Closed is not null && (ends || whole)).Select(e => DeskLog.Of(cut.Ledger, newsroom.Id, e)))
        {
            foreach (var file in whole ? log.Files() : log.LastFiles(cut.Number))
            {
                cut.Add(file);
            }
            cut.Add(new EditionFile(log.Folder + "/checkpoint", log.State()!.Bytes));
        }
    }

    private SignedState Sign(LogEpoch epoch, bool whole)
    {
        var log = DeskLog.Of(cut.Ledger, newsroom.Id, epoch);
        var before = log.State();
        var signers = keys.Find(KeyPurpose.Log, epoch.Desk).Where(k => epoch.Keys.Any(v => Convert.ToHexStringLower(v.PublicKey.Span) == k.PublicHex)).Select(k => k.Open()).ToArray();
        if (signers.Length < epoch.Threshold)
        {
            throw new Stop(Exit.Usage, "keys.missing", $"keys/host.age has no key for epoch {epoch.Epoch} of the log of {epoch.Desk}", $"restore keys/host.age, or let the offline holders open a new epoch: `skywave keys revoke log:{epoch.Desk}`");
        }
        var state = log.Sign(signers);
        Array.ForEach(signers, s => s.Dispose());
        foreach (var file in whole ? log.Files() : _fresh.Value[log.Folder].Select(log.File))
        {
            cut.Add(file);
        }
        if (whole || before?.Size != state.Size)
        {
            cut.Add(new EditionFile(log.Folder + "/checkpoint", state.Bytes));
        }
        return state;
    }

    // log/<desk>/<epoch>
    private static string FolderOf(string path) => path[..path.IndexOf('/', path.IndexOf('/', "log/".Length) + 1)];
}
