using System.Net.Http.Headers;
using System.Text;
using CozeDevice.Simulator.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CozeDevice.Tests.Simulator.Rest;

/// <summary>The REST endpoints on a free loopback port, and a client with a token.</summary>
internal sealed class RestServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;

    private RestServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Deadline };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "pat_test");
    }

    /// <summary>Sends the token <c>pat_test</c>.</summary>
    internal HttpClient Client { get; }

    internal static async Task<RestServer> StartAsync(RestOptions? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapRest(options ?? new RestOptions());
        await app.StartAsync().WaitAsync(Deadline);
        return new RestServer(app);
    }

    internal async Task<RestAnswer> GetAsync(string path) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    internal async Task<RestAnswer> PostAsync(string path, string json) =>
        await SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        });

    internal async Task<RestAnswer> UploadAsync(string path, string partName, byte[] content, string fileName = "voice.wav")
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(content), partName, fileName } };
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
    }

    internal async Task<RestAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return new RestAnswer(response, await response.Content.ReadAsByteArrayAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
