using System.CommandLine;

namespace CozeDevice.Commands;

/// <summary><c>audio test</c>: speaker and microphone, with a person who says what was heard.</summary>
internal static class AudioTestCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared, AudioSession session)
    {
        var device = AudioArguments.Device("the configured microphone and speaker");
        var command = new Command("test", "Plays a melody, records 3 s, plays them back, and says what is wrong.") { device };
        command.SetAction((parsed, token) => new AudioTest(
            context, session, session.Names(parsed, device), parsed.GetValue(shared.Json)).RunAsync(token));
        return command;
    }
}
