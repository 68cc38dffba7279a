using CozeDevice.Linux.Alsa;
using Xunit;

namespace CozeDevice.Tests.Alsa;

public sealed class PendingFramesTests
{
    private readonly PendingFrames _pending = new(channels: 2, lead: 4, capacity: 8, memory: 6);

    [Fact]
    public void Frames_leave_in_the_order_they_came_in_pieces_of_any_size()
    {
        _pending.Add([1, 2, 3]);
        Assert.Equal(2, _pending.Take(2));
        _pending.Add([4, 5]);

        Assert.Equal([3, 3, 4, 4, 5, 5], _pending.Samples.ToArray());
        Assert.Equal(3, _pending.Take(3));
        Assert.Equal(0, _pending.Count);
    }

    [Fact]
    public void Silence_in_front_is_no_sound_and_can_be_taken_away_again()
    {
        _pending.Add([7]);
        _pending.Prepend(3);
        Assert.Equal([0, 0, 0, 0, 0, 0, 7, 7], _pending.Samples.ToArray());
        Assert.Equal(0, _pending.Take(1));

        _pending.DropLead();

        Assert.Equal([7, 7], _pending.Samples.ToArray());
        Assert.Equal(1, _pending.Take(1));
    }

    [Fact]
    public void Silence_fits_in_front_of_what_already_moved_up()
    {
        _pending.Add([1, 2, 3, 4, 5, 6, 7, 8]);
        _pending.Take(2);
        _pending.Add([9, 10]);
        _pending.Prepend(4);

        Assert.Equal(12, _pending.Count);
        Assert.Equal(3, _pending.Samples[8]);
        Assert.Equal(10, _pending.Samples[^1]);
    }

    [Fact]
    public void Silence_behind_is_cut_to_the_room_there_is()
    {
        _pending.Add([1, 2, 3]);

        Assert.Equal(5, _pending.AddSilence(100));
        Assert.Equal(0, _pending.AddSilence(1));
        Assert.Equal(8, _pending.Count);
    }

    [Fact]
    public void What_the_device_took_is_remembered_and_can_be_given_back()
    {
        _pending.Add([1, 2, 3, 4, 5, 6, 7]);
        _pending.Take(7);
        var heard = new short[2];

        _pending.Recall(3, heard);
        Assert.Equal([5, 6], heard);
        _pending.TakenBack(3);
        _pending.Add([50]);
        _pending.Take(1);
        _pending.Recall(2, heard);

        Assert.Equal([4, 50], heard);
    }
}
