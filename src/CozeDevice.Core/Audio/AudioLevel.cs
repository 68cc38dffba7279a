namespace CozeDevice.Audio;

/// <summary>How loud a piece of sound is, in decibels below full scale.</summary>
/// <param name="PeakDb">The loudest sample; 0 is full scale.</param>
/// <param name="RmsDb">The root of the mean square; a full-scale square wave has 0, a sine −3.</param>
public readonly record struct AudioLevel(float PeakDb, float RmsDb)
{
    /// <summary>What digital silence counts as: 16 bits reach no lower.</summary>
    public const float FloorDb = -96;

    /// <summary>Digital silence.</summary>
    public static AudioLevel Silence { get; } = new(FloorDb, FloorDb);
}
