using System.Text;
using CozeDevice.Protocol;
using Xunit;

namespace CozeDevice.Tests.Protocol;

/// <summary>The golden messages, one per downlink event, written after protocol.md §4 and appendix C.</summary>
internal static class Sample
{
    public const string LogId = "0217600000000000ABCDEF";
    public const string ChatId = "7500000000000000777";
    public const string ConversationId = "7500000000000000001";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Protocol", "Samples");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order();

    public static byte[] Bytes(string eventType) => File.ReadAllBytes(Path.Combine(Folder, eventType + ".json"));

    public static ServerEvent Read(string eventType) => ReadEvent(Bytes(eventType));

    public static ServerEvent ReadText(string json) => ReadEvent(Encoding.UTF8.GetBytes(json));

    public static ReadKind KindOf(string json) => new EventReader().Read(Encoding.UTF8.GetBytes(json), out _);

    private static ServerEvent ReadEvent(byte[] utf8)
    {
        var kind = new EventReader().Read(utf8, out var serverEvent);
        Assert.Equal(ReadKind.Event, kind);
        return serverEvent!;
    }
}
