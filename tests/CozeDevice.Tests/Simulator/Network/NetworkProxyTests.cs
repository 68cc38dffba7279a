using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CozeDevice.Simulator.Network;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Simulator.Network;

/// <summary>The network that goes wrong on demand, between two plain sockets.</summary>
public sealed class NetworkProxyTests
{
    private static readonly NetworkFault Reset = new(NetworkFaultKind.Reset);
    private static readonly byte[] Data = Requests.Noise(100_000);

    [Fact]
    public async Task Without_a_fault_everything_comes_through_and_is_counted()
    {
        await using Line line = await Line.OpenAsync();

        Task<byte[]> up = Line.ReadAsync(line.Service, Data.Length);
        Task<byte[]> down = Line.ReadAsync(line.Client, 7);
        await Line.SendAsync(line.Client, Data);
        await Line.SendAsync(line.Service, Data[..7]);

        Assert.Equal(Data, await up);
        Assert.Equal(Data[..7], await down);
        await Line.UntilAsync(() => (line.Proxy.BytesUp, line.Proxy.BytesDown) == (Data.Length, 7));
        Assert.Equal((1, 1, 1, 0), (line.Proxy.Accepted, line.Proxy.Open, line.Proxy.Clients, line.Proxy.Refused));
    }

    [Fact]
    public async Task An_orderly_end_of_either_side_is_passed_on_and_the_counters_stay()
    {
        await using Line line = await Line.OpenAsync();
        await Line.SendAsync(line.Client, Data[..100]);
        line.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(Data[..100], await Line.ReadAsync(line.Service, 200));
        await Line.SendAsync(line.Service, Data[..50]);
        line.Service.Shutdown(SocketShutdown.Send);
        Assert.Equal(Data[..50], await Line.ReadAsync(line.Client, 200));
        await Line.UntilAsync(() => line.Proxy.Open == 0);
        Assert.Equal((100, 50), (line.Proxy.BytesUp, line.Proxy.BytesDown));
    }

    [Fact]
    public async Task A_reset_of_one_side_is_passed_on()
    {
        await using Line line = await Line.OpenAsync();
        line.Service.LingerState = new LingerOption(true, 0);
        line.Service.Close(0);

        Assert.Equal(SocketError.ConnectionReset, await Line.EndAsync(line.Client));
        await Line.UntilAsync(() => line.Proxy.Open == 0);
    }

    [Fact]
    public async Task Reset_resets_both_sides()
    {
        await using Line line = await Line.OpenAsync();
        line.Proxy.Inject(Reset);

        Assert.Equal(SocketError.ConnectionReset, await Line.EndAsync(line.Client));
        Assert.Equal(SocketError.ConnectionReset, await Line.EndAsync(line.Service));
        await Line.UntilAsync(() => line.Proxy.Open == 0);
    }

    [Fact]
    public async Task It_happens_after_so_many_bytes_to_the_byte()
    {
        await using Line line = await Line.OpenAsync(
            new NetworkFault(NetworkFaultKind.Truncate) { AfterBytes = 54_321, Direction = NetworkDirection.Down });
        Task<byte[]> down = Line.ReadAsync(line.Client, Data.Length);
        await Line.SendAsync(line.Client, Data[..100]);
        await Line.SendAsync(line.Service, Data);

        Assert.Equal(Data[..54_321], await down);
        Assert.Equal(Data[..100], await Line.ReadAsync(line.Service, 200));
    }

    [Fact]
    public async Task Truncate_on_command_lets_so_many_bytes_through_and_ends_orderly()
    {
        await using Line line = await Line.OpenAsync();
        await Line.SendAsync(line.Client, Data[..1000]);
        Assert.Equal(Data[..1000], await Line.ReadAsync(line.Service, 1000));
        line.Proxy.Inject(new NetworkFault(NetworkFaultKind.Truncate) { Bytes = 10, Direction = NetworkDirection.Up });
        await Line.SendAsync(line.Client, Data[..1000]);

        Assert.Equal(Data[..10], await Line.ReadAsync(line.Service, 1000));
        Assert.Equal(SocketError.Success, await Line.EndAsync(line.Client));
        line.Client.Dispose();
        line.Service.Dispose();
        await Line.UntilAsync(() => line.Proxy.Open == 0);
    }

