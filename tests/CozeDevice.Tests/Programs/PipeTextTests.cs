using System.Text;
using CozeDevice.Programs;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Programs;

/// <summary>What is kept of an output that is longer than it may be.</summary>
public sealed class PipeTextTests
{
    [Fact]
    public async Task The_end_of_a_long_output_is_kept_from_the_beginning_of_a_line()
    {
        string line = new string('x', 99) + "\n";
        string tail = await ReadAsync(string.Concat(Enumerable.Repeat(line, 40_000)) + "the last line\n", PipeLimit.Newest);

        Assert.InRange(tail.Length, PipeLimit.Newest.Bytes - 200, PipeLimit.Newest.Bytes);
        Assert.StartsWith(line, tail, StringComparison.Ordinal);
        Assert.EndsWith("the last line\n", tail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, "one\ntwo\n")]
    [InlineData(8, "one\ntwo\n")]
    [InlineData(7, "two\n")]
    [InlineData(1, "")]
    public async Task What_fits_is_kept_whole_and_what_does_not_without_a_broken_line(int most, string kept) =>
        Assert.Equal(kept, await ReadAsync("one\ntwo\n", new PipeLimit(most, PipeExcess.PushesOut)));

    [Fact]
    public async Task The_beginning_is_kept_where_excess_is_dropped_and_nothing_fails()
    {
        var pipe = new PipeText(new MemoryStream("one\ntwo\n"u8.ToArray()), new PipeLimit(5, PipeExcess.IsDropped));
        await pipe.Ended.Within(10);

        Assert.Equal("one\nt"u8.ToArray(), pipe.Bytes);
        Assert.False(pipe.TooLong.IsCompleted);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(7, true)]
    public async Task One_byte_too_much_fails_where_excess_does(int most, bool isTooLong)
    {
        var pipe = new PipeText(new MemoryStream("one\ntwo\n"u8.ToArray()), new PipeLimit(most, PipeExcess.Fails));
        await pipe.Ended.Within(10);

        Assert.Equal(isTooLong, pipe.TooLong.IsCompleted);
    }

    private static async Task<string> ReadAsync(string written, PipeLimit limit)
    {
        var pipe = new PipeText(new MemoryStream(Encoding.UTF8.GetBytes(written)), limit);
        await pipe.Ended.Within(10);
        return Encoding.UTF8.GetString(pipe.Bytes);
    }
}
