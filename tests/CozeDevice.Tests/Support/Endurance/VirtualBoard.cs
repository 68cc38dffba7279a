using CozeDevice.Account;
using CozeDevice.Hosting;
using CozeDevice.Options;
using CozeDevice.Simulator;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Support.Endurance;

/// <summary>The agent as the program composes it, on a board without hardware.</summary>
internal static class VirtualBoard
{
    /// <summary>Composes it; nothing runs yet.</summary>
    public static Device Make(
        SimulatorHost simulator, TempDirectory directory, ILoggerFactory log, string capture, string codec)
    {
        string[] settings =
        [
            "Coze:BotId=7350000000000000001",
            $"Coze:WebSocketUrl={simulator.WebSocketUri}",
            $"Coze:ApiUrl={simulator.BaseUri}",
            $"Audio:Capture={capture}",
            "Audio:Playback=null",
            $"Audio:Codec={codec}",
            "Button:Line=none",
            "Led:Kind=none",
        ];
        LoadedConfiguration loaded = ConfigurationLoader.Load(
            new ConfigurationRequest(null, settings, new Dictionary<string, string>()) { Directory = directory.Path });
        Assert.Empty(loaded.Errors);
        var tokens = new TokenLocator(new TokenPlaces { EnvironmentToken = "pat_" + TestLog.Canary });
        return new Device(loaded.Options!, tokens, new DeviceStart(Volume: 100, Muted: false), log, TimeProvider.System);
    }
}
