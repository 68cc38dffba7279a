using CozeDevice.SoundCheck;

namespace CozeDevice.Commands;

/// <summary>The last words of a command that listened.</summary>
internal static class ResultText
{
    /// <summary>Writes device, figures and verdict.</summary>
    /// <param name="context">Where to.</param>
    /// <param name="name">The microphone.</param>
    /// <param name="result">What was heard.</param>
    /// <param name="asJson">Whether as one JSON object on one line.</param>
    /// <param name="file">The recording, if there is one.</param>
    public static async Task WriteAsync(
        ProgramContext context, string name, ListeningResult result, bool asJson, string? file = null)
    {
        if (asJson)
        {
            await JsonOutput.WriteAsync(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("event", "result");
                json.WriteString("device", name);
                if (file is not null) json.WriteString("file", file);
                LevelJson.WriteMembers(json, result.Report);
                json.WriteNumber("xruns", result.Xruns);
                json.WriteNumber("lostMs", result.LostMs);
                json.WriteEndObject();
            }, indented: false);
            return;
        }

        var what = file is null ? name : $"{file} from {name}";
        await context.Out.WriteLineAsync($"{what}: {SignalVerdict.Figures(result.Report)}");
        foreach (var finding in SignalVerdict.Of(result.Report)) await context.Out.WriteLineAsync($"  {finding.Text}");
        if (result.Xruns > 0) await context.Out.WriteLineAsync($"  {result.LostMs} ms of sound were lost, {result.Xruns} times: it was read too late");
    }
}
