using System.Text;

namespace CozeDevice.Protocol;

/// <summary>Checks an uplink event before it is sent (protocol §3). Pure.</summary>
public static class ClientEventValidator
{
    /// <summary>Shortest refused length of a text to speak, in bytes of UTF-8.</summary>
    public const int GenerateAudioByteLimit = 1024;

    /// <summary>All problems at once; empty when the event may be sent.</summary>
    public static IReadOnlyList<ConfigProblem> Validate(ClientEvent clientEvent)
    {
        ArgumentNullException.ThrowIfNull(clientEvent);
        var problems = new ProblemList();
        switch (clientEvent)
        {
            case UpdateChat { Config: null }:
                problems.Add("data", "must not be null");
                break;
            case UpdateChat update:
                ChatConfigValidator.Check(update.Config, problems);
                break;
            case CreateMessage message:
                Message(message, problems);
                break;
            case SubmitToolOutputs submit:
                ToolOutputs(submit, problems);
                break;
            case GenerateAudio generate:
                Speech(generate, problems);
                break;
        }
        return problems.Problems;
    }

    private static void Message(CreateMessage message, ProblemList problems)
    {
        problems.OneOf("data.role", message.Role ?? "", ["user", "assistant"]);
        problems.OneOf("data.content_type", message.ContentType ?? "", ["text", "object_string"]);
        problems.NotEmpty("data.content", message.Content);
        if (message is { ContentType: "object_string", Content.Length: > 0 })
            ObjectStringRules.Check("data.content", message.Content, problems);
    }

    private static void ToolOutputs(SubmitToolOutputs submit, ProblemList problems)
    {
        problems.NotEmpty("data.chat_id", submit.ChatId);
        var outputs = submit.Outputs ?? [];
        problems.Require(outputs.Count > 0, "data.tool_outputs", "must answer at least one call");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < outputs.Count; i++)
        {
            var path = $"data.tool_outputs[{i}]";
            if (outputs[i] is not { } output)
            {
                problems.Add(path, "must not be null");
                continue;
            }
            problems.NotEmpty($"{path}.tool_call_id", output.ToolCallId);
            if (output.ToolCallId is { Length: > 0 } id)
                problems.Require(seen.Add(id), $"{path}.tool_call_id", "answers a call that is answered before");
            problems.Require(output.Output is not null, $"{path}.output", "must not be null");
        }
    }

    private static void Speech(GenerateAudio generate, ProblemList problems)
    {
        var bytes = Encoding.UTF8.GetByteCount(generate.Text ?? "");
        problems.Require(
            bytes is > 0 and < GenerateAudioByteLimit,
            "data.text",
            $"must be 1 to {GenerateAudioByteLimit - 1} bytes of UTF-8, is {bytes}");
    }
}
