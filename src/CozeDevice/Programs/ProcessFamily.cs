using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CozeDevice.Programs;

/// <summary>A program and everything it starts, known by a variable that all of them inherit: children are found also when their
/// parent has ended.</summary>
internal sealed class ProcessFamily
{
    private const string Variable = "COZE_HELPER_RUN";
    private const int Rounds = 3; // what is started while others are ended

    private readonly string _name = Guid.NewGuid().ToString("N");

    /// <summary>Makes a program that is about to start its first member.</summary>
    public void Mark(ProcessStartInfo start) => start.Environment[Variable] = _name;

    /// <summary>Ends a program that has not ended, with its children.</summary>
    public static void EndTree(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile.
        }
    }

    /// <summary>Ends all members of this user that live.</summary>
    /// <remarks>Blocks while it looks through <c>/proc</c>.</remarks>
    public void End()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var found = false;
            foreach (var directory in Directory.EnumerateDirectories("/proc"))
            {
                if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) || !IsMember(directory)) continue;
                found = true;
                End(id);
            }

            if (!found) return;
        }
    }

    private bool IsMember(string directory)
    {
        try
        {
            // What has ended and was not fetched yet has no environment any more.
            return File.ReadAllText(Path.Combine(directory, "environ")).Split('\0').Contains($"{Variable}={_name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // of another user, or gone
        }
    }

    private static void End(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            EndTree(process);
        }
        catch (ArgumentException)
        {
            // It ended meanwhile.
        }
    }
}
