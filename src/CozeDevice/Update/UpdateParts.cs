using Microsoft.Extensions.Logging;

namespace CozeDevice.Update;

/// <summary>The world the updater works on.</summary>
/// <param name="Store">Its directory.</param>
/// <param name="Packages">The package manager.</param>
/// <param name="Downloads">The vendor's server.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Time">Time.</param>
/// <param name="Logger">Told each step.</param>
internal sealed record UpdateParts(
    IUpdateStore Store, IPackages Packages, IDownloads Downloads, IAgent Agent, TimeProvider Time, ILogger Logger);
