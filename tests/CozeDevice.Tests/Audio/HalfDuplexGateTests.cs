using CozeDevice.Audio;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Audio;

public sealed class HalfDuplexGateTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly SpeakerActivity _speaker;
    private bool _isTrusted;

    public HalfDuplexGateTests() => _speaker = new SpeakerActivity(_time);

    [Theory]
    [InlineData(HalfDuplexMode.Auto, true, false, true)]
    [InlineData(HalfDuplexMode.Auto, true, true, false)]
    [InlineData(HalfDuplexMode.Auto, false, false, false)]
    [InlineData(HalfDuplexMode.Off, true, false, false)]
    public void It_hears_itself_only_while_it_is_audible_and_nothing_cancels_it(
        HalfDuplexMode mode, bool isAudible, bool isTrusted, bool hears) =>
        Assert.Equal(hears, HalfDuplexGate.Hears(mode, isAudible, isTrusted));

    [Fact]
    public void It_is_open_before_the_first_sound() => Assert.False(Gate().IsClosed());

    [Fact]
    public void It_is_closed_until_the_device_has_played_everything_and_a_tail_behind_it()
    {
        var gate = Gate();
        _speaker.Sounds(AudioFormat.Samples(80));

        _time.Advance(80 + 249);
        Assert.True(gate.IsClosed());
        _time.Advance(1);
        Assert.False(gate.IsClosed());
    }

    [Fact]
    public void A_shorter_delay_does_not_take_back_what_is_still_to_be_heard()
    {
        var gate = Gate();
        _speaker.Sounds(AudioFormat.Samples(200));
        _speaker.Sounds(0);

        _time.Advance(200 + 200);
        Assert.True(gate.IsClosed());
    }

    [Fact]
    public void A_device_that_tells_an_endless_delay_does_not_make_it_deaf()
    {
        var gate = Gate();
        _speaker.Sounds(int.MaxValue);

        _time.Advance(2_250);
        Assert.False(gate.IsClosed());
    }

    [Fact]
    public void A_held_button_opens_it_and_a_stuck_one_does_not()
    {
        var gate = Gate();
        _speaker.Sounds(AudioFormat.Samples(1_000));
        gate.Hold(true);
        Assert.False(gate.IsClosed());
        Assert.True(gate.HearsItself());

        _time.Advance(60_000);
        _speaker.Sounds(AudioFormat.Samples(1_000));
        Assert.True(gate.IsClosed());
        gate.Hold(true);
        gate.Hold(false);
        Assert.True(gate.IsClosed());
    }

    [Fact]
    public void A_canceller_opens_it_as_soon_as_it_is_trusted_and_closes_it_when_it_is_no_longer()
    {
        var gate = Gate();
        _speaker.Sounds(AudioFormat.Samples(1_000));

        _isTrusted = true;
        Assert.False(gate.IsClosed());
        _isTrusted = false;
        Assert.True(gate.IsClosed());
    }

    [Fact]
    public void A_drop_while_it_is_asked_cuts_no_hole_into_what_is_said()
    {
        _speaker.Sounds(AudioFormat.Samples(1_000));
        var gate = new HalfDuplexGate(HalfDuplexMode.Auto, _speaker, LosesTrust, _time);

        Assert.False(gate.IsClosed());

        // As PlaybackGate does it: the sound is forgotten, then the canceller hears of the drop.
        bool LosesTrust()
        {
            _speaker.Forget();
            return false;
        }
    }

    private HalfDuplexGate Gate() => new(HalfDuplexMode.Auto, _speaker, () => _isTrusted, _time);
}
