using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>What the simulator does in a cell: it waits at the moment of the fault, and from then on behaves.</summary>
internal static class CellScenario
{
    // Seventy frames: ten more than are sent in the first second.
    private const string Long = "seventeen letters";
    private const string Half = "eight ch";
    private const string Short = "ok";

    // Longer than anything waits on a clock that stands still.
    private const int Gate = 400;

    public static Scenario For(LinkFault fault, TurnMoment moment)
    {
        string gate = moment switch
        {
            TurnMoment.Opening => At("chat.update"),
            TurnMoment.Completed => At("input_audio_buffer.complete"),
            TurnMoment.Acting => At("conversation.chat.submit_tool_outputs"),
            _ => "",
        };
        string first = moment switch
        {
            TurnMoment.Thinking => $$"""{ "turn": 1, "text": "{{Short}}", "audio": "hum", "thinking_ms": {{Gate}} },""",
            TurnMoment.Acting =>
                $$"""{ "turn": 1, "tools": { "name": "wave" }, "then": { "text": "{{Short}}", "audio": "hum" } },""",
            TurnMoment.SpeakingStart or TurnMoment.Speaking or TurnMoment.BargeIn =>
                $$"""{ "turn": 1, "text": "{{Long}}", "audio": "hum" },""",
            TurnMoment.Draining => $$"""{ "turn": 1, "text": "{{Half}}", "audio": "hum" },""",
            _ => "",
        };
        string refuse = fault == LinkFault.RefusedRedial
            ? """{ "status": 401, "code": 4100, "msg": "authentication is invalid", "connections": "2" }"""
            : "";
        return ScenarioCatalog.Parse(
            $$"""
            {
              "refuse": [{{refuse}}],
              "faults": [{{gate}}],
              "replies": [{{first}} { "text": "{{Short}}", "audio": "hum" }]
            }
            """);
    }

    private static string At(string uplink) =>
        $$"""{ "at": "{{uplink}}", "do": "delay", "ms": {{Gate}}, "connections": "1" }""";
}
