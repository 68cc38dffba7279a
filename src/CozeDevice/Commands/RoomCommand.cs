using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using CozeDevice.Options;
using CozeDevice.Rest;
using CozeDevice.Terminal;

namespace CozeDevice.Commands;

/// <summary><c>room create</c>: makes an RTC room that a browser, a phone or a native SDK can join.</summary>
internal static class RoomCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared) =>
        new("room", "RTC rooms for browsers, phones and native SDKs.") { CreateRoom(new ApiSession(context, shared)) };

    private static Command CreateRoom(ApiSession session)
    {
        var fields = new FieldOptions<RoomRequest>(RoomFields.All);
        var yes = new Option<bool>("--yes") { Description = "Do not ask; the 3 minutes are billed." };
        var qr = new Option<bool>("--qr") { Description = "Show what is needed to join as a QR code." };
        var command = new Command("create", $"Creates a room. {RoomFields.Billing}") { yes, qr };
        fields.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var context = session.Context;
            var loaded = session.Load(parsed);
            var request = fields.Apply(parsed, loaded, new RoomRequest());
            fields.Require(request);
            if (!parsed.GetValue(yes) && !context.IsInteractive)
                throw new CommandException(ExitCode.Usage, $"{RoomFields.Billing} Give --yes to agree; there is no terminal to ask on");
            return await session.RunAsync(loaded, async api =>
            {
                foreach (var warning in RoomFields.Warnings(request)) await context.Error.WriteLineAsync($"cozedevice: {warning}");
                await context.Error.WriteLineAsync(RoomFields.Billing);
                if (!parsed.GetValue(yes) && !await Question.AskAsync(context, "Create the room?", cancellationToken))
                    throw new CommandException(ExitCode.Failed, "no room was created");
                var room = await api.Rooms.CreateAsync(request, cancellationToken);
                await WriteAsync(context, room, session.IsJson(parsed), parsed.GetValue(qr));
                return ExitCode.Ok;
            });
        });
        return command;
    }

    // The token is the result that was asked for: without it nobody can join. It opens this one room and is written nowhere else.
    private static async Task WriteAsync(ProgramContext context, Room room, bool asJson, bool asQr)
    {
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json => Write(json, room));
        }
        else
        {
            string[][] rows = [["app_id", room.AppId], ["room_id", room.RoomId], ["uid", room.Uid], ["token", room.Token]];
            foreach (var line in TextTable.Lines(rows)) await context.Out.WriteLineAsync(line);
        }

        if (!asQr) return;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, room);
        // With --json the picture must not stand in the way of a script.
        var output = asJson ? context.Error : context.Out;
        await output.WriteLineAsync();
        foreach (var line in QrText.Lines(Encoding.UTF8.GetString(buffer.WrittenSpan), context.IsInteractive, QrText.CanDraw(context.Out.Encoding))) await output.WriteLineAsync(line);
    }

    private static void Write(Utf8JsonWriter json, Room room)
    {
        json.WriteStartObject();
        json.WriteString("app_id", Printable.Line(room.AppId));
        json.WriteString("room_id", Printable.Line(room.RoomId));
        json.WriteString("uid", Printable.Line(room.Uid));
        json.WriteString("token", Printable.Line(room.Token));
        json.WriteEndObject();
    }
}
