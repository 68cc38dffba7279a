using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using CozeDevice.Account;

namespace CozeDevice.Tests.Account;

/// <summary>An OAuth service that answers what a test says, in order, and remembers what it was asked.</summary>
internal sealed class ScriptedService : HttpMessageHandler
{
    public const string Api = "http://127.0.0.1:1/";

    private readonly ConcurrentQueue<Func<HttpResponseMessage>> _answers = new();
    private readonly ConcurrentQueue<(string Path, JsonElement Body)> _requests = new();

    public IReadOnlyList<(string Path, JsonElement Body)> Requests => [.. _requests];

    /// <summary>Headers of the last request.</summary>
    public string Headers { get; private set; } = "";

    /// <summary>The clock of the service; null sends none.</summary>
    public DateTimeOffset? Date { get; set; }

    /// <summary>Awaited before each answer.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public OAuthClient Client(TimeProvider time) =>
        new(new HttpMessageInvoker(this, disposeHandler: false), new Uri(Api), "cozedevice/test", time);

    public ScriptedService Answers(string content, HttpStatusCode status = HttpStatusCode.OK)
    {
        _answers.Enqueue(() => new HttpResponseMessage(status) { Content = new StringContent(content, Encoding.UTF8, "application/json") });
        return this;
    }

    public ScriptedService Issues(string token, string refresh, long expiresIn = 900) =>
        Answers($$"""{"access_token":"{{token}}","refresh_token":"{{refresh}}","expires_in":{{expiresIn}},"token_type":"Bearer"}""");

    public ScriptedService Refuses(string error, string member = "error") =>
        Answers($$"""{"{{member}}":"{{error}}"}""", HttpStatusCode.BadRequest);

    public ScriptedService Fails(Exception failure)
    {
        _answers.Enqueue(() => throw failure);
        return this;
    }

    public ScriptedService Drops() => Fails(new HttpRequestException(HttpRequestError.ConnectionError));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = await request.Content!.ReadAsStringAsync(cancellationToken);
        Headers = request.Headers.ToString();
        _requests.Enqueue((request.RequestUri!.AbsolutePath, JsonDocument.Parse(body).RootElement));
        await Gate.WaitAsync(cancellationToken);
        Func<HttpResponseMessage> answer = _answers.TryDequeue(out Func<HttpResponseMessage>? next)
            ? next
            : throw new InvalidOperationException("the service was asked once more than the test expects");
        HttpResponseMessage response = answer();
        response.Headers.Date = Date;
        return response;
    }
}
