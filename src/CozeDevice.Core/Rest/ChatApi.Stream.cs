using System.Runtime.CompilerServices;
using CozeDevice.Protocol;

namespace CozeDevice.Rest;

/// <content>Answers that come piece by piece.</content>
internal sealed partial class ChatApi
{
    private const string EventStream = "text/event-stream";
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);

    /// <summary>Asks, and tells the answer as it comes. Ends with the service's last event.</summary>
    /// <exception cref="RestException">It did not succeed, or broke off.</exception>
    internal IAsyncEnumerable<ServerEvent> StreamAsync(ChatRequest request, CancellationToken cancellationToken) =>
        EventsAsync(Create(request with { Stream = true }), cancellationToken);

    /// <summary>Answers every tool call of a chat, and tells how it goes on.</summary>
    /// <exception cref="RestException">It did not succeed, or broke off.</exception>
    internal IAsyncEnumerable<ServerEvent> SubmitStreamAsync(ToolOutputRequest request, CancellationToken cancellationToken) =>
        EventsAsync(Submit(request with { Stream = true }), cancellationToken);

    private async IAsyncEnumerable<ServerEvent> EventsAsync(
        RestCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await transport.RunAsync(call, OpenAsync, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var events = new EventStreamReader(body);
        while (await NextAsync(events, cancellationToken).ConfigureAwait(false))
        {
            if (events.Name == "done")
                yield break;
            if (ChatEventParser.Parse(events.Name, events.Data) is not { } next)
                continue;
            yield return next;
            if (next is ServerError)
                yield break;
        }
        throw new RestException(RestFailure.Network, "the answer was cut: the stream ended before the service said so");
    }

    private async Task<HttpResponseMessage> OpenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == EventStream)
            return response;
        using (response)
        {
            var answer = await transport.ReadAsync(response, RestCall.MaxJsonBytes, cancellationToken).ConfigureAwait(false);
            answer.Data();
            throw new RestException(RestFailure.BadAnswer, "the answer is no stream of events") { LogId = answer.LogId };
        }
    }

    private async Task<bool> NextAsync(EventStreamReader events, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(SilenceLimit, transport.Time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            return await events.NextAsync(ends.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RestException(RestFailure.Timeout, $"nothing came for {SilenceLimit.TotalSeconds} s");
        }
    }
}
