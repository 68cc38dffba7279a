using System.Net.WebSockets;
using System.Text;
using CozeDevice.Tests.Support.Endurance;
using Xunit;

namespace CozeDevice.Tests.Fuzz;

/// <summary>Messages no memory must be spent on (design §3: over 1 MiB read through and dropped, over 16 MiB the socket is closed).</summary>
public sealed class HugeMessageTests(ITestOutputHelper output)
{
    private const double Limit = 120;
    private const int MiB = 1024 * 1024;

    // The message buffer grows to 1 MiB once per session, by doubling; the rest is the queue of this test's own socket.
    private const long MostAllocated = 4 * MiB;
    private const long MostGrowth = MiB;

    private static readonly byte[] Fragment = FilledWith((byte)'x', 64 * 1024);

    [Fact]
    public Task A_hundred_megabytes_and_ten_thousand_nested_arrays_cost_no_memory_and_the_link_works_again() =>
        Alone.RunAsync(output, Limit, async print =>
        {
            await using var device = new MemoryDevice(static () => 0.5);
            await OnlineAsync(device);
            await device.SpeakAsync();
            // Before the figures: making them fills the runtime's pools of arrays.
            byte[][] nested = [.. Nested(10_000), .. Nested(MiB / 8)];
            long live = Live();

            (long over, MemorySocket socket) = Send(device, MiB + 1);
            Assert.Equal((1, WebSocketState.Open), (device.Counters.Oversized, socket.State));
            (long most, socket) = Send(device, 16 * MiB);
            Assert.Equal((2, WebSocketState.Open), (device.Counters.Oversized, socket.State));
            await device.SpeakAsync();

            (long huge, socket) = Send(device, 100_000_000);
            Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.ClosedByDevice);
            Assert.False(device.IsOnline);
            await OnlineAsync(device);
            await device.SpeakAsync();
            long growth = Live() - live;
            print($"allocated at 1 MiB and 1 byte {over:N0}, at 16 MiB {most:N0}, at 100 MB {huge:N0} bytes; live {growth:N0} more");
            Assert.All([over, most, huge], allocated => Assert.InRange(allocated, 0, MostAllocated));
            Assert.InRange(growth, long.MinValue, MostGrowth);

            Assert.All(nested, message => AssertRefused(device, message, print));
            await device.SpeakAsync();
            growth = Live() - live;
            print($"live {growth:N0} more");
            // The message buffer of the new session has grown to what it may.
            Assert.InRange(growth, long.MinValue, MiB + MostGrowth);
            Assert.Equal(2, device.Service.Dials);
            Assert.Empty(device.Log.Errors);
        });

    private static (long Allocated, MemorySocket Socket) Send(MemoryDevice device, int bytes)
    {
        MemorySocket socket = device.Service.Socket!;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int sent = 0; sent < bytes; sent += Fragment.Length)
        {
            int rest = bytes - sent;
            socket.Say(rest < Fragment.Length ? Fragment[..rest] : Fragment, WebSocketMessageType.Text, rest <= Fragment.Length);
        }
        MemoryDevice.Settle();
        return (GC.GetTotalAllocatedBytes(precise: true) - before, socket);
    }

    // A hundred times: what one costs may be an exception, but never the size of the message.
    private static void AssertRefused(MemoryDevice device, byte[] nested, Action<string> print)
    {
        const int Times = 100;
        long malformed = device.Counters.Malformed, before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Times; i++)
            device.Service.Socket!.Say(nested);
        MemoryDevice.Settle();
        long each = (GC.GetTotalAllocatedBytes(precise: true) - before) / Times;
        print($"{nested.Length:N0} bytes from {Encoding.UTF8.GetString(nested, 0, 40)}: {each:N0} bytes allocated for each");
        Assert.Equal(malformed + Times, device.Counters.Malformed);
        Assert.InRange(each, 0, 64 * 1024);
    }

    private static IEnumerable<byte[]> Nested(int depth)
    {
        string open = new('[', depth), close = new(']', depth);
        yield return Encoding.UTF8.GetBytes(open + close);
        yield return Encoding.UTF8.GetBytes(open);
        yield return Encoding.UTF8.GetBytes("{\"event_type\":\"conversation.audio.delta\",\"data\":{\"content\":" + open + close + "}}");
        yield return Encoding.UTF8.GetBytes(
            "{\"event_type\":\"error\",\"data\":{\"code\":" + string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth + 2));
        yield return Encoding.UTF8.GetBytes($$"""{"unknown":{{open}}{{close}},"event_type":"chat.updated"}""");
    }

    private static Task<TimeSpan> OnlineAsync(MemoryDevice device) =>
        device.UntilAsync(() => device.IsOnline, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), "online");

    private static byte[] FilledWith(byte value, int length)
    {
        byte[] filled = new byte[length];
        Array.Fill(filled, value);
        return filled;
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
