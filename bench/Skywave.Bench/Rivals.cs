using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Skywave.Bench;

/// <summary>What else keeps a copy of a folder up: an rsync daemon, and git with a repository of the folder's history. Both on loopback, through a counting proxy.</summary>
internal static class Rivals
{
    private static readonly string[] Author = ["-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0", "-c", "core.autocrlf=false"];

    /// <summary>Bytes and time of bringing <paramref name="copy"/> up to <paramref name="folder"/> with <c>rsync -az --delete</c>.</summary>
    public static async Task<(long Bytes, TimeSpan Time)> RsyncAsync(string folder, string copy)
    {
        var rsync = Needs.Program("rsync", "rsync");
        var (port, settings) = (FreePort(), Path.GetTempFileName());
        await File.WriteAllTextAsync(settings, $"use chroot = no\naddress = 127.0.0.1\nport = {port}\npid file = {settings}.pid\nlog file = /dev/null\n[edition]\npath = {folder}\nread only = yes\nuid = {Environment.UserName}\ngid = root\n").ConfigureAwait(false);
        using var daemon = Start(rsync, "--daemon", "--no-detach", $"--config={settings}");
        try
        {
            await ListeningAsync(port).ConfigureAwait(false);
            await using var proxy = new CountingProxy(port);
            var watch = Stopwatch.StartNew();
            await Child.RunAsync(rsync, "-az", "--delete", "--exclude=/.*", $"rsync://127.0.0.1:{proxy.Port}/edition/", copy + "/").ConfigureAwait(false);
            return (proxy.Count.Bytes, watch.Elapsed);
        }
        finally
        {
            daemon.Kill();
            File.Delete(settings);
            File.Delete(settings + ".pid");
        }
    }

    /// <summary>Bytes and time of a push after one commit; the commit of what was there before is not counted.</summary>
    public static async Task<(long Bytes, TimeSpan Time)> GitAsync(string before, string after, string under)
    {
        var git = Needs.Program("git", "git");
        var (port, remotes, repository) = (FreePort(), Directory.CreateDirectory(Path.Combine(under, "remotes")).FullName, Path.Combine(under, "repository"));
        await Child.RunAsync(git, "init", "-q", "--bare", Path.Combine(remotes, "edition.git")).ConfigureAwait(false);
        await Child.RunAsync(git, "init", "-q", repository).ConfigureAwait(false);
        using var daemon = Start(git, "daemon", "--export-all", "--enable=receive-pack", $"--port={port}", "--listen=127.0.0.1", $"--base-path={remotes}", remotes);
        try
        {
            await ListeningAsync(port).ConfigureAwait(false);
            await CommitAsync(before).ConfigureAwait(false);
            // The archive itself goes over no wire: a first push of a hundred megabytes is more than git's daemon waits for.
            await PushAsync(Path.Combine(remotes, "edition.git")).ConfigureAwait(false);
            await using var proxy = new CountingProxy(port);
            var watch = Stopwatch.StartNew();
            await CommitAsync(after).ConfigureAwait(false);
            await PushAsync($"git://127.0.0.1:{proxy.Port}/edition.git").ConfigureAwait(false);
            return (proxy.Count.Bytes, watch.Elapsed);
        }
        finally
        {
            daemon.Kill(entireProcessTree: true);
        }

        async Task CommitAsync(string tree)
        {
            string[] at = ["--git-dir", Path.Combine(repository, ".git"), "--work-tree", tree, .. Author];
            await Child.RunAsync(git, [.. at, "add", "-A", "."]).ConfigureAwait(false);
            await Child.RunAsync(git, [.. at, "commit", "-q", "-m", "an edition"]).ConfigureAwait(false);
        }

        Task PushAsync(string to) => Child.RunAsync(git, "-C", repository, "push", "-q", to, "HEAD:refs/heads/main");
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments))!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return int.Parse(listener.LocalEndpoint.ToString()!.Split(':')[1], CultureInfo.InvariantCulture);
    }

    private static async Task ListeningAsync(int port)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
                return;
            }
            catch (SocketException) when (tries < 100)
            {
                await Task.Delay(50).ConfigureAwait(false);
            }
        }
    }
}