    [Fact]
    public async Task Half_open_is_silent_both_ways_and_hides_the_end_of_the_other_side()
    {
        await using Line line = await Line.OpenAsync();
        line.Proxy.Inject(new NetworkFault(NetworkFaultKind.HalfOpen));
        await Line.SendAsync(line.Client, Data);
        await Line.SendAsync(line.Service, Data);
        Task<int> end = line.Service.ReceiveAsync(new byte[1]);
        line.Client.LingerState = new LingerOption(true, 0);
        line.Client.Close(0);
        await Line.UntilAsync(() => line.Proxy.Clients == 0);

        Assert.Equal((1, 0, 0), (line.Proxy.Open, line.Proxy.BytesUp, line.Proxy.BytesDown));
        Assert.False(end.IsCompleted);
        line.Service.Shutdown(SocketShutdown.Both);
        await Line.UntilAsync(() => line.Proxy.Open == 0);
        await end.Within(Line.Limit);
    }

    [Fact]
    public async Task Stall_loses_nothing_and_disturbs_one_way_alone()
    {
        var time = new ManualTimeProvider();
        await using Line line = await Line.OpenAsync(time);
        line.Proxy.Inject(new NetworkFault(NetworkFaultKind.Stall)
        {
            Direction = NetworkDirection.Up,
            For = TimeSpan.FromSeconds(1),
        });
        Task<byte[]> up = Line.ReadAsync(line.Service, 1000);
        await Line.SendAsync(line.Client, Data[..1000]);
        await Line.SendAsync(line.Service, Data[..1000]);

        Assert.Equal(Data[..1000], await Line.ReadAsync(line.Client, 1000));
        time.Advance(999);
        Assert.Equal(0, line.Proxy.BytesUp);
        time.Advance(1);
        Assert.Equal(Data[..1000], await up);
    }

    [Fact]
    public async Task A_stalled_way_pushes_back_on_the_sender()
    {
        await using Line line = await Line.OpenAsync(new NetworkFault(NetworkFaultKind.Stall) { Direction = NetworkDirection.Up });
        line.Client.SendBufferSize = 4096;
        line.Client.Blocking = false;
        long sent = 0;
        SocketError error;
        do
        {
            sent += Math.Max(0, line.Client.Send(Data, 0, 4096, SocketFlags.None, out error));
        }
        while (error == SocketError.Success && sent < 64 * 1024 * 1024);

        Assert.Equal(SocketError.WouldBlock, error);
        line.Proxy.Clear();
        line.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(sent, (await Line.ReadAsync(line.Service, (int)sent + 1)).Length);
    }

    [Fact]
    public async Task Delay_and_jitter_keep_the_order_and_are_the_same_for_the_same_seed()
    {
        Assert.Equal(await DelaysAsync(seed: 7), await DelaysAsync(seed: 7));
        Assert.NotEqual(await DelaysAsync(seed: 7), await DelaysAsync(seed: 8));
    }

    [Fact]
    public async Task Bandwidth_lets_so_many_bytes_a_second_through()
    {
        long start = Stopwatch.GetTimestamp();
        await using Line line = await Line.OpenAsync(
            new NetworkFault(NetworkFaultKind.Bandwidth) { BytesPerSecond = 20_000, Direction = NetworkDirection.Up });
        await Line.SendAsync(line.Client, Data[..6000]);

        Assert.Equal(Data[..6000], await Line.ReadAsync(line.Service, 6000));
        // A lower bound only: a busy machine is slower, never faster.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 245, double.MaxValue);
    }

