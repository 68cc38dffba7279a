using System.CommandLine;
using CozeDevice.Rest;

namespace CozeDevice.Commands;

/// <summary><c>chat</c>: asks the agent in text, with a picture if wanted.</summary>
internal static class ChatCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(ProgramContext context, SharedOptions shared)
    {
        var session = new ApiSession(context, shared);
        var fields = new FieldOptions<ChatRequest>(ChatFields.All);
        var text = new Argument<string[]>("TEXT") { Description = "What is asked.", Arity = ArgumentArity.OneOrMore };
        var image = new Option<string?>("--image") { Description = "A picture to ask about; it is uploaded first.", HelpName = "FILE" };
        var whole = new Option<bool>("--no-stream") { Description = "Print the answer once it is whole." };
        var command = new Command("chat", "Asks the agent in text; the answer comes as it is written. Ctrl-C stops it at the service.")
        {
            text, image, whole,
        };
        fields.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = session.Load(parsed);
            var question = string.Join(' ', parsed.GetValue(text)!);
            var request = fields.Apply(parsed, loaded, new ChatRequest { Stream = !parsed.GetValue(whole) });
            fields.Require(request with { Messages = [new("user", question)] });
            var picture = parsed.GetValue(image) is { } path
                ? await ApiSession.ReadAsync(path, RestCall.MaxBodyBytes, cancellationToken)
                : null;
            return await session.RunAsync(loaded, async api =>
            {
                var message = new RestMessage("user", question);
                if (picture is not null)
                {
                    var file = await api.Audio.UploadAsync(picture, cancellationToken);
                    message = new("user", RestMessageFormat.WithFile(question, "image", file.Id)) { ContentType = "object_string" };
                }

                return await new ChatTalk(context, api.Chats, session.IsJson(parsed))
                    .RunAsync(request with { Messages = [message] }, cancellationToken);
            });
        });
        return command;
    }
}
