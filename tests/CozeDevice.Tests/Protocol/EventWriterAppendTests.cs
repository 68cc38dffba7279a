using System.Text;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class EventWriterAppendTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(60)]
    [InlineData(160)]
    [InlineData(640)]
    [InlineData(65_537)]
    public void An_append_carries_the_payload_as_base64(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);

        var message = EventWriterTests.Parse(new EventWriter().WriteAppend(payload));

        Assert.Equal("input_audio_buffer.append", message.GetProperty("event_type").GetString());
        Assert.Equal(payload, message.GetProperty("data").GetProperty("delta").GetBytesFromBase64());
        Assert.Equal(3, message.EnumerateObject().Count());
        Assert.Single(message.GetProperty("data").EnumerateObject());
    }

    [Fact]
    public void Plus_and_slash_are_not_escaped()
    {
        var message = Encoding.UTF8.GetString(new EventWriter().WriteAppend([0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff]).Span);

        Assert.EndsWith("\"data\":{\"delta\":\"++++////\"}}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_append_after_a_long_one_holds_only_its_own_bytes()
    {
        var writer = new EventWriter();
        writer.WriteAppend(new byte[10_000]);

        var message = EventWriterTests.Parse(writer.WriteAppend([1, 2]));

        Assert.Equal([1, 2], message.GetProperty("data").GetProperty("delta").GetBytesFromBase64());
    }

    [Fact]
    public void Our_reader_does_not_take_an_append_for_a_server_event()
    {
        var kind = new EventReader().Read(new EventWriter().WriteAppend([1, 2, 3]).Span, out var serverEvent);

        Assert.Equal(ReadKind.Event, kind);
        Assert.Equal(new UnknownEvent("input_audio_buffer.append"), serverEvent);
    }
}