    [Fact]
    public async Task Slow_loris_lets_one_byte_through_at_a_time()
    {
        var time = new ManualTimeProvider();
        await using Line line = await Line.OpenAsync(
            time, new NetworkFault(NetworkFaultKind.SlowLoris) { Duration = TimeSpan.FromMilliseconds(40), Direction = NetworkDirection.Down });
        await Line.SendAsync(line.Service, Data[..5]);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Data[i..(i + 1)], await Line.ReadAsync(line.Client, 1));
            await time.WhenDueInAsync(TimeSpan.FromMilliseconds(40)).Within(Line.Limit);
            Assert.Equal(i + 1, line.Proxy.BytesDown);
            time.Advance(40);
        }
    }

    [Fact]
    public async Task Refused_connections_are_reset_at_once_and_counted()
    {
        await using Line line = Line.Start(faults: new NetworkFault(NetworkFaultKind.Refuse) { Connections = new ConnectionRange(1, 2) });
        for (int i = 0; i < 2; i++)
        {
            using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            Assert.Equal(SocketError.ConnectionReset, await ConnectedAsync(client, line.Proxy.Port) ?? await Line.EndAsync(client));
        }
        // The client may see the reset before the connection is counted as open.
        await Line.UntilAsync(() => line.Proxy is { Refused: 2, Open: 0 });
        Assert.Equal(2, line.Proxy.Accepted);
    }

    // The reset may be there before the connect is done.
    private static async Task<SocketError?> ConnectedAsync(Socket client, int port)
    {
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port).Within(Line.Limit);
            return null;
        }
        catch (SocketException early)
        {
            return early.SocketErrorCode;
        }
    }

    [Fact]
    public async Task It_happens_after_a_time_on_the_connections_it_is_meant_for()
    {
        var time = new ManualTimeProvider();
        await using Line line = Line.Start(
            time, faults: Reset with { After = TimeSpan.FromSeconds(30), Connections = new ConnectionRange(2, 2) });
        await line.ConnectAsync();
        Assert.Equal(0, time.ArmedTimers);
        line.Client.Dispose();
        await Line.UntilAsync(() => line.Proxy.Clients == 0);

        using var second = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await second.ConnectAsync(IPAddress.Loopback, line.Proxy.Port).Within(Line.Limit);
        await time.WhenDueInAsync(TimeSpan.FromSeconds(30)).Within(Line.Limit);
        time.Advance(30_000);
        Assert.Equal(SocketError.ConnectionReset, await Line.EndAsync(second));
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_told_by_a_reset()
    {
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using NetworkProxy proxy = NetworkProxy.Start((IPEndPoint)nobody.LocalEndPoint!);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        Assert.Equal(SocketError.ConnectionReset, await ConnectedAsync(client, proxy.Port) ?? await Line.EndAsync(client));
        await Line.UntilAsync(() => proxy.Refused == 1);
    }

    [Fact]
    public async Task Disposing_it_resets_what_is_open_and_frees_the_port()
    {
        Line line = await Line.OpenAsync(new NetworkFault(NetworkFaultKind.HalfOpen));
        await line.Proxy.DisposeAsync().Within(Line.Limit);

        Assert.Equal(SocketError.ConnectionReset, await Line.EndAsync(line.Client));
        Assert.Equal(SocketError.ConnectionReset, await Line.EndAsync(line.Service));
        Assert.Equal(0, line.Proxy.Open);
        using var again = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(() => again.ConnectAsync(IPAddress.Loopback, line.Proxy.Port));
        await line.DisposeAsync();
    }

    // When each of five packets may come, on a clock of our own.
    private static async Task<List<TimeSpan>> DelaysAsync(int seed)
    {
        var time = new ManualTimeProvider();
        NetworkFault[] faults =
        [
            new(NetworkFaultKind.Delay) { Duration = TimeSpan.FromMilliseconds(80), Direction = NetworkDirection.Down },
            new(NetworkFaultKind.Jitter) { Duration = TimeSpan.FromMilliseconds(60), Direction = NetworkDirection.Down },
        ];
        await using Line line = Line.Start(time, seed, faults);
        await line.ConnectAsync();
        List<TimeSpan> delays = [];
        for (int i = 0; i < 5; i++)
        {
            await Line.SendAsync(line.Service, Data[(10 * i)..(10 * i + 10)]);
            await time.WhenArmedAsync(1).Within(Line.Limit);
            TimeSpan delay = time.NextDueIn!.Value;
            Assert.InRange(delay, TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(140));
            delays.Add(delay);
            time.Advance(delay);
            Assert.Equal(Data[(10 * i)..(10 * i + 10)], await Line.ReadAsync(line.Client, 10));
        }
        return delays;
    }
}
