namespace CozeDevice.Audio;

/// <summary>How far an echo canceller is.</summary>
public enum EchoState
{
    /// <summary>Speaker and microphone do not run, or their time lines are being compared: frames pass unchanged.</summary>
    Aligning,

    /// <summary>It works, but has not shown yet that it does enough.</summary>
    Learning,

    /// <summary>What is left of the own voice is not worth hearing.</summary>
    Trusted,

    /// <summary>The clocks of speaker and microphone differ: no filter of this kind can work, frames pass unchanged.</summary>
    Refused,
}
