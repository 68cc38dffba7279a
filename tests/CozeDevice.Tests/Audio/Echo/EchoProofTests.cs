using CozeDevice.Audio;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Audio.Echo;

/// <summary>When a canceller is believed.</summary>
public sealed class EchoProofTests
{
    private const int Frame = AudioFormat.FrameSamples;
    private const int Second = 1000 / AudioFormat.FrameMs;

    private static readonly short[] Silence = new short[Frame];
    private static readonly short[] Room = Signal.Noise(Frame, amplitude: 20);

    private readonly EchoProof _proof = new();

    [Theory]
    [InlineData(10)] // as short as the service may take for the end of speech
    [InlineData(100)]
    public void A_person_who_spoke_is_not_taken_for_the_noise_of_the_room(int pause)
    {
        Quiet(Signal.Voice(2 * Second * Frame));
        for (var i = 0; i < pause; i++) Quiet(Room);

        Sound(seconds: 5, heard: 1_500, left: 900); // 4 dB

        Assert.False(_proof.IsGiven);
        Assert.InRange(_proof.AttenuationDb!.Value, 3.5, 5);
    }

    [Fact]
    public void What_is_no_louder_than_the_room_is_proof_enough()
    {
        for (var i = 0; i < 2 * Second; i++) Quiet(Room);

        Sound(seconds: 1, heard: 22, left: 22);

        Assert.True(_proof.IsGiven);
    }

    [Fact]
    public void A_room_that_was_not_heard_yet_proves_nothing()
    {
        for (var i = 0; i < Second / 2; i++) Quiet(Room);

        Sound(seconds: 3, heard: 22, left: 22);

        Assert.False(_proof.IsGiven);
    }

    [Fact]
    public void Twelve_decibels_are_proof_enough_until_the_filter_forgets()
    {
        Sound(seconds: 1, heard: 4_000, left: 900);
        Assert.True(_proof.IsGiven);

        Sound(seconds: 1, heard: 4_000, left: 3_900); // a person
        Assert.True(_proof.IsGiven);

        _proof.Reset();
        Assert.False(_proof.IsGiven);
    }

    private void Quiet(short[] samples)
    {
        for (var at = 0; at + Frame <= samples.Length; at += Frame)
        {
            _proof.Sound(Silence);
            Assert.True(_proof.Add(samples.AsSpan(at, Frame), samples.AsSpan(at, Frame)));
        }
    }

    private void Sound(int seconds, int heard, int left)
    {
        var (reference, microphone, output) = (Signal.Noise(Frame, 1), Signal.Noise(Frame, 2, heard), Signal.Noise(Frame, 3, left));
        for (var i = 0; i < seconds * Second; i++)
        {
            _proof.Sound(reference);
            Assert.True(_proof.Add(microphone, output));
        }
    }
}
