using System.Threading.Channels;
using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Alsa.Mixer;

/// <summary>The mixer thread on a card that others use too, that is unplugged and comes back.</summary>
public sealed class MixerLifeTests
{
    private const string Volume = "Master Playback Volume";
    private const string Switch = "Master Playback Switch";

    [MixerFact]
    public async Task At_the_start_the_card_is_switched_on_at_our_volume()
    {
        using var card = MixerCard.Usual();
        using var life = new Life(card, percent: 70);

        await life.ToldAsync<MixerChanged>();

        Assert.Equal((75, 75), card[Volume]); // -15 dB
        Assert.Equal((1, 1), card[Switch]);
        Assert.True(life.Volume.IsInHardware);
    }

    [MixerFact]
    public async Task Another_program_moves_it_and_we_hear_of_it_and_not_of_ourselves()
    {
        using var card = MixerCard.Usual();
        using var life = new Life(card, percent: 70);
        await life.ToldAsync<MixerChanged>();

        life.Pump.Ask(40);
        await MixerCard.UntilAsync(() => card[Volume] == (50, 50), "40 % is -30 dB");
        await card.AmixerAsync("Master", "90%");
        Assert.Equal(new MixerMoved(88, 1), await life.ToldAsync<MixerMoved>()); // 90 steps are -6 dB
        await card.AmixerAsync("Master", "mute");
        Assert.Equal(new MixerMoved(0, 1), await life.ToldAsync<MixerMoved>());
        await card.AmixerAsync("Master", "unmute");
        Assert.Equal(new MixerMoved(88, 1), await life.ToldAsync<MixerMoved>());
    }

    [MixerFact]
    public async Task At_rest_nothing_wakes()
    {
        using var card = MixerCard.Usual();
        using var life = new Life(card, percent: 70);
        await life.ToldAsync<MixerChanged>();
        await MixerCard.UntilAsync(() => life.Pump.Steps >= 2, "the wait has begun");
        var steps = life.Pump.Steps;

        await Task.Delay(500);

        Assert.Equal(steps, life.Pump.Steps);
    }

    [MixerFact]
    public async Task A_card_that_returns_is_set_again()
    {
        using var card = MixerCard.Usual();
        using var life = new Life(card, percent: 70);
        await life.ToldAsync<MixerChanged>();

        card.IsPlugged = false;
        await life.ToldAsync<MixerChanged>();
        Assert.False(life.Volume.IsInHardware);

        life.Volume.Percent = 50;
        life.Pump.Ask(50);
        (card[Volume], card[Switch]) = ((0, 0), (0, 0));
        card.IsPlugged = true;
        life.Pump.Look();
        await life.ToldAsync<MixerChanged>();

        Assert.Equal((58, 58), card[Volume]); // -25.2 dB
        Assert.Equal((1, 1), card[Switch]);
    }

    [MixerFact]
    public async Task A_control_the_card_does_not_have_is_one_line_and_software_goes_on()
    {
        using var card = MixerCard.Usual();
        using var life = new Life(card, percent: 70, element: "Loudness");

        await MixerCard.UntilAsync(() => life.Log.Entries.Count > 0, "the line");

        Assert.Equal(
            [$"Audio:Mixer: card {card.Name} has no volume control \"Loudness\"; it has Master, Mic; the volume is made in software"],
            life.Log.Messages(LogLevel.Warning));
        Assert.False(life.Volume.IsInHardware);
        Assert.Equal(((0, 0), (0, 0)), (card[Volume], card[Switch]));
    }

    [MixerFact]
    public async Task Two_mixers_on_one_card_agree()
    {
        using var card = MixerCard.Usual();
        using var ours = new Life(card, percent: 70);
        await ours.ToldAsync<MixerChanged>();
        using var theirs = new AlsaMixers(ours.Log.For<AlsaMixers>()).Open(card.Name, "Master");

        theirs.Set(-25);

        Assert.Equal(new MixerMoved(50, 0), await ours.ToldAsync<MixerMoved>());
    }

    private sealed class Life : IDisposable
    {
        private readonly Channel<AudioNotice> _notices = Channel.CreateUnbounded<AudioNotice>();

        public Life(MixerCard card, int percent, string element = IMixers.Auto)
        {
            Volume = new Volume(percent);
            Pump = new MixerPump(
                new MixerOptions(card.Name, element), new AlsaMixers(Log.For<AlsaMixers>()), Volume, _notices.Writer,
                new SystemPacer(TimeProvider.System), Log.For<MixerPump>());
            Pump.Start(new PlainThreads());
        }

        public TestLog Log { get; } = new();

        public Volume Volume { get; }

        public MixerPump Pump { get; }

        /// <summary>The next news, which must be of that kind.</summary>
        public async Task<T> ToldAsync<T>()
            where T : AudioNotice => Assert.IsType<T>(await _notices.Reader.ReadAsync().Within(20));

        public void Dispose()
        {
            Pump.Dispose();
            Pump.Completion.GetAwaiter().GetResult();
            Log.Dispose();
        }
    }
}
