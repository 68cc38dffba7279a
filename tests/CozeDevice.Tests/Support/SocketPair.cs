using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;

namespace CozeDevice.Tests.Support;

/// <summary>Two WebSockets joined in memory: the device's and the service's.</summary>
public sealed class SocketPair : IDisposable
{
    private readonly DuplexStream _deviceEnd;
    private readonly DuplexStream _serviceEnd;

    /// <summary>Makes a pair.</summary>
    /// <param name="uplinkBytes">How much the way up holds before a send of the device waits.</param>
    /// <param name="keepAlive">Interval and limit of the device's pings, or null for none.</param>
    public SocketPair(int uplinkBytes = 1024 * 1024, TimeSpan? keepAlive = null)
    {
        var up = NewPipe(uplinkBytes);
        var down = NewPipe(64 * 1024 * 1024);
        _deviceEnd = new DuplexStream(down.Reader, up.Writer);
        _serviceEnd = new DuplexStream(up.Reader, down.Writer);
        Device = WebSocket.CreateFromStream(_deviceEnd, new WebSocketCreationOptions
        {
            KeepAliveInterval = keepAlive ?? TimeSpan.Zero,
            KeepAliveTimeout = keepAlive ?? Timeout.InfiniteTimeSpan,
        });
        Service = WebSocket.CreateFromStream(_serviceEnd, new WebSocketCreationOptions { IsServer = true });
    }

    /// <summary>The device's end.</summary>
    public WebSocket Device { get; }

    /// <summary>The service's end.</summary>
    public WebSocket Service { get; }

    /// <summary>The service ends the stream beneath its socket, as it does behind a close.</summary>
    public void HangUp() => _serviceEnd.EndWriting();

    /// <summary>The connection breaks without a close.</summary>
    public void Break()
    {
        _serviceEnd.Dispose();
        _deviceEnd.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Device.Dispose();
        Service.Dispose();
    }

    private static Pipe NewPipe(int bytes) => new(new PipeOptions(
        pauseWriterThreshold: bytes, resumeWriterThreshold: Math.Max(1, bytes / 2), useSynchronizationContext: false));

    private sealed class DuplexStream(PipeReader reader, PipeWriter writer) : Stream
    {
        private volatile bool _isDisposed;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void EndWriting() => writer.Complete();

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.IsEmpty)
                return 0;
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            ReadResult result = await reader.ReadAsync(cancellationToken);
            if (result.IsCanceled || _isDisposed)
                throw new IOException("the connection broke");
            int count = (int)Math.Min(buffer.Length, result.Buffer.Length);
            ReadOnlySequence<byte> taken = result.Buffer.Slice(0, count);
            taken.CopyTo(buffer.Span);
            reader.AdvanceTo(taken.End);
            return count;
        }

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            FlushResult result = await writer.WriteAsync(buffer, cancellationToken);
            if (result.IsCanceled)
                throw new IOException("the connection broke");
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                reader.CancelPendingRead();
                writer.CancelPendingFlush();
                writer.Complete();
            }
            base.Dispose(disposing);
        }
    }
}
