namespace CozeDevice.Linux.Alsa;

/// <summary>The name of a program as people know it. Pure.</summary>
internal static class ProgramName
{
    private const string Host = "dotnet"; // runs any program of ours as `dotnet NAME.dll`
    private const string Assembly = ".dll";

    /// <summary>The name of a process.</summary>
    /// <param name="comm">The content of <c>/proc/PID/comm</c>.</param>
    /// <param name="commandLine">The content of <c>/proc/PID/cmdline</c>: arguments that end with a zero.</param>
    /// <returns>Empty if the process is gone.</returns>
    internal static string Of(string comm, string commandLine)
    {
        var name = comm.Trim();
        if (name != Host) return name;
        foreach (var argument in commandLine.Split('\0'))
            if (argument.EndsWith(Assembly, StringComparison.Ordinal)) return Path.GetFileNameWithoutExtension(argument);
        return name;
    }
}
