using System.CommandLine;

namespace CozeDevice.Commands;

/// <summary><c>audio</c>: finds out about sound cards, microphone and speaker. Needs no bot and no token.</summary>
internal static class AudioCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new AudioSession(context, shared);
        return new("audio", "Finds out about sound cards, microphone and speaker.")
        {
            AudioListCommand.Create(context, shared, session),
            AudioTestCommand.Create(context, shared, session),
            AudioRecordCommand.Create(context, shared, session),
            AudioPlayCommand.Create(context, shared, session),
            AudioMeterCommand.Create(context, shared, session),
            AudioLatencyCommand.Create(context, shared, session),
            AudioEchoTestCommand.Create(context, shared, session),
        };
    }
}
