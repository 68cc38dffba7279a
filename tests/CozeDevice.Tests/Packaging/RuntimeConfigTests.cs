using System.Text.Json;
using Xunit;

namespace CozeDevice.Tests.Packaging;

/// <summary>What the built program asks of the runtime.</summary>
public sealed class RuntimeConfigTests
{
    [Theory]
    [InlineData("System.GC.Concurrent", "false")] // no second collector thread, shorter pauses
    [InlineData("System.Runtime.TieredPGO", "false")]
    [InlineData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", "0")] // idle pool threads do not spin
    public void The_program_runs_with(string name, string value)
    {
        using var config = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cozedevice.runtimeconfig.json")));
        var properties = config.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

        Assert.Equal(value, properties.GetProperty(name).GetRawText());
        Assert.False(properties.TryGetProperty("System.GC.Server", out var server) && server.GetBoolean());
    }
}
