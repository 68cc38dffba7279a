using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace CozeDevice.Simulator.Network;

/// <summary>Carries bytes one way, as the faults in force allow: one loop takes, one gives, a short queue between them.</summary>
/// <remarks>The queue is bounded and what does not fit is not read, so a slow way is felt by the sender as a closed TCP window.
/// <see cref="Add"/>, <see cref="Remove"/> and <see cref="Silence"/> may be called from any thread.</remarks>
internal sealed class NetworkPump(
    Socket from, Socket to, NetworkDirection direction, NetworkConnection owner, TimeProvider time, Random random)
{
    private const int QueueChunks = 64;
    private const int LargestChunk = 4096;
    private const int SmallestChunk = 64;

    // The queue of a limited way holds about a second; its bucket a twentieth.
    private static readonly TimeSpan Bucket = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly List<NetworkFault> _faults = [];
    private readonly Channel<Chunk> _queue = Channel.CreateBounded<Chunk>(
        new BoundedChannelOptions(QueueChunks) { SingleReader = true, SingleWriter = true });
    private TaskCompletionSource _changed = NewSignal();
    private NetworkShape _shape;
    private TimeSpan _lastDue;
    private TimeSpan _free;

    private TimeSpan Now => time.GetElapsedTime(0);

    private NetworkShape Shape
    {
        get
        {
            lock (_gate)
            {
                return _shape;
            }
        }
    }

    /// <summary>A fault is in force from now on.</summary>
    internal void Add(NetworkFault fault) => Change(() => _faults.Add(fault));

    /// <summary>A fault is over.</summary>
    internal void Remove(NetworkFault fault) => Change(() => _faults.Remove(fault));

    /// <summary>Every passing fault is over.</summary>
    internal void Clear() => Change(_faults.Clear);

    /// <summary>From now on everything is taken and nothing is given.</summary>
    internal void Silence() => Change(() => _shape = _shape with { IsSilent = true });

    /// <summary>Carries until the sender has ended and everything is given, or the token fires, or a socket breaks.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        Task giving = GiveAsync(cancellationToken);
        try
        {
            await TakeAsync(cancellationToken);
            _queue.Writer.TryComplete();
        }
        catch (Exception failure)
        {
            _queue.Writer.TryComplete(failure);
        }

        await giving;
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            NetworkShape shape = await FlowingAsync(cancellationToken);
            byte[] buffer = ArrayPool<byte>.Shared.Rent(LargestChunk);
            int count = await from.ReceiveAsync(buffer.AsMemory(0, ChunkOf(shape)), cancellationToken);
            if (count == 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return;
            }

            shape = Shape;
            TimeSpan due = Now + shape.Delay + (shape.Jitter * random.NextDouble());
            _lastDue = due > _lastDue ? due : _lastDue;
            await _queue.Writer.WriteAsync(new Chunk(buffer, count, _lastDue), cancellationToken);
        }
    }

    private async Task GiveAsync(CancellationToken cancellationToken)
    {
        await foreach (Chunk chunk in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            await UntilAsync(chunk.Due, cancellationToken);
            await GiveAsync(chunk.Buffer.AsMemory(0, chunk.Count), cancellationToken);
            ArrayPool<byte>.Shared.Return(chunk.Buffer);
        }

        if (!Shape.IsSilent)
        {
            to.Shutdown(SocketShutdown.Send);
        }
    }

    private async Task GiveAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            NetworkShape shape = await FlowingAsync(cancellationToken);
            if (shape.IsSilent)
            {
                return;
            }

            int piece = (int)Math.Min(PieceOf(shape, bytes.Length), owner.BytesUntilTrigger(direction));
            for (int sent = 0; sent < piece;)
            {
                sent += await to.SendAsync(bytes[sent..piece], cancellationToken);
            }

            bytes = bytes[piece..];
            owner.Count(direction, piece);
            if (shape.BytePeriod > TimeSpan.Zero)
            {
                await Task.Delay(shape.BytePeriod, time, cancellationToken);
            }

            if (shape.BytesPerSecond > 0)
            {
                TimeSpan now = Now;
                _free = (_free > now ? _free : now) + TimeSpan.FromSeconds((double)piece / shape.BytesPerSecond);
                await UntilAsync(_free - Bucket, cancellationToken);
            }
        }
    }

    private static int PieceOf(NetworkShape shape, int available) => shape switch
    {
        { BytePeriod.Ticks: > 0 } => 1,
        { BytesPerSecond: > 0 } => Math.Min(available, Math.Max(1, (int)(shape.BytesPerSecond * Bucket.TotalSeconds / 2))),
        _ => available,
    };

    private static int ChunkOf(NetworkShape shape) => shape switch
    {
        { BytePeriod.Ticks: > 0 } => SmallestChunk,
        { BytesPerSecond: > 0 } => Math.Clamp(shape.BytesPerSecond / QueueChunks, SmallestChunk, LargestChunk),
        _ => LargestChunk,
    };

    private async Task UntilAsync(TimeSpan due, CancellationToken cancellationToken)
    {
        TimeSpan wait = due - Now;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<NetworkShape> FlowingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_shape.IsSilent || !_shape.IsStalled)
                {
                    return _shape;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            bool wasSilent = _shape.IsSilent;
            change();
            NetworkShape shape = new() { IsSilent = wasSilent || _shape.IsSilent };
            foreach (NetworkFault fault in _faults)
            {
                shape = shape.With(fault);
            }

            _shape = shape;
            changed = _changed;
            _changed = NewSignal();
        }

        changed.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly record struct Chunk(byte[] Buffer, int Count, TimeSpan Due);
}
