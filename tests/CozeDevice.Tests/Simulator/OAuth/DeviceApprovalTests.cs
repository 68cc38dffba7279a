using CozeDevice.Simulator.OAuth;
using Xunit;

namespace CozeDevice.Tests.Simulator.OAuth;

public sealed class DeviceApprovalTests
{
    [Theory]
    [InlineData("manual", nameof(DeviceApprovalKind.Manual), 0)]
    [InlineData("deny", nameof(DeviceApprovalKind.Deny), 1)]
    [InlineData("expire", nameof(DeviceApprovalKind.Expire), 1)]
    [InlineData("auto", nameof(DeviceApprovalKind.Approve), 2)]
    [InlineData("auto:0", nameof(DeviceApprovalKind.Approve), 0)]
    [InlineData("auto:7", nameof(DeviceApprovalKind.Approve), 7)]
    public void A_word_says_who_approves(string text, string kind, int polls)
    {
        Assert.True(DeviceApproval.TryParse(text, out var approval));

        Assert.Equal((kind, polls), (approval.Kind.ToString(), approval.Polls));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("auto:")]
    [InlineData("auto:-1")]
    [InlineData("auto:x")]
    public void Another_word_says_nothing(string text) => Assert.False(DeviceApproval.TryParse(text, out _));
}
