using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CozeDevice.Tests.Support.Rest;

/// <summary>Answers each request, one per connection unless told otherwise, with the next bytes of a list, whatever they are. The last ones are
/// repeated; null answers nothing and keeps the connection.</summary>
internal sealed class RawHttpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _requests = [];
    private readonly Lock _gate = new();
    private readonly Task _loop;

    /// <summary>Starts on a free port.</summary>
    public RawHttpServer(params string?[] answers)
    {
        _listener.Start();
        _loop = Task.Run(() => ServeAsync(answers));
    }

    /// <summary>Its address.</summary>
    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Heads and bodies received.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>Whether the connection of the first answer stays open after it.</summary>
    public bool KeepsFirstOpen { get; init; }

    /// <summary>Whether the second request may come over the connection of the first.</summary>
    public bool TakesTwoOnOne { get; init; }

    /// <summary>Done when the first request is there.</summary>
    public TaskCompletionSource Received { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An answer with a body.</summary>
    public static string Json(string body, int status = 200, string headers = "") => Answer(body, "application/json", status, headers);

    /// <summary>An answer with a body of any type.</summary>
    public static string Answer(string body, string type, int status = 200, string headers = "") =>
        $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n{headers}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop.Within(10);
        _stop.Dispose();
    }

    private async Task ServeAsync(string?[] answers)
    {
        var kept = new List<TcpClient>();
        try
        {
            for (var i = 0; ; i++)
            {
                var client = i == 1 && TakesTwoOnOne ? kept[0] : await _listener.AcceptTcpClientAsync(_stop.Token);
                kept.Add(client);
                var request = await ReadAsync(client.GetStream(), _stop.Token);
                lock (_gate) _requests.Add(request);
                Received.TrySetResult();
                if (answers[Math.Min(i, answers.Length - 1)] is not { } answer) continue;
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
                if (i > 0 || !(KeepsFirstOpen || TakesTwoOnOne)) client.Close();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException or IOException)
        {
            // The end of the test.
        }
        finally
        {
            foreach (var client in kept) client.Dispose();
        }
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var bytes = new List<byte>();
        var chunk = new byte[64 * 1024];
        while (true)
        {
            var text = Encoding.UTF8.GetString(bytes.ToArray());
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && bytes.Count >= end + 4 + LengthOf(text[..end])) return text;
            var read = await stream.ReadAsync(chunk, cancellationToken);
            if (read == 0) return text;
            bytes.AddRange(chunk.AsSpan(0, read));
        }
    }

    private static int LengthOf(string head)
    {
        foreach (var line in head.Split("\r\n"))
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) return int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture);
        return 0;
    }
}
