using CozeDevice.Linux.Alsa;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class CardSearchTests : IDisposable
{
    private const string OneCard = " 0 [Device         ]: USB-Audio - USB PnP Sound Device\n                      at usb-1, full speed\n";

    private readonly TempDirectory _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Without_proc_asound_the_kernel_has_no_sound() => Assert.Equal(CardAbsence.NoKernelSound, Explain());

    [Fact]
    public void An_empty_list_of_cards_means_that_there_is_none()
    {
        _machine.Write("proc/asound/cards", "--- no soundcards ---\n");
        Assert.Equal(CardAbsence.NoCard, Explain());
    }

    [Fact]
    public void A_card_without_device_files_is_a_container()
    {
        _machine.Write("proc/asound/cards", OneCard);
        Assert.Equal(CardAbsence.NoDeviceFiles, Explain());
    }

    [Fact]
    public void A_device_file_that_was_not_listed_may_not_be_opened()
    {
        _machine.Write("proc/asound/cards", OneCard);
        _machine.Write("dev/snd/controlC0", "");
        Assert.Equal(CardAbsence.NoPermission, Explain());
    }

    [Fact]
    public void The_timer_alone_is_no_card()
    {
        _machine.Write("proc/asound/cards", "--- no soundcards ---\n");
        _machine.Write("dev/snd/timer", "");
        Assert.Equal(CardAbsence.NoCard, Explain());
    }

    private CardAbsence Explain() => new CardSearch(_machine["proc"], _machine["dev"]).Explain();
}
