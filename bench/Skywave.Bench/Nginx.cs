using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Skywave.Bench;

/// <summary>nginx on loopback in front of a folder, as people tune it for static files: no log, copies made beforehand, as many workers as there are cores.</summary>
internal sealed class Nginx : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private Nginx(Process process, string folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="program">Where it is.</param>
    /// <param name="root">What it serves.</param>
    /// <param name="holdsFiles">With <c>open_file_cache</c>.</param>
    public static async Task<Nginx> StartAsync(string program, string root, bool holdsFiles)
    {
        var folder = Directory.CreateTempSubdirectory("skywave-nginx-").FullName;
        var port = FreePort();
        var user = Environment.IsPrivilegedProcess ? "user root;" : "";
        var cache = holdsFiles ? "open_file_cache max=10000 inactive=60s; open_file_cache_valid 30s;" : "";
        // The same headers as ours, so that both send as much.
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            {{user}} worker_processes auto; pid {{folder}}/pid; error_log {{folder}}/error.log; daemon off; worker_rlimit_nofile 20000;
            events { worker_connections 8192; }
            http {
              access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_timeout 75; keepalive_requests 100000000; server_tokens off; {{cache}}
              types { text/html html; application/json json; text/plain txt; application/rss+xml xml; image/jpeg jpg; } charset utf-8;
              client_body_temp_path {{folder}}; proxy_temp_path {{folder}}; fastcgi_temp_path {{folder}}; uwsgi_temp_path {{folder}}; scgi_temp_path {{folder}};
              server {
                listen 127.0.0.1:{{port}} backlog=1024; root {{root}}; gzip_static on; gzip_vary on;
                add_header Access-Control-Allow-Origin *; add_header X-Content-Type-Options nosniff; add_header Referrer-Policy no-referrer; add_header Cache-Control no-cache;
              }
            }
            """).ConfigureAwait(false);
        var nginx = new Nginx(Tool.Start(program, "-c", Path.Combine(folder, "nginx.conf"), "-p", folder), folder, new Uri($"http://127.0.0.1:{port}/"));
        using var client = new HttpClient { BaseAddress = nginx.Address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await client.GetAsync(new Uri("index.html", UriKind.Relative)).ConfigureAwait(false)).Dispose();
                return nginx;
            }
            catch (HttpRequestException) when (tries < 50)
            {
                await Task.Delay(100).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What its workers have spent of the processors.</summary>
    public TimeSpan Spent()
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            var stat = ReadStat(folder);
            if (stat.Length > 12 && stat[1] == _process.Id.ToString(CultureInfo.InvariantCulture))
            {
                ticks += long.Parse(stat[11], CultureInfo.InvariantCulture) + long.Parse(stat[12], CultureInfo.InvariantCulture);
            }
        }
        return TimeSpan.FromMilliseconds(ticks * 10); // a hundred ticks a second
    }

    // From the state on: what stands before it is a name, and may hold spaces.
    private static string[] ReadStat(string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return []; // it has ended meanwhile
        }
    }

    public void Dispose()
    {
        // Its own signal: the master ends its workers.
        Tool.Run("kill", "-QUIT", _process.Id.ToString(CultureInfo.InvariantCulture));
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
