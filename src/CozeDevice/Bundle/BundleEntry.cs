namespace CozeDevice.Bundle;

/// <summary>One file of a bundle, before secrets are taken out.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="What">What it is, for the person who hands it on.</param>
/// <param name="Content">The text, or null when it could not be had.</param>
internal sealed record BundleEntry(string Name, string What, string? Content);
