using CozeDevice.Link;

namespace CozeDevice.Hosting;

/// <summary>When this program was made: no right clock says less.</summary>
internal static class BuildTime
{
    /// <summary>The time of the program's own file; a build that is repeated byte for byte has no date inside.</summary>
    public static DateTimeOffset Read()
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, typeof(BuildTime).Assembly.GetName().Name + ".dll");
        try
        {
            // A file that is not there is of 1601.
            DateTimeOffset written = File.GetLastWriteTimeUtc(assembly);
            return written > ClockCheck.Earliest ? written : ClockCheck.Earliest;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ClockCheck.Earliest;
        }
    }
}
