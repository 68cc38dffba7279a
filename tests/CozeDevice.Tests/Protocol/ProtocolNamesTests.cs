using CozeDevice.Codecs;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

public sealed class ProtocolNamesTests
{
    public static TheoryData<string> Samples => [.. Sample.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sampled_name_is_a_server_event(string name) => Assert.True(ProtocolNames.IsServerEvent(name));

    [Theory]
    [InlineData("")]
    [InlineData("chat.update")]
    [InlineData("input_audio_buffer.append")]
    [InlineData("conversation.chat.cancelled")]
    [InlineData("conversation.chat.camplete")]
    [InlineData("CHAT.CREATED")]
    [InlineData("error ")]
    [InlineData("a name far longer than any event of this protocol has ever been or ought to be")]
    public void Other_names_are_not(string name) => Assert.False(ProtocolNames.IsServerEvent(name));

    [Theory]
    [InlineData(AudioCodec.Pcm, "pcm")]
    [InlineData(AudioCodec.Opus, "opus")]
    [InlineData(AudioCodec.G711A, "g711a")]
    [InlineData(AudioCodec.G711U, "g711u")]
    public void A_codec_has_one_name_both_ways(AudioCodec codec, string name)
    {
        Assert.Equal(name, AudioCodecNames.NameOf(codec));
        Assert.Equal(codec, AudioCodecNames.Find(name));
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("OPUS")]
    [InlineData("")]
    [InlineData(null)]
    public void A_codec_the_device_lacks_is_not_found(string? name) => Assert.Null(AudioCodecNames.Find(name));
}
