using CozeDevice.Linux.Posix;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class WakeEventTests
{
    [Fact]
    public void Who_wakes_a_thread_that_is_gone_is_not_punished()
    {
        var wake = new WakeEvent();
        wake.Set();
        wake.Dispose();

        Assert.Null(Record.Exception(wake.Set));
        Assert.Null(Record.Exception(wake.Dispose));
    }
}
