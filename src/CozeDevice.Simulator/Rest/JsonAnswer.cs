using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CozeDevice.Simulator.Rest;

/// <summary>Writes JSON the way the service does: Chinese as it is, not as escapes.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of one JSON value.</summary>
    internal static ReadOnlyMemory<byte> ToBytes(Action<Utf8JsonWriter> value)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options)) value(json);
        return buffer.WrittenMemory;
    }

    /// <summary>Answers a request with one JSON value.</summary>
    internal static async Task WriteAsync(HttpResponse response, int status, Action<Utf8JsonWriter> value)
    {
        var bytes = ToBytes(value);
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
    }
}
