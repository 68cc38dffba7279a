namespace CozeDevice.Programs;

/// <summary>How much of an output is kept.</summary>
/// <param name="Bytes">The most.</param>
/// <param name="Excess">What becomes of more.</param>
internal readonly record struct PipeLimit(int Bytes, PipeExcess Excess)
{
    /// <summary>The newest mebibyte.</summary>
    public static PipeLimit Newest => new(1024 * 1024, PipeExcess.PushesOut);
}
