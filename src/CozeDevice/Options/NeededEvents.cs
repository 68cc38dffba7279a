using System.Text;
using CozeDevice.Protocol;

namespace CozeDevice.Options;

/// <summary>The events without which a turn does not work: a list of subscriptions hides everything it does not name (protocol
/// §11, trap 14).</summary>
internal static class NeededEvents
{
    private static readonly string[] Names =
    [
        "error",
        Name(ProtocolNames.ChatCreated),
        Name(ProtocolNames.ChatUpdated),
        Name(ProtocolNames.InputCompleted),
        Name(ProtocolNames.SpeechStarted),
        Name(ProtocolNames.SpeechStopped),
        Name(ProtocolNames.TurnCreated),
        Name(ProtocolNames.TurnInProgress),
        Name(ProtocolNames.MessageDelta),
        Name(ProtocolNames.AudioDelta),
        Name(ProtocolNames.AudioCompleted),
        Name(ProtocolNames.TurnCompleted),
        Name(ProtocolNames.TurnFailed),
        Name(ProtocolNames.TurnCanceled),
        Name(ProtocolNames.RequiresAction),
    ];

    /// <summary>The wanted events, behind those that are needed; each once.</summary>
    /// <param name="wanted">Names of events; none at all means every event.</param>
    public static IReadOnlyList<string> With(IReadOnlyList<string> wanted) =>
        wanted.Count == 0 ? [] : [.. Names.Union(wanted, StringComparer.Ordinal)];

    private static string Name(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);
}
