using CozeDevice.Simulator.Audio;

namespace CozeDevice.Simulator.Turns;

/// <summary>What a user said or wrote.</summary>
/// <param name="Text">The text understood.</param>
/// <param name="ContentType"><c>text</c> or <c>object_string</c>.</param>
/// <param name="Speech">The utterance, if it was spoken.</param>
internal sealed record Question(string Text, string ContentType = "text", Speech? Speech = null);
