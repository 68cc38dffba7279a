using CozeDevice.Audio;
using CozeDevice.Linux.Alsa;
using CozeDevice.Linux.Posix;
using Xunit;

namespace CozeDevice.Tests.Alsa;

public sealed class PcmRecoveryTests
{
    /// <summary>Every error of the Linux headers, both directions.</summary>
    public static TheoryData<int> Errors => [.. Enumerable.Range(1, 133)];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Every_error_has_one_answer_in_each_direction(int errno)
    {
        var (capture, playback) = errno switch
        {
            Errno.EINTR or Errno.EAGAIN => (PcmAction.Retry, PcmAction.Retry),
            Errno.EPIPE => (PcmAction.PrepareAndStart, PcmAction.Prepare),
            Errno.ESTRPIPE => (PcmAction.Resume, PcmAction.Resume),
            _ => (PcmAction.Reopen, PcmAction.Reopen),
        };

        Assert.Equal(capture, PcmRecovery.After(errno, AudioDirection.Capture));
        Assert.Equal(playback, PcmRecovery.After(errno, AudioDirection.Playback));
    }

    [Theory]
    [InlineData(0, true, PcmAction.Resume, PcmAction.Resume)]
    [InlineData(0, false, PcmAction.PrepareAndStart, PcmAction.Prepare)]
    [InlineData(-Errno.EAGAIN, false, PcmAction.Retry, PcmAction.Retry)]
    [InlineData(-Errno.ENOSYS, false, PcmAction.PrepareAndStart, PcmAction.Prepare)]
    [InlineData(-Errno.ENODEV, false, PcmAction.PrepareAndStart, PcmAction.Prepare)] // which then says the same
    internal void A_sleeping_card_is_waited_for_resumed_or_prepared(int result, bool isRunning, PcmAction capture, PcmAction playback)
    {
        Assert.Equal(capture, PcmRecovery.AfterResume(result, isRunning, AudioDirection.Capture));
        Assert.Equal(playback, PcmRecovery.AfterResume(result, isRunning, AudioDirection.Playback));
    }

    [Theory]
    [InlineData(4, "EINTR")]
    [InlineData(5, "EIO")]
    [InlineData(11, "EAGAIN")]
    [InlineData(16, "EBUSY")]
    [InlineData(19, "ENODEV")]
    [InlineData(25, "ENOTTY")]
    [InlineData(32, "EPIPE")]
    [InlineData(61, "ENODATA")]
    [InlineData(77, "EBADFD")]
    [InlineData(86, "ESTRPIPE")]
    public void The_numbers_are_those_of_the_kernel(int number, string name) =>
        Assert.Equal(number, typeof(Errno).GetField(name, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetRawConstantValue());
}
