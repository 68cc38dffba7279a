using System.Text.Json;
using CozeDevice.Audio;
using CozeDevice.SoundCheck;
using CozeDevice.Tests.Commands;
using CozeDevice.Tests.Support.Audio;
using Xunit;

namespace CozeDevice.Tests.Alsa;

/// <summary>The sound checks of the doctor on a device that moves in real time behind the real libasound.</summary>
public sealed class DoctorOnDeviceTests : IDisposable
{
    private readonly BenchDevice _device = new();

    public void Dispose() => _device.Dispose();

    [AlsaFact]
    public async Task A_device_that_works_is_heard_and_played_on_and_let_go()
    {
        _device.Hears(Signal.Voice(5 * AudioFormat.SampleRate));
        using var json = await ExamineAsync();

        Assert.All((string[])["card", "microphone", "speaker"], name => Assert.Equal("ok", Check(json, name).GetProperty("status").GetString()));
        Assert.Contains("16", Check(json, "card").GetProperty("finding").GetString(), StringComparison.Ordinal);
        Assert.Equal(Tone.Create(), _device.Played().AsSpan(0, Tone.Create().Length));
        Assert.Equal(_device[BenchDevice.Slot.Opens], _device[BenchDevice.Slot.Closes]);
    }

    [AlsaFact]
    public async Task A_device_that_is_dead_or_taken_is_named()
    {
        using (var dead = await ExamineAsync()) // it hears nothing but zeros
        {
            Assert.Equal("failed", Check(dead, "microphone").GetProperty("status").GetString());
            Assert.Contains("only zeros", Check(dead, "microphone").GetProperty("finding").GetString(), StringComparison.Ordinal);
        }

        _device[BenchDevice.Slot.Busy] = 1;
        using var taken = await ExamineAsync();
        Assert.Contains("in use by", Check(taken, "card").GetProperty("finding").GetString(), StringComparison.Ordinal);
        Assert.Equal("skipped", Check(taken, "speaker").GetProperty("status").GetString());
    }

    private async Task<JsonDocument> ExamineAsync()
    {
        // The rest of the machine is no matter here; nothing outside it is reached.
        var run = await ProgramRun.OfAsync(
        [
            "doctor", "--json", "--yes", "--set", $"Audio:Capture={_device.Name}", "--set", $"Audio:Playback={_device.Name}", "--set", "Led:Kind=none",
            "--set", "Button:Line=none", "--set", "Coze:ApiUrl=http://127.0.0.1:1", "--set", "Coze:WebSocketUrl=ws://127.0.0.1:1",
            "--set", "Control:Socket=/nonexistent/c.sock", "--set", "State:Directory=/nonexistent",
        ]);
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Out);
    }

    private static JsonElement Check(JsonDocument json, string name) =>
        json.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == name);
}
