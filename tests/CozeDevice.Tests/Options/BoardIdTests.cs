using CozeDevice.Options;
using Xunit;

namespace CozeDevice.Tests.Options;

public sealed class BoardIdTests
{
    private const string MachineId = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void It_is_stable() => Assert.Equal(BoardId.OfThisBoard(), BoardId.OfThisBoard());

    [Fact]
    public void It_does_not_reveal_the_machine_id()
    {
        var id = BoardId.Derive(MachineId);
        Assert.Matches("^board-[0-9a-f]{16}$", id);
        Assert.DoesNotContain(MachineId[..8], id, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_boards_differ() =>
        Assert.NotEqual(BoardId.Derive(MachineId), BoardId.Derive(MachineId.Replace('0', '1')));
}
