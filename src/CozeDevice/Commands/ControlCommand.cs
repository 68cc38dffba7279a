using System.CommandLine;
using CozeDevice.Conversation;

namespace CozeDevice.Commands;

/// <summary><c>ctl</c>: commands and watches the running agent.</summary>
internal static class ControlCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new ControlSession(context, shared);
        return new("ctl", "Commands and watches the running agent.")
        {
            session.Timeout,
            Simple(session, "press", "Presses the button and holds it.", new PressCommand()),
            Simple(session, "release", "Lets the button go.", new ReleaseCommand()),
            Simple(session, "tap", "Stops what is speaking.", new TapCommand()),
            Simple(session, "cancel", "Ends the turn.", new CancelCommand()),
            Simple(session, "mute", "Switches the microphone off.", new MuteCommand(true)),
            Simple(session, "unmute", "Switches the microphone on.", new MuteCommand(false)),
            VolumeCommands.Create(session),
            Say(session),
            Simple(session, "repeat", "Plays the last answer once more.", new RepeatCommand()),
            Simple(session, "clear-context", "Lets the bot forget what was said.", new ClearContextCommand()),
            Reload(session),
            Status(session),
            Watch(session),
            View(session),
        };
    }

    private static Command Simple(ControlSession session, string name, string description, DeviceCommand deviceCommand)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, token) => session.ExecuteAsync(parsed, deviceCommand, token));
        return command;
    }

    private static Command Say(ControlSession session)
    {
        var text = new Argument<string[]>("TEXT") { Description = "What to say.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("say", "Speaks a text.") { text };
        command.SetAction((parsed, token) =>
            session.ExecuteAsync(parsed, new SayCommand(string.Join(' ', parsed.GetValue(text)!)), token));
        return command;
    }

    private static Command Reload(ControlSession session)
    {
        var command = new Command("reload", "Reads the configuration again; says what is in force and what needs a restart.");
        command.SetAction((parsed, token) => session.ReloadAsync(parsed, token));
        return command;
    }

    private static Command Status(ControlSession session)
    {
        var command = new Command("status", "Shows the state of the agent.");
        command.SetAction((parsed, token) => session.StatusAsync(parsed, token));
        return command;
    }

    private static Command Watch(ControlSession session)
    {
        var timeline = new Option<bool>("--timeline")
        {
            Description = "Readable lines with milliseconds since the press, instead of JSON.",
        };
        var command = new Command("watch", "Prints what happens, a full snapshot first, until Ctrl-C.") { timeline };
        command.SetAction((parsed, token) => session.WatchAsync(parsed, parsed.GetValue(timeline), token));
        return command;
    }

    private static Command View(ControlSession session)
    {
        var command = new Command("view", "Shows the agent live in the terminal; SPACE talks.");
        command.SetAction((parsed, token) => session.ViewAsync(parsed, token));
        return command;
    }
}
