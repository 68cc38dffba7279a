using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using CozeDevice.Simulator.AudioSockets;
using CozeDevice.Simulator.Chat;
using CozeDevice.Simulator.Network;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Rest;
using CozeDevice.Simulator.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Simulator;

/// <summary>A running simulator: Kestrel on the loopback interface, in this process.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SocketEndpoint _endpoint;
    private readonly DevelopmentAuthority? _authority;

    private SimulatorHost(
        WebApplication app,
        SimulatorRecord record,
        SocketEndpoint endpoint,
        DevelopmentAuthority? authority,
        RestOptions rest,
        NetworkProxy? network)
    {
        Rest = rest;
        _app = app;
        Network = network;
        _endpoint = endpoint;
        _authority = authority;
        Record = record;
        Uri own = AddressOf(app);
        BaseUri = network is null ? own : new UriBuilder(own) { Port = network.Port }.Uri;
        WebSocketUri = new UriBuilder(BaseUri) { Scheme = BaseUri.Scheme == "https" ? "wss" : "ws" }.Uri;
    }

    /// <summary>The base of the REST and OAuth endpoints, e.g. <c>http://127.0.0.1:8790/</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>The base of the sockets, e.g. <c>ws://127.0.0.1:8790/</c>.</summary>
    public Uri WebSocketUri { get; }

    /// <summary>What every connection brought.</summary>
    public SimulatorRecord Record { get; }

    /// <summary>The network in front, if there is one.</summary>
    public NetworkProxy? Network { get; }

    /// <summary>The certificate clients have to trust, with <see cref="SimulatorOptions.UseTls"/>.</summary>
    public X509Certificate2? Authority => _authority?.Certificate;

    /// <summary>The sockets open now, for tests that break one at a moment of their own.</summary>
    internal IReadOnlyList<SocketConnection> Live => _endpoint.Live;

    /// <summary>The REST side, for tests that withdraw a login or count renewals.</summary>
    internal RestOptions Rest { get; }

    /// <summary>Starts a simulator; it accepts connections when the task completes.</summary>
    /// <exception cref="IOException">The port is in use, or the CA file cannot be written.</exception>
    public static async Task<SimulatorHost> StartAsync(
        SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        DevelopmentAuthority? authority = options.UseTls ? DevelopmentAuthority.Create() : null;
        if (authority is not null && options.CaFile is { } file)
        {
            await File.WriteAllTextAsync(file, authority.Certificate.ExportCertificatePem(), cancellationToken);
        }

        WebApplication app = Build(options, authority);
        SimulatorRecord record = new(options.Recording);
        RestOptions rest = RestOptions.From(options);
        SocketEndpoint endpoint = new(
            options,
            record,
            rest.Conversations,
            rest.Bearers,
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("CozeDevice.Simulator"),
            app.Lifetime.ApplicationStopping);
        Map(app, endpoint, rest);
        try
        {
            await app.StartAsync(cancellationToken);
            return new SimulatorHost(app, record, endpoint, authority, rest, HasNetwork(options) ? StartNetwork(app, options) : null);
        }
        catch
        {
            await app.DisposeAsync();
            authority?.Dispose();
            throw;
        }
    }

    /// <summary>Closes every socket with code 1001 and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        if (Network is not null)
        {
            await Network.DisposeAsync();
        }

        await _app.DisposeAsync();
        _authority?.Dispose();
    }

    private static bool HasNetwork(SimulatorOptions options) => options.UseNetwork || options.Scenario.Network.Count > 0;

    private static Uri AddressOf(WebApplication app) => new(
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static NetworkProxy StartNetwork(WebApplication app, SimulatorOptions options)
    {
        try
        {
            return NetworkProxy.Start(
                new IPEndPoint(IPAddress.Loopback, AddressOf(app).Port),
                options.Scenario.Network,
                options.Scenario.NetworkSeed,
                options.Port);
        }
        catch (SocketException taken)
        {
            throw new IOException($"port {options.Port}: {taken.Message}", taken);
        }
    }

    private static void Map(WebApplication app, SocketEndpoint endpoint, RestOptions rest)
    {
        app.UseWebSockets();
        app.MapGet("/v1/chat", (RequestDelegate)(http => endpoint.HandleAsync(
            http, ChatQuery.Check, (query, context) => new ChatSession(ChatQuery.BotId(query), context))));

        app.MapGet("/v1/audio/speech", (RequestDelegate)(http => endpoint.HandleAsync(
            http, static _ => null, static (_, context) => new SpeechSession(context))));
        app.MapGet("/v1/audio/transcriptions", (RequestDelegate)(http => endpoint.HandleAsync(
            http, static _ => null, static (_, context) => new TranscriptionSession(context))));

        app.MapRest(rest);
    }

    private static WebApplication Build(SimulatorOptions options, DevelopmentAuthority? authority)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback,
            HasNetwork(options) ? 0 : options.Port,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (authority is not null)
                {
                    listen.UseHttps(authority.Server);
                }
            }));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        if (options.LoggerProvider is { } provider)
        {
            builder.Logging.AddProvider(provider);
        }

        return builder.Build();
    }

    // Signals belong to the program, not to a simulator inside a test.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
