namespace CozeDevice.Linux.Alsa;

/// <summary>Which of a card's volume controls is the one people mean by "the volume". Data and a pure choice.</summary>
/// <remarks>First those that act on everything the card plays, then single outputs. A name that is not here is never chosen by
/// itself: it may be the side tone of a headset or the loopback of a line input.</remarks>
internal static class MixerNames
{
    /// <summary>Names as drivers give them, the best first: sound servers and laptops (Master), USB cards and the jack of a
    /// Raspberry Pi (PCM), PCM51xx boards (Digital), WM8960 boards (Playback), TLV320 and RT56xx (DAC), then outputs.</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        "Master", "PCM", "Digital", "Playback", "DAC", "DAC1", "Speaker", "Headphone", "Headset", "Line Out", "Lineout",
        "Front", "HDMI", "SoftMaster", "Softvol",
    ];

    /// <summary>Chooses among the controls of a card that make volume.</summary>
    /// <param name="elements">Name, number among those of the same name, and whether it knows decibels.</param>
    /// <returns>Its place in the list, or -1.</returns>
    public static int Choose(IReadOnlyList<(string Name, uint Index, bool HasDecibels)> elements)
    {
        // Steps without decibels are a guess: any control that knows them is better.
        foreach (var withDecibels in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var name in Order)
            {
                for (var i = 0; i < elements.Count; i++)
                {
                    if (elements[i].Name == name && elements[i].Index == 0 && elements[i].HasDecibels == withDecibels) return i;
                }
            }
        }

        return -1;
    }

    /// <summary>A control as people write it: <c>PCM</c>, or <c>PCM,1</c> for the second of that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="index">The number, from 0.</param>
    public static string Written(string name, uint index) => index == 0 ? name : $"{name},{index}";
}
