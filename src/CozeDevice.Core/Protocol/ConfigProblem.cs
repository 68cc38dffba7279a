namespace CozeDevice.Protocol;

/// <summary>One thing that is wrong with an uplink event.</summary>
/// <param name="Path">Where, by the names of the wire, for example <c>data.output_audio.pcm_config.sample_rate</c>.</param>
/// <param name="Message">What is expected there, to be read after the path: <c>must be 8000 for g711a</c>.</param>
public sealed record ConfigProblem(string Path, string Message)
{
    /// <summary>Path and message in one line.</summary>
    public override string ToString() => $"{Path} {Message}";
}
