namespace CozeDevice.Audio;

/// <summary>Finds the volume control that belongs to a speaker.</summary>
public interface IMixers
{
    /// <summary>The word for "the best there is" instead of a control's name.</summary>
    const string Auto = "auto";

    /// <summary>The word for "volume in software".</summary>
    const string None = "none";

    /// <summary>Opens it. May take milliseconds.</summary>
    /// <param name="device">The configured speaker.</param>
    /// <param name="element">A control's name, or <see cref="Auto"/>.</param>
    /// <exception cref="MixerException">There is none, or not yet.</exception>
    IMixer Open(string device, string element);
}
