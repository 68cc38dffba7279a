namespace CozeDevice.FirstBoot;

/// <summary>What came of a first boot.</summary>
/// <param name="Errors">What is wrong; empty when all is well.</param>
/// <param name="TokenStored">Whether a token was moved from the card into the device.</param>
/// <param name="Changed">Whether anything was written.</param>
internal sealed record FirstBootResult(IReadOnlyList<CardError> Errors, bool TokenStored, bool Changed);
