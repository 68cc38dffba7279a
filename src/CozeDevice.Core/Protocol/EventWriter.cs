#pragma warning disable CA1822 // skeleton, replaced by the protocol work
namespace CozeDevice.Protocol;

/// <summary>Events to bytes. One instance per session, used by the send loop only; the buffer is reused.</summary>
/// <remarks>Every event gets a unique <c>id</c>: a random session prefix and a counter.</remarks>
public sealed class EventWriter
{
    /// <summary>Writes a control event as one JSON text message.</summary>
    /// <returns>The message; valid until the next call.</returns>
    public ReadOnlyMemory<byte> Write(ClientEvent clientEvent) => default;

    /// <summary>Writes <c>input_audio_buffer.append</c> without allocating.</summary>
    /// <param name="payload">Audio bytes in the declared input format.</param>
    /// <returns>The message; valid until the next call.</returns>
    public ReadOnlyMemory<byte> WriteAppend(ReadOnlySpan<byte> payload) => default;
}
