using CozeDevice.Panel;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class LedPlayerTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeLed _led = new();
    private readonly LedPlayer _player;

    public LedPlayerTests() => _player = new LedPlayer(_led, _time);

    [Fact]
    public void A_lamp_is_not_touched_before_there_is_something_to_show() => Assert.Empty(_led.Shown);

    [Fact]
    public void Switching_is_immediate()
    {
        _player.Play(LedPatterns.OfflineNetwork);
        _time.Advance(1_000);

        _player.Play(LedPatterns.Listening);

        Assert.Equal((0x00ffff, 1), _led.Shown[^1]);
    }

    [Fact]
    public void A_pattern_begins_at_its_beginning()
    {
        _time.Advance(12_345);
        _player.Play(LedPatterns.OfflineNetwork);
        Assert.Equal(1, _led.Shown[^1].Level);

        _time.Advance(151);
        Assert.Equal(0, _led.Shown[^1].Level);
    }

    [Fact]
    public void The_pattern_that_is_playing_goes_on()
    {
        _player.Play(LedPatterns.OfflineNetwork);
        _time.Advance(500);

        _player.Play(LedPatterns.OfflineNetwork);

        Assert.Equal(0, _led.Shown[^1].Level);
    }

    [Fact]
    public void A_steady_pattern_arms_no_timer()
    {
        _player.Play(LedPatterns.Listening);
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public void A_steady_pattern_behind_a_blinking_one_arms_no_timer_either()
    {
        _player.Play(LedPatterns.OfflineNetwork);
        _player.Play(LedPatterns.Ready);

        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public void A_blinking_pattern_is_touched_at_its_edges_only()
    {
        _player.Play(LedPatterns.OfflineNetwork);
        _time.Advance(30_000);

        Assert.InRange(_led.Shown.Count, 20, 31);
        Assert.InRange(_led.Shown.Count(shown => shown.Level == 1), 10, 11);
    }

    [Fact]
    public void A_ramp_is_updated_twenty_times_a_second_at_most()
    {
        _player.Play(LedPatterns.Speaking);
        _time.Advance(10_000);

        Assert.InRange(_led.Shown.Count, 150, 201);
    }

    [Fact]
    public void Dispose_darkens_and_nothing_lights_it_again()
    {
        _player.Play(LedPatterns.Speaking);
        _player.Dispose();
        Assert.Equal((0, 0), _led.Shown[^1]);

        _player.Play(LedPatterns.Listening);
        _time.Advance(1_000);

        Assert.Equal((0, 0), _led.Shown[^1]);
    }

    public void Dispose() => _player.Dispose();

    private sealed class FakeLed : ILed
    {
        public List<(int Rgb, double Level)> Shown { get; } = [];

        public void Show(int rgb, double level) => Shown.Add((rgb, level));
    }
}
