namespace CozeDevice.Benchmark;

/// <summary>What the service is asked: aloud or in text, one of both.</summary>
/// <param name="Utterance">What is spoken, or null.</param>
/// <param name="Text">What is sent, or null.</param>
internal sealed record BenchQuestion(BenchUtterance? Utterance, string? Text = null)
{
    /// <summary>The microphone of the device that asks.</summary>
    public string Microphone => Utterance is { } spoken ? "file:" + spoken.File : "null";
}
