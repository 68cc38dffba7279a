using System.Collections.Concurrent;
using System.Text;
using CozeDevice.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Tests.Telemetry;

/// <summary>One request a collector got.</summary>
internal sealed record CollectedRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as bytes: protobuf keeps its texts as they are.</summary>
    public string Text => Encoding.Latin1.GetString(Body);
}

/// <summary>A collector that speaks OTLP over HTTP, or over gRPC, on a port of its own.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _came = new(0);
    private readonly ConcurrentQueue<CollectedRequest> _requests = new();
    private readonly CancellationTokenSource _ending = new();

    private FakeCollector(WebApplication app) => _app = app;

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Whether it never answers.</summary>
    public bool Hangs { get; set; }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<FakeCollector> StartAsync(bool isGrpc = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var collector = new FakeCollector(builder.Build());
        collector._app.Run(http => collector.TakeAsync(http, isGrpc));
        await collector._app.StartAsync().Within(10);
        return collector;
    }

    /// <summary>Waits for the next request.</summary>
    public async Task<CollectedRequest> NextAsync()
    {
        await _came.WaitAsync().Within(20, "a request to the collector");
        return _requests.TryDequeue(out CollectedRequest? request) ? request : throw new InvalidOperationException();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _app.DisposeAsync();
        _came.Dispose();
        _ending.Dispose();
    }

    private async Task TakeAsync(HttpContext http, bool isGrpc)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _requests.Enqueue(new CollectedRequest(
            http.Request.Path, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        _came.Release();
        if (Hangs)
            await Task.Delay(Timeout.Infinite, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Response.StatusCode = Status;
        if (!isGrpc)
            return;
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(new byte[5]); // an empty message
        http.Response.AppendTrailer("grpc-status", "0");
    }
}
