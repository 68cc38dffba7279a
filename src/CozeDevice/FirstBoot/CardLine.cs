namespace CozeDevice.FirstBoot;

/// <summary>A line of <c>cozedevice.txt</c>.</summary>
/// <param name="Text">What it says.</param>
/// <param name="End">What ends it: LF, CR LF, CR, or nothing at the end of the file.</param>
internal readonly record struct CardLine(string Text, string End);
