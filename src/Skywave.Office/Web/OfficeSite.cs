using System.Net.Sockets;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Skywave.Office;

/// <summary>Serves the newsroom's pages at an address of its own (docs/045-office.md).</summary>
public sealed class OfficeSite : IAsyncDisposable
{
    /// <summary>Characters that a passphrase has at least.</summary>
    public const int ShortestPassphrase = 14;

    private const int MostBytes = 2 << 20;

    private readonly WebApplication _app;

    private OfficeSite(WebApplication app, Uri address, string? firstLink) => (_app, Address, FirstLink) = (app, address, firstLink);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The first person's one-time link while there is nobody who could sign in; else null. It is shown on the terminal and nowhere else.</summary>
    public string? FirstLink { get; }

    /// <summary>Starts it. When the port is taken it tries the next ones, twenty in all; then throws <see cref="IOException"/>.</summary>
    /// <param name="folder">The newsroom's folder: <c>office.db</c> and <c>keys/office/</c> are made in it.</param>
    /// <param name="address">Where to listen: <c>http://localhost:8090</c>. Port 0 picks a free one.</param>
    /// <param name="publicAddress">How editors reach it when a proxy stands before it, <c>https://office.example/</c>; null: as it listens.</param>
    /// <param name="parts">What other rooms do for it.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancel">Stops the start.</param>
    /// <exception cref="OfficeException"><c>office.db</c> cannot be used.</exception>
    public static async Task<OfficeSite> StartAsync(string folder, Uri address, Uri? publicAddress, OfficeParts parts, TimeProvider clock, CancellationToken cancel)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            var port = address.Port == 0 ? 0 : address.Port + tries;
            var app = Build(folder, new UriBuilder(address) { Port = port }.Uri, publicAddress, parts, clock);
            try
            {
                var link = await FirstAsync(app, folder, clock, cancel).ConfigureAwait(false);
                await app.StartAsync(cancel).ConfigureAwait(false);
                var listens = new Uri(app.Urls.First());
                return new OfficeSite(app, listens, link is null ? null : new Uri(publicAddress ?? listens, "welcome/" + link).AbsoluteUri);
            }
            catch (IOException taken) when (taken.InnerException is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } or { InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } })
            {
                await app.DisposeAsync().ConfigureAwait(false);
            }
        }
        throw new IOException($"ports {address.Port} to {address.Port + 19} on {address.Host} are all taken");
    }

    /// <summary>Publishes what was scheduled for a time that is past, and fronts of which a place has ended: handed over, then one edition. How many texts there were.</summary>
    /// <param name="cancel">Stops it.</param>
    public async Task<int> PublishDueAsync(CancellationToken cancel)
    {
        using var scope = _app.Services.CreateScope();
        var services = scope.ServiceProvider;
        var (parts, clock) = (services.GetRequiredService<OfficeParts>(), services.GetRequiredService<TimeProvider>());
        var db = services.GetRequiredService<OfficeDb>();
        var due = await TakeStep.PublishDueAsync(db, parts, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        var isFrontDue = await CurateFront.EndAsync(db, parts, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        if (due.Count > 0 || isFrontDue)
        {
            await parts.Publish(cancel).ConfigureAwait(false);
        }
        return due.Count;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<string?> FirstAsync(WebApplication app, string folder, TimeProvider clock, CancellationToken cancel)
    {
        using var scope = app.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<OfficeDb>();
        OfficeFile.Ensure(db, folder);
        await SweepLibrary.RunAsync(db, app.Services.GetRequiredService<OfficeParts>().LibraryFolder, clock.GetUtcNow(), cancel).ConfigureAwait(false);
        return await Invite.FirstAsync(db, clock.GetUtcNow(), cancel).ConfigureAwait(false);
    }

    private static WebApplication Build(string folder, Uri address, Uri? publicAddress, OfficeParts parts, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders(); // a request log would hold who worked when
        builder.WebHost.UseUrls(address.ToString());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.Limits.MaxConcurrentConnections = 2_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(20);
        });
        AddParts(builder.Services, folder, publicAddress ?? address, parts, clock);
        var app = builder.Build();
        if (publicAddress is not null)
        {
            // Only a proxy on this machine says how it was asked.
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost });
        }
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FailedAsync, SuppressDiagnosticsCallback = _ => true });
        app.Use((context, next) => Headers.GuardAsync(context, next, (publicAddress ?? address).Host));
        app.UseRouting();
        foreach (var file in WebFile.All)
        {
            app.MapGet(file.Address, context => Headers.SendFileAsync(context, file));
        }
        foreach (var route in Routes.All)
        {
            app.MapMethods(route.Pattern, [route.Method], context => Gate.PassAsync(context, route, parts, clock));
        }
        app.MapFallback(context => Gate.PassAsync(context, Nowhere, parts, clock));
        return app;
    }

    private static readonly Route Nowhere = new("GET", "", new Access.Anybody(), visit => Answer.SayAsync(visit, StatusCodes.Status404NotFound, "There is nothing here.", "It may have been somebody else’s, or never was."));

    private static void AddParts(IServiceCollection services, string folder, Uri address, OfficeParts parts, TimeProvider clock)
    {
        services.AddSingleton(parts).AddSingleton(clock).AddSingleton<Guesses>().AddRoutingCore();
        services.AddDbContext<OfficeDb>(options => options.UseSqlite(OfficeFile.ConnectionString(folder)));
        var keys = new DirectoryInfo(Path.Combine(folder, "keys", "office"));
        if (OperatingSystem.IsWindows())
        {
            keys.Create();
        }
        else
        {
            Directory.CreateDirectory(keys.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        services.AddDataProtection().PersistKeysToFileSystem(keys).SetApplicationName("skywave office");
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = Antiforgeries.Field;
            options.HeaderName = null;
            options.SuppressXFrameOptionsHeader = true;
            Strict(options.Cookie, "__Host-office-form");
        });
        services.AddIdentityCore<Person>(options =>
        {
            OfficeFile.Settle(options);
            options.Password = new PasswordOptions { RequiredLength = ShortestPassphrase, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 6 };
        }).AddEntityFrameworkStores<OfficeDb>().AddSignInManager().AddTokenProvider<AuthenticatorTokenProvider<Person>>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000); // OWASP's figure for PBKDF2 with SHA-512, 2023
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = address.Host;
            options.ResidentKeyRequirement = "required";
            options.UserVerificationRequirement = "required";
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
        {
            cookies.ApplicationCookie!.Configure(options => Cookies(options, Session.Cookie, Session.Idle));
            cookies.TwoFactorUserIdCookie!.Configure(options => Cookies(options, "__Host-office-passkey", TimeSpan.FromMinutes(5)));
        });
    }

    private static void Cookies(CookieAuthenticationOptions options, string name, TimeSpan life)
    {
        Strict(options.Cookie, name);
        (options.ExpireTimeSpan, options.SlidingExpiration) = (life, true);
        options.Events = new CookieAuthenticationEvents(); // the gate looks at the session itself, with every question
    }

    private static void Strict(CookieBuilder cookie, string name)
    {
        (cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.Path) = (name, true, SameSiteMode.Strict, "/");
        cookie.SecurePolicy = CookieSecurePolicy.Always;
    }

    // What went wrong is no business of the page's; what was typed is still in the browser.
    private static async Task FailedAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        context.Response.StatusCode = error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(error is BadHttpRequestException ? "This was too large, or not a form of ours. Go back: what you wrote is still there.\n" : "Something failed here. Go back: what you wrote is still there. Try again, and tell whoever runs this server.\n").ConfigureAwait(false);
    }
}
