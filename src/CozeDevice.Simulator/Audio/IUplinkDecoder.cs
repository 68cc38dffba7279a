namespace CozeDevice.Simulator.Audio;

/// <summary>Turns the appends of one utterance into mono samples.</summary>
internal interface IUplinkDecoder : IDisposable
{
    /// <summary>Hertz of what comes out; settled once the first samples have come.</summary>
    int SampleRate { get; }

    /// <summary>Decodes the payload of one append.</summary>
    /// <exception cref="AudioException">The payload is not what was declared.</exception>
    short[] Decode(byte[] payload);
}
