using System.Net.WebSockets;
using System.Threading.Tasks.Sources;
using CozeDevice.Link;
using CozeDevice.Protocol;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Link;
using Xunit;

namespace CozeDevice.Tests.Link;

/// <summary>Audio on its way through a session costs no memory per frame. Counted over all threads, on a socket that neither
/// allocates nor waits, so nothing else may run beside.</summary>
[CollectionDefinition(nameof(LinkAllocationTests), DisableParallelization = true)]
[Collection(nameof(LinkAllocationTests))]
public sealed class LinkAllocationTests
{
    private const int WarmUp = 2_000;
    private const int Frames = 500;
    private const int Rounds = 5;

    [Fact]
    public async Task Five_hundred_deltas_through_the_receive_loop_allocate_nothing()
    {
        using var bench = new LinkBench();
        using var socket = new QuietSocket();
        Task<SessionEnd> run = Start(bench, socket);
        bench.Gate.Begin(1, expecting: false);
        bench.Gate.ExpectReply(1);
        Func<long> received = () => bench.Counters.FramesReceived;
        byte[] delta = ServicePeer.Delta("A", new byte[160]);
        Deliver(WarmUp);

        long allocated = Least(() => Deliver(Frames));

        Assert.Equal(WarmUp + (Rounds * Frames), bench.Counters.FramesReceived);
        Assert.InRange(allocated, 0, Frames - 1);
        socket.Abort();
        await run.Within(5);

        void Deliver(int count)
        {
            for (int i = 0; i < count; i++)
            {
                long seen = bench.Counters.FramesReceived;
                socket.Deliver(delta);
                Await(received, seen);
            }
        }
    }

    [Fact]
    public async Task Five_hundred_appends_through_the_send_loop_allocate_nothing()
    {
        using var bench = new LinkBench(keepUtterances: false);
        using var socket = new QuietSocket();
        Task<SessionEnd> run = Start(bench, socket);
        Func<long> sent = () => bench.Counters.FramesSent;
        var frame = new byte[160];
        bench.Outbound.Begin(1);
        Say(WarmUp);

        long allocated = Least(() => Say(Frames));

        Assert.Equal(WarmUp + (Rounds * Frames), bench.Counters.FramesSent);
        Assert.InRange(allocated, 0, Frames - 1);
        socket.Abort();
        await run.Within(5);

        void Say(int count)
        {
            for (int i = 0; i < count; i++)
            {
                long seen = bench.Counters.FramesSent;
                bench.Outbound.Write(1, frame);
                Await(sent, seen);
            }
        }
    }

    /// <summary>What every round allocates. A frame that costs memory costs it in each of them; what another thread of the program,
    /// a timer that ends for one, allocates once is in one of them alone.</summary>
    private static long Least(Action round)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            round();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }

    // Other threads do the work; no task here, it would be counted.
    private static void Await(Func<long> counter, long seen)
    {
        for (long start = Environment.TickCount64; counter() == seen; Thread.Yield())
            Assert.True(Environment.TickCount64 - start < 10_000, "nothing moves");
    }

    private static Task<SessionEnd> Start(LinkBench bench, QuietSocket socket)
    {
        var settings = new LinkSettings { Endpoint = new Uri("ws://localhost"), Chat = new ChatConfig() };
        var online = new ManualResetEventSlim();
        var session = new LinkSession(socket, settings, settings.Chat, bench.Parts, new(online.Set, _ => { }));
        Task<SessionEnd> run = session.RunAsync(CancellationToken.None);
        socket.Deliver(System.Text.Encoding.UTF8.GetBytes(ServicePeer.Updated));
        Assert.True(online.Wait(5_000));
        return run;
    }

    /// <summary>A socket that takes every message at once and gives those it is handed.</summary>
    private sealed class QuietSocket : WebSocket, IValueTaskSource<ValueWebSocketReceiveResult>
    {
        private readonly Lock _lock = new();
        private readonly Queue<byte[]> _messages = new(16);
        private ManualResetValueTaskSourceCore<ValueWebSocketReceiveResult> _receive =
            new() { RunContinuationsAsynchronously = true };

        private Memory<byte> _buffer;
        private bool _isWaiting;
        private volatile WebSocketState _state = WebSocketState.Open;

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => _state;

        public override string? SubProtocol => null;

        public void Deliver(byte[] message)
        {
            lock (_lock)
            {
                if (_isWaiting)
                    Hand(message);
                else
                    _messages.Enqueue(message);
            }
        }

        public override void Abort()
        {
            lock (_lock)
            {
                _state = WebSocketState.Aborted;
                if (_isWaiting)
                    Fail();
            }
        }

        private void Hand(byte[] message)
        {
            _isWaiting = false;
            message.CopyTo(_buffer);
            _receive.SetResult(new(message.Length, WebSocketMessageType.Text, endOfMessage: true));
        }

        private void Fail()
        {
            _isWaiting = false;
            _receive.SetException(new WebSocketException("aborted"));
        }

        // One reader: what waits is kept in one reusable source.
        public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
            Memory<byte> buffer, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                _receive.Reset();
                (_buffer, _isWaiting) = (buffer, true);
                if (_messages.TryDequeue(out byte[]? message))
                    Hand(message);
                else if (_state != WebSocketState.Open)
                    Fail();
                return new ValueTask<ValueWebSocketReceiveResult>(this, _receive.Version);
            }
        }

        public ValueWebSocketReceiveResult GetResult(short token) => _receive.GetResult(token);

        public ValueTaskSourceStatus GetStatus(short token) => _receive.GetStatus(token);

        public void OnCompleted(
            Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _receive.OnCompleted(continuation, state, token, flags);

        public override ValueTask SendAsync(
            ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage,
            CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public override Task CloseAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task CloseOutputAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override Task<WebSocketReceiveResult> ReceiveAsync(
            ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task SendAsync(
            ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public override void Dispose() => Abort();
    }
}
