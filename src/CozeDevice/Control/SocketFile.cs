using System.Net.Sockets;

namespace CozeDevice.Control;

/// <summary>The Unix socket as a file: finds out whether somebody answers on it, and opens it with the right
/// mode.</summary>
internal static class SocketFile
{
    private const int Backlog = 16;

    private const UnixFileMode SocketMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private const UnixFileMode DirectoryMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;

    /// <summary>Listens on the path. A stale socket is replaced, a live one is left alone.</summary>
    /// <exception cref="ControlSocketInUseException">Another agent answers there.</exception>
    /// <exception cref="ControlSocketException">The socket cannot be created.</exception>
    public static Socket Listen(string path)
    {
        Socket? socket = null;
        try
        {
            CreateDirectory(path);
            RemoveStale(path);
            socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            // Between bind and listen nobody can connect, so nobody slips in before the mode is right.
            File.SetUnixFileMode(path, SocketMode);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket?.Dispose();
            throw new ControlSocketInUseException(path);
        }
        catch (Exception e)
            when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket?.Dispose();
            throw new ControlSocketException(path, e.Message, e);
        }
    }

    private static void CreateDirectory(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(directory)) Directory.CreateDirectory(directory, DirectoryMode);
    }

    private static void RemoveStale(string path)
    {
        if (!File.Exists(path)) return;
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            if (!IsSocket(path)) throw new IOException("a file that is no socket is in its place");
            File.Delete(path);
            return;
        }

        throw new ControlSocketInUseException(path);
    }

    // A socket file cannot be opened; every other kind of file can, and must not be deleted.
    private static bool IsSocket(string path)
    {
        try
        {
            File.OpenHandle(path).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
