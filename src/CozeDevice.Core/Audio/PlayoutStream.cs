namespace CozeDevice.Audio;

/// <summary>Stream ids of the playout buffer: the answer of a turn, and behind it the turn's local prompt.</summary>
public static class PlayoutStream
{
    /// <summary>The answer of a turn.</summary>
    public static long OfAnswer(int turn) => turn * 2L;

    /// <summary>The local prompt of a turn; it silences the answer.</summary>
    public static long OfPrompt(int turn) => turn * 2L + 1;
}
