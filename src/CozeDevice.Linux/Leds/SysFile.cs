using System.Globalization;
using CozeDevice.Panel;

namespace CozeDevice.Linux.Leds;

/// <summary>One attribute of the kernel's sysfs: short texts in files.</summary>
internal static class SysFile
{
    /// <summary>Reads a text without its line end.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LedException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, e, "read");
        }
    }

    /// <summary>Reads a number, or null when the file is not there.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LedException">It is there and holds no number.</exception>
    public static int? Number(string path)
    {
        if (!File.Exists(path))
            return null;
        string text = Read(path);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new LedException(path, "holds no number");
    }

    /// <summary>Writes a text.</summary>
    /// <param name="path">A file that exists.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="LedException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        using SysWriter writer = new(path);
        writer.Write(text);
    }

    /// <summary>Says what is wrong with a file, and what would help.</summary>
    /// <param name="path">The file.</param>
    /// <param name="failure">What happened.</param>
    /// <param name="verb">What was tried.</param>
    public static LedException Failure(string path, Exception failure, string verb) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => new(path, "does not exist", failure),
        UnauthorizedAccessException => new(
            path,
            $"may not be {(verb == "read" ? "read" : "written")} by {Environment.UserName}; systemd/60-cozedevice.rules gives it to the group gpio",
            failure),
        _ => new(path, $"cannot be {(verb == "read" ? "read" : "written")}: {failure.Message}", failure),
    };
}
