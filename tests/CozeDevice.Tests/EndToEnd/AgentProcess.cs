using System.Diagnostics;
using CozeDevice.Simulator;
using CozeDevice.Tests.Support;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>The program in a process of its own.</summary>
internal static class AgentProcess
{
    /// <summary>Starts it on a virtual board; what it logs goes to its standard error.</summary>
    public static Process Start(SimulatorHost simulator, TempDirectory directory, params string[] more)
    {
        string[] settings =
        [
            "Coze:BotId=7350000000000000001",
            $"Coze:WebSocketUrl={simulator.WebSocketUri}",
            $"Coze:ApiUrl={simulator.BaseUri}",
            $"Audio:Capture=file:{RepositoryRoot.File("tests/speech/question.wav")}",
            $"Audio:Playback=file:{directory["heard.wav"]}",
            "Audio:Codec=g711u",
            "Button:Line=none",
            "Led:Kind=none",
            $"State:Directory={directory["state"]}",
            $"Control:Socket={directory["control.sock"]}",
            .. more,
        ];
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "cozedevice.dll"), "run", "--verbose" },
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string setting in settings)
        {
            start.ArgumentList.Add("--set");
            start.ArgumentList.Add(setting);
        }
        start.Environment["COZE_API_TOKEN"] = "pat_canary";
        start.Environment.Remove("CREDENTIALS_DIRECTORY");
        start.Environment.Remove("NOTIFY_SOCKET");
        return Process.Start(start)!;
    }
}
