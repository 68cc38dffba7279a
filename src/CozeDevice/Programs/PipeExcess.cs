namespace CozeDevice.Programs;

/// <summary>What becomes of output beyond its limit.</summary>
internal enum PipeExcess
{
    /// <summary>The program is ended.</summary>
    Fails,

    /// <summary>It is read and forgotten.</summary>
    IsDropped,

    /// <summary>It pushes out what is older; the end is kept, from the beginning of a line.</summary>
    PushesOut,
}
