using CozeDevice.Panel;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Panel;

public sealed class LedPlayerTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TestLog _log = new();
    private readonly FakeLed _led = new(LedTraits.Colour);
    private readonly LedPlayer _player;

    public LedPlayerTests() => _player = Player(_led);

    [Fact]
    public void A_lamp_is_not_touched_before_there_is_something_to_show() => Assert.Empty(_led.Shown);

    [Fact]
    public void Switching_is_immediate()
    {
        _player.Play(LedPatterns.OfflineNetwork);
        _time.Advance(1_000);

        _player.Play(LedPatterns.Listening);

        Assert.Equal(new LedLight(0, 1, 1), _led.Last);
    }

    [Fact]
    public void A_pattern_begins_at_its_beginning()
    {
        _time.Advance(12_345);
        _player.Play(LedPatterns.OfflineNetwork);
        Assert.Equal(1, _led.Last.Red);

        _time.Advance(151);
        Assert.Equal(LedLight.Dark, _led.Last);
    }

    [Fact]
    public void The_pattern_that_is_playing_goes_on()
    {
        _player.Play(LedPatterns.OfflineNetwork);
        _time.Advance(500);

        _player.Play(LedPatterns.OfflineNetwork);

        Assert.Equal(LedLight.Dark, _led.Last);
    }

    [Theory]
    [InlineData("listening")]
    [InlineData("ready")]
    [InlineData("muted")]
    public void A_steady_pattern_arms_no_timer(string name)
    {
        _player.Play(LedPatterns.Find(name)!);
        Assert.Equal(0, _time.ArmedTimers);
        Assert.Single(_led.Shown);
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
        Assert.InRange(_led.Shown.Count(pixels => pixels[0].Red == 1), 10, 11);
    }

    [Fact]
    public void A_ramp_is_drawn_twenty_five_times_a_second()
    {
        _player.Play(LedPatterns.Speaking);
        _time.Advance(10_000);

        Assert.InRange(_led.Shown.Count, 240, 251);
    }

    [Fact]
    public void A_breath_of_an_LED_that_cannot_dim_is_two_edges()
    {
        var led = new FakeLed(LedTraits.OnOff);
        using LedPlayer player = Player(led);

        player.Play(LedPatterns.Speaking);
        _time.Advance(20_000);

        Assert.InRange(led.Shown.Count, 20, 32);
        Assert.All(led.Shown, pixels => Assert.True(pixels[0].Brightest is 0 or 1));
    }

    [Fact]
    public void A_wall_clock_that_jumps_moves_nothing()
    {
        _player.Play(LedPatterns.OfflineNetwork);
        _time.JumpWallClock(TimeSpan.FromDays(365));
        _time.Advance(100);

        Assert.Single(_led.Shown);
    }

    [Fact]
    public void Dispose_darkens_gives_the_device_back_and_nothing_lights_it_again()
    {
        _player.Play(LedPatterns.Speaking);
        _time.Advance(500);
        _player.Dispose();
        Assert.Equal(LedLight.Dark, _led.Last);
        Assert.True(_led.IsDisposed);

        int shown = _led.Shown.Count;
        _player.Play(LedPatterns.Listening);
        _time.Advance(1_000);

        Assert.Equal(shown, _led.Shown.Count);
    }

    [Fact]
    public void Brightness_is_the_most_and_one_percent_the_least()
    {
        var led = new FakeLed(LedTraits.Dimmable);
        using LedPlayer player = Player(led, new LedSettings { Brightness = 2 });

        player.Play(LedPatterns.Connecting);
        _time.Advance(8_000);

        Assert.Equal(0.016f, led.Shown.Max(pixels => pixels[0].Brightest), 3);
        Assert.Equal(0.01f, led.Shown.Min(pixels => pixels[0].Brightest), 3);
    }

    [Fact]
    public void Ready_may_glow()
    {
        var led = new FakeLed(LedTraits.Dimmable);
        using LedPlayer player = Player(led, new LedSettings { Ready = 5 });

        player.Play(LedPatterns.Ready);

        Assert.Equal(0.05f, led.Last.Brightest, 3);
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public void An_LED_that_cannot_dim_stays_dark_rather_than_lit_when_ready_should_glow()
    {
        var led = new FakeLed(LedTraits.OnOff);
        using LedPlayer player = Player(led, new LedSettings { Ready = 5, Brightness = 30 });

        player.Play(LedPatterns.Ready);
        Assert.Equal(LedLight.Dark, led.Last);

        player.Play(LedPatterns.Listening);
        Assert.Equal(1, led.Last.Brightest);
    }

    [Fact]
    public void A_colour_LED_follows_the_level_while_listening_and_a_single_one_does_not()
    {
        float level = -96;
        var single = new FakeLed(LedTraits.Dimmable);
        using LedPlayer player = Player(_led, level: () => level), other = Player(single, level: () => level);

        player.Play(LedPatterns.Listening);
        other.Play(LedPatterns.Listening);
        Assert.Equal(0.3f, _led.Last.Blue, 3);
        level = -10;
        _time.Advance(41);
        Assert.Equal(1f, _led.Last.Blue, 3);
        level = -96;
        _time.Advance(41);
        Assert.InRange(_led.Last.Blue, 0.7f, 0.9f);
        _time.Advance(1_000);
        Assert.InRange(_led.Last.Blue, 0.29f, 0.31f);

        Assert.Single(single.Shown);
        player.Play(LedPatterns.Ready);
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public void A_chase_runs_round_a_ring()
    {
        var ring = new FakeLed(new LedTraits(12, HasColour: true, CanDim: true));
        using LedPlayer player = Player(ring);

        player.Play(LedPatterns.Updating);
        _time.Advance(1_250);

        int[] brightest = [.. ring.Shown.Select(pixels => Array.FindIndex(pixels, pixel => pixel.Green == 1))];
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0], brightest);
    }

    [Fact]
    public void An_LED_that_does_not_open_is_told_once_and_tried_until_it_does()
    {
        var health = new List<bool>();
        int tries = 0;
        using var player = new LedPlayer(
            () => ++tries < 4 ? throw new LedException("/dev/spidev0.0", "does not exist") : _led,
            new LedSettings(), _time, _log.For<LedPlayer>())
        { HealthChanged = health.Add };

        player.Play(LedPatterns.Listening);
        _time.Advance(LedPlayer.Retry * 3);

        Assert.Equal(4, tries);
        Assert.Equal([false, true], health);
        Assert.Equal(new LedLight(0, 1, 1), _led.Last);
        Assert.Contains("/dev/spidev0.0: does not exist", Assert.Single(_log.Messages(LogLevel.Warning)), StringComparison.Ordinal);
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public void A_default_LED_that_a_machine_does_not_have_is_missed_in_one_line_and_is_no_fault()
    {
        var health = new List<bool>();
        int tries = 0;
        using var player = new LedPlayer(
            () =>
            {
                tries++;
                throw new LedException("GPIO25", "this machine has no GPIO chip") { IsMissing = true };
            },
            new LedSettings(), _time, _log.For<LedPlayer>())
        { IsOptional = true, HealthChanged = health.Add };

        player.Play(LedPatterns.Speaking);
        player.Play(LedPatterns.Ready);

        Assert.Equal(2, tries);
        Assert.Empty(health);
        Assert.Equal(0, _time.ArmedTimers);
        Assert.Contains("GPIO25", Assert.Single(_log.Messages(LogLevel.Information)), StringComparison.Ordinal);
        Assert.Empty(_log.Messages(LogLevel.Warning));
    }

    [Fact]
    public void A_device_that_goes_is_opened_again_and_shows_what_is_true_by_then()
    {
        var leds = new List<FakeLed>();
        using var player = new LedPlayer(
            () =>
            {
                leds.Add(new FakeLed(LedTraits.Colour));
                return leds[^1];
            },
            new LedSettings(), _time, _log.For<LedPlayer>());
        player.Play(LedPatterns.Listening);
        leds[0].Failure = "is gone";

        player.Play(LedPatterns.Ready);
        Assert.True(leds[0].IsDisposed);
        _time.Advance(LedPlayer.Retry);

        Assert.Equal(2, leds.Count);
        Assert.Equal(LedLight.Dark, leds[1].Last);
    }

    [Fact]
    public void A_defect_of_a_driver_does_not_end_the_process()
    {
        _log.ExpectError("driver failed");
        using var player = new LedPlayer(
            () => throw new InvalidOperationException("a defect"), new LedSettings(), _time, _log.For<LedPlayer>());

        player.Play(LedPatterns.Listening);

        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public async Task A_hung_driver_delays_neither_the_dispatcher_nor_the_stop()
    {
        using var release = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var led = new FakeLed(LedTraits.OnOff)
        {
            OnShow = () =>
            {
                entered.Set();
                release.Wait(TimeSpan.FromSeconds(20));
            },
        };
        var player = new LedPlayer(() => led, new LedSettings(), TimeProvider.System, _log.For<LedPlayer>());
        player.Play(LedPatterns.Listening);
        Assert.True(entered.Wait(TimeSpan.FromSeconds(10)));

        await Task.Run(() => player.Play(LedPatterns.Fault)).Within(10);
        await Task.Run(player.Dispose).Within(10);

        Assert.Contains(_log.Messages(LogLevel.Warning), line => line.Contains("does not answer", StringComparison.Ordinal));
        release.Set();
    }

    [Fact]
    public void Painting_allocates_nothing()
    {
        var traits = new LedTraits(12, HasColour: true, CanDim: true);
        var settings = new LedSettings();
        var pixels = new LedLight[traits.Pixels];
        Paint();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Paint();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Paint()
        {
            for (int i = 0; i < LedPatterns.All.Count; i++)
            {
                for (int ms = 0; ms < 2_000; ms += 40)
                    LedPainter.Paint(LedPatterns.All[i], traits, settings, TimeSpan.FromMilliseconds(ms), 0.5, pixels);
            }
        }
    }

    public void Dispose()
    {
        _player.Dispose();
        _log.Dispose();
    }

    private LedPlayer Player(FakeLed led, LedSettings? settings = null, Func<float>? level = null) =>
        new(() => led, settings ?? new LedSettings(), _time, _log.For<LedPlayer>()) { Level = level };
}
