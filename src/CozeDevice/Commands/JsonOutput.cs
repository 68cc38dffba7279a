using System.Buffers;
using System.Text;
using System.Text.Json;
using CozeDevice.Control;

namespace CozeDevice.Commands;

/// <summary>Writes a result as JSON for scripts.</summary>
internal static class JsonOutput
{
    /// <summary>Writes one JSON value and a line end.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="write">Writes the value.</param>
    /// <param name="indented">Whether people will read it too.</param>
    public static Task WriteAsync(TextWriter output, Action<Utf8JsonWriter> write, bool indented = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, FeedWriter.Options with { Indented = indented })) write(json);
        return output.WriteLineAsync(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
