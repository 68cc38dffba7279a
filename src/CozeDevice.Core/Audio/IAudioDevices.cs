namespace CozeDevice.Audio;

/// <summary>Opens capture and playback streams by configured name.</summary>
public interface IAudioDevices
{
    /// <summary>Opens and starts a capture stream.</summary>
    /// <param name="name">An ALSA PCM name, <c>file:PATH.wav</c> or <c>null</c>.</param>
    /// <exception cref="AudioDeviceException">The device cannot be used; the message names it and says why.</exception>
    IPcmCapture OpenCapture(string name);

    /// <summary>Opens a playback stream.</summary>
    /// <param name="name">An ALSA PCM name, <c>file:PATH.wav</c> or <c>null</c>.</param>
    /// <exception cref="AudioDeviceException">The device cannot be used; the message names it and says why.</exception>
    IPcmPlayback OpenPlayback(string name);
}
