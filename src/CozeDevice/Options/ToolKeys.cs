using CozeDevice.Naming;
using CozeDevice.Tools;

namespace CozeDevice.Options;

/// <summary>The keys of the device's tools, and what is right for them together.</summary>
internal static class ToolKeys
{
    private const string Allow = "Tools:Allow";
    private const string User = "Tools:User";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OptionKey> All { get; } =
    [
        new(Allow, OptionType.List, null, "The only tools the service may call; an empty list allows none.") { WhenUnset = "all" },
        new(User, OptionType.Object, null, "Tools of your own by name: description, parameters, and command (a program) or url (on this machine).")
        {
            WhenUnset = "none", Check = UserToolReader.Check,
        },
        new("Tools:AnswerCommands", OptionType.Text, "off", "Whether an answer that is JSON such as {\"action\":\"volume_up\"} runs a tool, and whether it is still heard.")
        {
            Choices = ["off", "run", "run_silently"],
        },
    ];

    /// <summary>Names in <c>Tools:Allow</c> that no tool has.</summary>
    /// <param name="loaded">Every setting.</param>
    public static IEnumerable<ConfigurationError> Together(LoadedConfiguration loaded)
    {
        if (loaded.Find(Allow) is not { Value: { } allowed } setting || loaded.Find(User) is null)
            yield break;
        string[] names = [.. ToolBox.Definitions(Build(loaded) with { Allow = null }).Select(static tool => tool.Name)];
        foreach (string name in JsonValue.List(allowed))
        {
            if (!names.Contains(name))
            {
                yield return new(
                    setting.Origin.Text, Allow,
                    $"names {Printable.Value(name)}, which is no tool; did you mean {NearestName.Find(name, names, out _)}?");
            }
        }
    }

    /// <summary>The options, from settings that are all right.</summary>
    /// <param name="loaded">Every setting.</param>
    public static ToolOptions Build(LoadedConfiguration loaded) => new()
    {
        Allow = loaded.Find(Allow)?.Value is { } allowed ? JsonValue.List(allowed) : null,
        User = loaded.Find(User)?.Value is { } user ? UserToolReader.Read(user) : [],
        AnswerCommands = loaded.Find("Tools:AnswerCommands")?.Value switch
        {
            "run" => AnswerCommandMode.Run,
            "run_silently" => AnswerCommandMode.RunSilently,
            _ => AnswerCommandMode.Off,
        },
    };
}
