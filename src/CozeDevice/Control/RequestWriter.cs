using System.Diagnostics;
using System.Text.Json;
using CozeDevice.Conversation;

namespace CozeDevice.Control;

/// <summary>Writes the requests of a client.</summary>
internal static class RequestWriter
{
    /// <summary>Writes a request for a command as one object.</summary>
    public static void Write(Utf8JsonWriter json, DeviceCommand command)
    {
        json.WriteStartObject();
        json.WriteString("cmd"u8, command switch
        {
            PressCommand => "press",
            ReleaseCommand => "release",
            TapCommand => "tap",
            CancelCommand => "cancel",
            MuteCommand mute => mute.Muted ? "mute" : "unmute",
            VolumeCommand or VolumeStepCommand => "volume",
            SayCommand => "say",
            RepeatCommand => "repeat",
            ClearContextCommand => "clear_context",
            UpdatingCommand => "updating",
            CallToolCommand => "tool",
            ReloadCommand => "reload",
            _ => throw new UnreachableException(command.GetType().Name),
        });
        if (command is VolumeCommand volume) json.WriteNumber("percent"u8, volume.Percent);
        if (command is VolumeStepCommand step) json.WriteNumber("step"u8, step.Step);
        if (command is UpdatingCommand update) json.WriteNumber("seconds"u8, update.Seconds);
        if (command is SayCommand say) json.WriteString("text"u8, say.Text);
        if (command is CallToolCommand call)
        {
            json.WriteString("name"u8, call.Name);
            json.WriteString("arguments"u8, call.Arguments);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a request that is only a word.</summary>
    public static void Write(Utf8JsonWriter json, string word)
    {
        json.WriteStartObject();
        json.WriteString("cmd"u8, word);
        json.WriteEndObject();
    }
}
