using System.Net.Sockets;

namespace CozeDevice.Link;

/// <summary>The options of the one TCP connection: small messages at once, little data in the kernel, and a peer that
/// acknowledges nothing is given up.</summary>
internal static class SocketTuning
{
    /// <summary>Sent data that nobody acknowledges for so long ends the connection.</summary>
    public static readonly TimeSpan UserTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Bytes the kernel takes ahead of what it can send. What lies there delays a cancel and every ping behind it: on a
    /// slow uplink the queue is ours, where control goes ahead of audio.</summary>
    public const int UnsentBytes = 4 * 1024;

    /// <summary>Bytes of sent and unsent data together, so that no modem's buffer is filled with seconds of speech. The kernel
    /// doubles it for its own bookkeeping.</summary>
    public const int SendBufferBytes = 12 * 1024;

    /// <summary><c>IPPROTO_TCP</c>.</summary>
    internal const int TcpLevel = 6;

    /// <summary><c>TCP_USER_TIMEOUT</c> of Linux, in milliseconds.</summary>
    internal const int UserTimeoutOption = 18;

    /// <summary><c>TCP_NOTSENT_LOWAT</c> of Linux, in bytes.</summary>
    internal const int UnsentBytesOption = 25;

    /// <summary>Sets the options. One that this system does not have is left out.</summary>
    /// <param name="socket">Not yet connected.</param>
    public static void Apply(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = SendBufferBytes;
        if (!OperatingSystem.IsLinux())
            return;
        Set(socket, UserTimeoutOption, (int)UserTimeout.TotalMilliseconds);
        Set(socket, UnsentBytesOption, UnsentBytes);
    }

    private static void Set(Socket socket, int option, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(bytes, value);
        try
        {
            socket.SetRawSocketOption(TcpLevel, option, bytes);
        }
        catch (SocketException)
        {
            // A kernel without it: the link works, a dead peer is known a little later.
        }
    }
}
