using System.Net;
using System.Net.Sockets;
using System.Text;
using CozeDevice.Commands;
using CozeDevice.Tests.Support;
using CozeDevice.Update;
using Xunit;

namespace CozeDevice.Tests.Update;

/// <summary>Downloads from a server on this machine that says what a test wants.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TempDirectory _directory = new();
    private readonly HttpDownloads _downloads = new(null, "cozedevice/1");
    private readonly string _base;

    public DownloadTests()
    {
        _listener.Start();
        _base = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
    }

    public void Dispose()
    {
        _downloads.Dispose();
        _listener.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_file_is_read_and_saved_also_behind_a_redirect()
    {
        var serving = ServeAsync("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", Ok("hello"));
        await _downloads.SaveAsync(_base + "x.deb", _directory["x.deb"], 5, CancellationToken.None).Within(20);
        Assert.Equal("hello", await File.ReadAllTextAsync(_directory["x.deb"]));
        Assert.Contains("User-Agent: cozedevice/1", await serving.Within(5), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfar too m", "larger than 8")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfar too much", "larger than 8")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 8\r\nConnection: close\r\n\r\ncut", "cannot be had")]
    [InlineData("nothing of the kind\r\n\r\n", "cannot be had")]
    public async Task What_is_not_the_file_is_given_up(string answer, string reason)
    {
        var serving = ServeAsync(answer);
        var refusal = await Assert.ThrowsAsync<UpdateException>(() => _downloads.ReadAsync(_base + "x", 8, CancellationToken.None)).Within(20);
        Assert.Equal((UpdateProblem.Network, ExitCode.Network), (refusal.Code, refusal.ExitCode));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        await serving.Within(5);
    }

    [Fact]
    public async Task A_shorter_package_than_was_signed_is_none()
    {
        var serving = ServeAsync(Ok("hell"));
        var refusal = await Assert.ThrowsAsync<UpdateException>(
            () => _downloads.SaveAsync(_base + "x.deb", _directory["x.deb"], 5, CancellationToken.None)).Within(20);
        Assert.Equal(UpdateProblem.WrongHash, refusal.Code);
        await serving.Within(5);
    }

    [Fact]
    public async Task Nobody_there_and_no_file_are_the_network()
    {
        _listener.Stop();
        foreach (var address in new[] { _base + "x", _directory["missing"] })
        {
            var refusal = await Assert.ThrowsAsync<UpdateException>(() => _downloads.ReadAsync(address, 8, CancellationToken.None)).Within(20);
            Assert.Equal(UpdateProblem.Network, refusal.Code);
        }
    }

    [Fact]
    public async Task A_full_disk_is_told_as_one()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");
        var file = _directory.Write("x.deb", new string('x', 100_000));
        var refusal = await Assert.ThrowsAsync<UpdateException>(
            () => _downloads.SaveAsync(file, "/dev/full", 100_000, CancellationToken.None)).Within(20);
        Assert.Equal(UpdateProblem.Disk, refusal.Code);
    }

    private static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

    private async Task<string> ServeAsync(params string[] answers)
    {
        var asked = new StringBuilder();
        foreach (var answer in answers)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var buffer = new byte[4096];
            while (!asked.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                asked.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            if (answers.Length > 1) asked.Append(' ');
        }

        return asked.ToString();
    }
}
