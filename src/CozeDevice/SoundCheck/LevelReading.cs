namespace CozeDevice.SoundCheck;

/// <summary>How loud a short while was.</summary>
/// <param name="AtMs">Its end, in milliseconds of sound since the beginning.</param>
/// <param name="PeakDb">The loudest sample, in decibels below full scale.</param>
/// <param name="RmsDb">The root of the mean square.</param>
internal readonly record struct LevelReading(long AtMs, double PeakDb, double RmsDb);
