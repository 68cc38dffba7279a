using CozeDevice.Simulator.Rest;
using Xunit;

namespace CozeDevice.Tests.Simulator.Rest;

public sealed class BoundedMapTests
{
    [Fact]
    public void The_oldest_thing_makes_room_for_the_newest()
    {
        var map = new BoundedMap<int>(2);

        map.TryAdd("a", 1);
        map.TryAdd("b", 2);
        map.GetOrAdd("c", static _ => 3);

        Assert.Equal([2, 3], map.Snapshot());
    }

    [Fact]
    public void An_id_is_taken_once()
    {
        var map = new BoundedMap<int>(2);

        Assert.True(map.TryAdd("a", 1));
        Assert.False(map.TryAdd("a", 2));
        Assert.Equal(1, map.GetOrAdd("a", static _ => 3));
    }

    [Fact]
    public void A_thing_is_taken_out_once()
    {
        var map = new BoundedMap<int>(2);
        map.TryAdd("a", 1);

        Assert.True(map.TryRemove("a", out var value));
        Assert.Equal(1, value);
        Assert.False(map.TryRemove("a", out _));
        Assert.False(map.TryGet("a", out _));
    }
}
