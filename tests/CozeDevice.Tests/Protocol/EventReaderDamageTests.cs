using System.Text;
using CozeDevice.Protocol;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit;

namespace CozeDevice.Tests.Protocol;

/// <summary>Nothing that comes over the wire may throw. Every test here fails by an exception.</summary>
public sealed class EventReaderDamageTests
{
    private static readonly byte[] HostileBytes = [0x00, 0x1f, 0x80, 0xff, .. "\"\\{}[],:9"u8];

    private static readonly Config Fixed = Config.QuickThrowOnFailure
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261120, 7), FSharpOption<int>.None)))
        .WithMaxTest(3000)
        .WithQuietOnSuccess(true);

    public static TheoryData<string> Samples => [.. Sample.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_truncation_of_a_sample_is_malformed(string eventType)
    {
        var whole = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Sample.Bytes(eventType)).TrimEnd());
        var reader = new EventReader();

        for (var length = 0; length < whole.Length; length++)
            Assert.Equal(ReadKind.Malformed, reader.Read(whole.AsSpan(0, length), out _));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_flipped_bit_and_hostile_byte_in_a_sample_is_survived(string eventType)
    {
        var message = Sample.Bytes(eventType);
        var reader = new EventReader();

        for (var i = 0; i < message.Length; i++)
        {
            var original = message[i];
            for (var bit = 0; bit < 8; bit++)
            {
                message[i] = (byte)(original ^ (1 << bit));
                AssertSurvived(reader, message);
            }
            foreach (var hostile in HostileBytes)
            {
                message[i] = hostile;
                AssertSurvived(reader, message);
            }
            message[i] = original;
        }
    }

    [Fact]
    public void Arbitrary_bytes_are_survived()
    {
        var reader = new EventReader();

        Check.One(Fixed, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => AssertSurvived(reader, bytes)));
    }

    [Fact]
    public void Arbitrary_json_with_familiar_names_is_survived()
    {
        var reader = new EventReader();

        Check.One(Fixed, Prop.ForAll(
            Arb.From(Messages()), json => AssertSurvived(reader, Encoding.UTF8.GetBytes(json))));
    }

    private static void AssertSurvived(EventReader reader, byte[] message)
    {
        var kind = reader.Read(message, out var serverEvent);

        Assert.Equal(kind == ReadKind.Event, serverEvent is not null);
        Assert.True(kind == ReadKind.Audio || reader.Audio.IsEmpty);
    }

    private static Gen<string> Messages()
    {
        var name = Gen.Elements(
            "id", "data", "detail", "logid", "code", "msg", "Code", "content", "chat_id", "conversation_id", "usage",
            "token_count", "last_error", "required_action", "submit_tool_outputs", "tool_calls", "function", "arguments",
            "output_audio", "codec", "pcm_config", "sample_rate", "chat_config", "text", "\\ud800", "ev\\u0065nt_type");
        var scalar = Gen.Elements(
            "null", "true", "0", "-1", "1e999", "4000", "\"4000\"", "\"\"", "\"opus\"", "\"AQID\"", "\"\\ud83d\"",
            "\"\\/\\u002b==\"", "\"error\"", "99999999999999999999");
        var value = Gen.Sized(size => Value(Math.Min(size, 5)));
        return from eventType in Gen.Elements(Sample.Names.ToArray())
               from data in value
               from detail in value
               from dataFirst in ArbMap.Default.GeneratorFor<bool>()
               select dataFirst
                   ? $$"""{"data":{{data}},"detail":{{detail}},"event_type":"{{eventType}}"}"""
                   : $$"""{"event_type":"{{eventType}}","detail":{{detail}},"data":{{data}}}""";

        Gen<string> Value(int depth) => depth <= 0
            ? scalar
            : Gen.OneOf(
                scalar,
                Value(depth - 1).ListOf(2).Select(items => "[" + string.Join(',', items) + "]"),
                (from key in name from item in Value(depth - 1) select $"\"{key}\":{item}").ListOf(4)
                    .Select(members => "{" + string.Join(',', members) + "}"));
    }
}
