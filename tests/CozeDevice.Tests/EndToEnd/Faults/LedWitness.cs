using CozeDevice.Conversation;
using Xunit;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>Reads a feed and checks at every step that the LED tells what the device does (design §4).</summary>
internal static class LedWitness
{
    public static void Check(IEnumerable<DeviceEvent> events)
    {
        (string link, string turn, string led, int rank) = ("starting", "ready", "starting", 0);
        foreach (DeviceEvent next in events)
        {
            // One step tells the link, then the turn, then the LED.
            int order = next switch { LinkEvent => 1, TurnEvent => 2, LedEvent => 3, _ => 0 };
            if (order == 0 && next is not SnapshotEvent)
                continue;
            if (order <= rank)
                Assert.True(Fits(link, turn, led), $"LED {led} while {turn}, link {link}: {string.Join(" | ", events)}");
            rank = order;
            switch (next)
            {
                case SnapshotEvent { State: var state }:
                    (link, turn, led) = (state.Link.State, state.Turn.State, state.Led.Pattern);
                    break;
                case LinkEvent { Link: var now }:
                    link = now.State;
                    break;
                case TurnEvent { Turn: var now }:
                    turn = now.State;
                    break;
                case LedEvent { Led: var now }:
                    led = now.Pattern;
                    break;
            }
        }
        Assert.True(Fits(link, turn, led), $"LED {led} while {turn}, link {link} at the end");
    }

    private static bool Fits(string link, string turn, string led) => turn switch
    {
        "listening" => led == (link == "online" ? "listening" : "listening_offline"),
        "finishing" or "thinking" => led == "thinking",
        "ready" => link switch
        {
            "online" => led == "ready",
            // Quiet for three seconds.
            "connecting" or "configuring" => led is "ready" or "connecting",
            "offline" => led.StartsWith("offline_", StringComparison.Ordinal),
            _ => led == link,
        },
        _ => led == turn,
    };
}
