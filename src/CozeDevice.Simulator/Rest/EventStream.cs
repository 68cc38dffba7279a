using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CozeDevice.Simulator.Rest;

/// <summary>An answer of server-sent events.</summary>
/// <param name="response">The answer; headers go out with the first event.</param>
internal sealed class EventStream(HttpResponse response)
{
    /// <summary>Sends one event at once.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="data">Writes the JSON value of its data; it stays on one line.</param>
    internal async Task SendAsync(string name, Action<Utf8JsonWriter> data)
    {
        if (!response.HasStarted)
        {
            response.ContentType = "text/event-stream; charset=utf-8";
            response.Headers.CacheControl = "no-cache";
        }

        var aborted = response.HttpContext.RequestAborted;
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event:{name}\ndata:"), aborted);
        await response.Body.WriteAsync(JsonAnswer.ToBytes(data), aborted);
        await response.Body.WriteAsync("\n\n"u8.ToArray(), aborted);
        await response.Body.FlushAsync(aborted);
    }
}
