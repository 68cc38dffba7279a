using CozeDevice.Linux.Input;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Linux.Input;

public sealed class EvdevTests
{
    [Theory]
    [InlineData("KEY_SPACE", 57)]
    [InlineData("key_space", 57)]
    [InlineData("BTN_0", 256)]
    [InlineData("212", 212)]
    public void A_key_is_found_by_name_or_number(string written, int code) => Assert.Equal((ushort)code, EvdevKeys.Find(written));

    [Theory]
    [InlineData("KEY_SPAEC")]
    [InlineData("0")]
    [InlineData("768")]
    [InlineData("-1")]
    public void What_is_no_key_is_none(string written) => Assert.Null(EvdevKeys.Find(written));

    [Fact]
    public void A_slip_of_the_hand_is_understood() => Assert.Equal("KEY_SPACE", EvdevKeys.Nearest("KEY_SPAEC"));

    [Fact]
    public void A_machine_without_input_devices_says_so()
    {
        using var dev = new TempDirectory();
        var wanted = new EvdevContactSettings(EvdevContactSettings.Auto, 57, Grab: false);

        ContactException e = Assert.Throws<ContactException>(() => new EvdevFinder(dev.Path).Find(wanted));

        Assert.Equal(ContactProblem.Missing, e.Problem);
        Assert.Equal("this machine has no input device", e.Message);
    }

    [Fact]
    public void A_file_that_is_no_input_device_is_none()
    {
        var wanted = new EvdevContactSettings("/dev/null", 57, Grab: false);

        ContactException e = Assert.Throws<ContactException>(() => new EvdevFinder().Find(wanted));

        Assert.Equal("/dev/null is no input device", e.Message);
    }
}
