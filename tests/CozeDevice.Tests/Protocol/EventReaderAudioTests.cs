using System.Text;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class EventReaderAudioTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(160)]
    [InlineData(640)]
    [InlineData(14_400)]
    [InlineData(700_000)]
    public void Audio_of_any_size_is_decoded(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        var reader = new EventReader();

        var kind = reader.Read(Delta(Convert.ToBase64String(payload)), out _);

        Assert.Equal(ReadKind.Audio, kind);
        Assert.Equal(payload, reader.Audio.ToArray());
    }

    [Fact]
    public void A_short_delta_after_a_long_one_holds_only_its_own_bytes()
    {
        var reader = new EventReader();
        reader.Read(Delta(Convert.ToBase64String(new byte[9000])), out _);

        reader.Read(Delta("AQI="), out _);

        Assert.Equal(new byte[] { 1, 2 }, reader.Audio.ToArray());
    }

    [Fact]
    public void An_empty_content_is_audio_without_bytes()
    {
        var reader = new EventReader();

        Assert.Equal(ReadKind.Audio, reader.Read(Delta(""), out _));
        Assert.Equal(0, reader.Audio.Length);
    }

    [Theory]
    [InlineData("""\/\/79\/w==""")]
    [InlineData("""\u002f/79/w==""")]
    [InlineData("""//79/w\u003D\u003d""")]
    public void Escaped_base64_is_decoded(string content)
    {
        var reader = new EventReader();

        Assert.Equal(ReadKind.Audio, reader.Read(Delta(content), out _));
        Assert.Equal(new byte[] { 0xff, 0xfe, 0xfd, 0xff }, reader.Audio.ToArray());
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AQI")]
    [InlineData("AQI=AQI=")]
    [InlineData("AQ-_")]
    [InlineData("====")]
    [InlineData("AQID!")]
    [InlineData(" AQID")]
    [InlineData("AQ ID")]
    [InlineData("AQID    ")]
    [InlineData("""AQID\r\n\r\n""")]
    [InlineData("""AQID\ud800""")]
    public void What_is_not_base64_is_malformed(string content)
    {
        var reader = new EventReader();

        Assert.Equal(ReadKind.Malformed, reader.Read(Delta(content), out _));
        Assert.Equal(0, reader.Audio.Length);
    }

    [Theory]
    [InlineData("""{"event_type":"conversation.audio.delta"}""")]
    [InlineData("""{"event_type":"conversation.audio.delta","data":null}""")]
    [InlineData("""{"event_type":"conversation.audio.delta","data":{}}""")]
    [InlineData("""{"event_type":"conversation.audio.delta","data":{"content":null}}""")]
    [InlineData("""{"event_type":"conversation.audio.delta","data":{"content":1234}}""")]
    [InlineData("""{"event_type":"conversation.audio.delta","data":{"content":["AQID"]}}""")]
    [InlineData("""{"event_type":"conversation.audio.delta","data":{"content":"AQID","content":null}}""")]
    public void A_delta_without_content_is_malformed(string json) => Assert.Equal(ReadKind.Malformed, Sample.KindOf(json));

    [Fact]
    public void The_chat_id_stays_the_same_instance_while_it_does_not_change()
    {
        var reader = new EventReader();
        reader.Read(Delta("AQID"), out _);
        var first = reader.AudioChatId;

        reader.Read(Delta("BAUG"), out _);

        Assert.Same(first, reader.AudioChatId);
    }

    [Theory]
    [InlineData("\"chat_id\":\"0\",", "0")]
    [InlineData("\"chat_id\":42,", "42")]
    [InlineData("\"chat_id\":null,", "")]
    [InlineData("\"chat_id\":{\"a\":1},", "")]
    [InlineData("\"chat_id\":\"\\u0037\",", "7")]
    [InlineData("", "")]
    public void The_chat_id_follows_each_delta(string member, string expected)
    {
        var reader = new EventReader();
        reader.Read(Delta("AQID"), out _);

        reader.Read(
            Encoding.UTF8.GetBytes($$$"""{"event_type":"conversation.audio.delta","data":{{{{member}}}"content":"AQID"}}"""),
            out _);

        Assert.Equal(expected, reader.AudioChatId);
    }

    [Fact]
    public void An_overlong_chat_id_is_cut()
    {
        var reader = new EventReader();

        reader.Read(
            Encoding.UTF8.GetBytes(
                $$$"""{"event_type":"conversation.audio.delta","data":{"chat_id":"{{{new string('9', 500)}}}","content":""}}"""),
            out _);

        Assert.Equal(new string('9', 128), reader.AudioChatId);
    }

    internal static byte[] Delta(string content) => Encoding.UTF8.GetBytes(
        $$$"""
        {"event_type":"conversation.audio.delta","id":"e-1","data":{"id":"7500000000000000802",
        "conversation_id":"7500000000000000001","bot_id":"7350000000000000001","role":"assistant","type":"answer",
        "content":"{{{content}}}","content_type":"audio","chat_id":"7500000000000000777",
        "section_id":"7500000000000000001"},"detail":{"logid":"0217600000000000","respond_at":"1760000000123"}}
        """);
}
