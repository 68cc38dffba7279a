using System.Runtime.CompilerServices;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using CozeDevice.Tests.Support.Audio;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>A device that is talked to without a button, and the person who does.</summary>
internal sealed class RoomRig : IAsyncDisposable
{
    public const string Append = "input_audio_buffer.append";
    public const string Started = "input_audio_buffer.speech_started";

    private RoomRig(DeviceRig rig, SyntheticRoom room) => (Rig, Room) = (rig, room);

    public DeviceRig Rig { get; }

    public SyntheticRoom Room { get; }

    /// <summary>Its only connection, once it is online.</summary>
    public ConnectionRecord Connection => Rig.Simulator.Record.Connections[0];

    /// <summary>A device in a room. <paramref name="isCancellerTrusted"/> stands in for a canceller; null for the one that is
    /// configured.</summary>
    public static async Task<RoomRig> StartAsync(
        SyntheticRoom room, Scenario scenario, bool? isCancellerTrusted, params string[] settings) =>
        new(await DeviceRig.StartAsync(
            scenario, room, isCancellerTrusted, ["Turn:Mode=server_vad", "Turn:SilenceDurationMs=200", .. settings]), room);

    /// <summary>Says something short.</summary>
    public async Task SpeakAsync()
    {
        await Rig.OnlineAsync();
        Room.IsSpeaking = true;
        await Rig.UntilTurnAsync("listening");
        await PassAsync(5);
        Room.IsSpeaking = false;
    }

    /// <summary>Lets the microphone record so much: nothing here is timed.</summary>
    public Task PassAsync(int frames)
    {
        long until = Rig.Device.Capture.Counters.FramesCaptured + frames;
        return UntilAsync(() => Rig.Device.Capture.Counters.FramesCaptured >= until);
    }

    /// <summary>Lets the speaker get so much sound.</summary>
    public Task PlayedAsync(int frames)
    {
        long until = Room.Frames + frames;
        return UntilAsync(() => Room.Frames >= until);
    }

    /// <summary>How often the service heard speech begin.</summary>
    public int Starts => Connection.Downlink.Count(type => type == Started);

    /// <summary>How often it heard speech end.</summary>
    public int Stops => Connection.Downlink.Count(type => type == "input_audio_buffer.speech_stopped");

    public static Task UntilAsync(Func<bool> isSo, double seconds = 0, [CallerArgumentExpression(nameof(isSo))] string what = "") =>
        Deadline.UntilAsync(isSo, DeviceRig.Limit + seconds, what);

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        Room.Dispose();
    }
}
