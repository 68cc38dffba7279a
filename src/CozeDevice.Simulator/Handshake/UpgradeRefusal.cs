using System.Globalization;
using System.Text.Json.Nodes;
using CozeDevice.Simulator.Scenarios;
using Microsoft.AspNetCore.Http;

namespace CozeDevice.Simulator.Handshake;

/// <summary>Answers an upgrade with an HTTP status.</summary>
internal static class UpgradeRefusal
{
    /// <summary>Spelled as the official JavaScript client compares it.</summary>
    internal const string LogIdHeader = "X-Tt-Logid";

    /// <summary>A refusal with the usual JSON envelope.</summary>
    internal static Refusal Create(int status, int code, string message) => new()
    {
        Status = status,
        Body = new JsonObject
        {
            ["code"] = code,
            ["msg"] = message,
            ["detail"] = new JsonObject { ["logid"] = "{logid}" },
        }.ToJsonString(),
    };

    /// <summary>Sends a refusal.</summary>
    internal static async Task SendAsync(HttpContext context, Refusal refusal, string logId)
    {
        HttpResponse response = context.Response;
        response.StatusCode = refusal.Status;
        if (!refusal.HasLogId)
        {
            response.Headers.Remove(LogIdHeader);
        }

        if (refusal.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (refusal.Body is { } body)
        {
            response.ContentType = refusal.ContentType;
            await response.WriteAsync(body.Replace("{logid}", logId, StringComparison.Ordinal), context.RequestAborted);
        }
    }
}
