using CozeDevice.Codecs;

namespace CozeDevice.Protocol;

/// <summary>Reads the echo of the configuration (protocol §4.4) as far as the device acts on it.</summary>
internal static class ChatUpdatedParser
{
    private const int DefaultSampleRate = 24000;
    private const int G711SampleRate = 8000;

    internal static ChatUpdated Parse(ReadOnlySpan<byte> data, string? logId)
    {
        ReadOnlySpan<byte> output = default;
        ReadOnlySpan<byte> conversation = default;
        var members = new ObjectReader(data);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("output_audio"u8))
                output = members.Slice();
            else if (members.Name.SequenceEqual("chat_config"u8))
                conversation = members.Slice();
        }
        var (format, name) = Output(output);
        return new ChatUpdated(format, name, ConversationId(conversation)) { LogId = logId };
    }

    private static (WireFormat? Format, string? Name) Output(ReadOnlySpan<byte> utf8)
    {
        string? name = null;
        int? pcmRate = null;
        int? opusRate = null;
        var members = new ObjectReader(utf8);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("codec"u8))
                name = members.IsScalar ? members.Id() : null;
            else if (members.Name.SequenceEqual("pcm_config"u8))
                pcmRate = SampleRate(members.Slice());
            else if (members.Name.SequenceEqual("opus_config"u8))
                opusRate = SampleRate(members.Slice());
        }
        WireFormat? format = AudioCodecNames.Find(name) switch
        {
            AudioCodec.Pcm => Known(AudioCodec.Pcm, pcmRate ?? DefaultSampleRate, SampleRates.Pcm),
            AudioCodec.Opus => Known(AudioCodec.Opus, opusRate ?? DefaultSampleRate, SampleRates.Opus),
            { } g711 => new WireFormat(g711, G711SampleRate),
            null => null,
        };
        return (format, name);
    }

    private static WireFormat? Known(AudioCodec codec, int sampleRate, ReadOnlySpan<int> rates) =>
        rates.Contains(sampleRate) ? new WireFormat(codec, sampleRate) : null;

    private static int? SampleRate(ReadOnlySpan<byte> utf8)
    {
        int? rate = null;
        var members = new ObjectReader(utf8);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("sample_rate"u8))
                rate = members.Integer();
        }
        return rate;
    }

    private static string? ConversationId(ReadOnlySpan<byte> utf8)
    {
        string? id = null;
        var members = new ObjectReader(utf8);
        while (members.Next())
        {
            if (members.Name.SequenceEqual("conversation_id"u8))
                id = members.Id() is { Length: > 0 } text ? text : null;
        }
        return id;
    }
}
