using CozeDevice.Linux.Posix;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.Linux;

public sealed class FileOwnerTests
{
    [Fact]
    public void What_root_writes_for_a_service_belongs_to_the_service()
    {
        if (!Environment.IsPrivilegedProcess)
            Assert.Skip("only root may give files away");
        using var directory = new TempDirectory();
        string file = directory.Write("service/login.json", "{}");
        Assert.Equal((0u, 0u), FileOwner.Of(file));
        Chown("12345:23456", directory["service"]);

        FileOwner.TakeFrom(file, directory["service"]);

        Assert.Equal((12345u, 23456u), FileOwner.Of(file));
    }

    [Fact]
    public void A_path_that_is_not_there_is_named()
    {
        Assert.Contains("/nonexistent/x", Assert.ThrowsAny<IOException>(() => FileOwner.Of("/nonexistent/x")).Message, StringComparison.Ordinal);
    }

    private static void Chown(string owner, string path)
    {
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start("chown", [owner, path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
