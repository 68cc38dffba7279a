namespace CozeDevice.Linux.Alsa;

/// <summary>Whether libasound has a rate converter that filters. Its own, <c>linear</c>, which it takes when no plug-in is there, lets a
/// 10 kHz tone through as 6 kHz at 3 dB less.</summary>
internal static class RateConverters
{
    /// <summary>The package of Debian that brings one.</summary>
    internal const string Package = "libasound2-plugins";

    private const string Speex = "libasound_module_rate_speexrate.so";
    private const string SampleRate = "libasound_module_rate_samplerate.so";

    /// <summary>Looks where libasound looks for plug-ins.</summary>
    /// <param name="configured">The value of <c>ALSA_PLUGIN_DIR</c>, or null.</param>
    /// <param name="root">The root of the file system.</param>
    internal static bool HasFilter(string? configured, string root = "/")
    {
        if (!string.IsNullOrEmpty(configured)) return Has(configured);
        foreach (var library in new[] { "usr/lib", "usr/lib64", "usr/local/lib" })
        {
            var directory = Path.Combine(root, library);
            if (Has(Path.Combine(directory, "alsa-lib"))) return true;
            if (!Directory.Exists(directory)) continue;
            foreach (var triplet in Directory.EnumerateDirectories(directory, "*-linux-*"))
                if (Has(Path.Combine(triplet, "alsa-lib"))) return true;
        }

        return false;
    }

    private static bool Has(string directory) =>
        File.Exists(Path.Combine(directory, Speex)) || File.Exists(Path.Combine(directory, SampleRate));
}
