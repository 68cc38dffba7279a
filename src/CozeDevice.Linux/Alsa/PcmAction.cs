namespace CozeDevice.Linux.Alsa;

/// <summary>What to do about an error of a stream.</summary>
internal enum PcmAction
{
    /// <summary>Nothing happened: call again.</summary>
    Retry,

    /// <summary>Samples were lost: prepare the stream; it starts with the next samples written.</summary>
    Prepare,

    /// <summary>Samples were lost: prepare and start.</summary>
    PrepareAndStart,

    /// <summary>The card slept: resume, or prepare if it cannot.</summary>
    Resume,

    /// <summary>The device is gone: close it and open it again by its name.</summary>
    Reopen,
}
