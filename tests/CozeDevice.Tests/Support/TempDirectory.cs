namespace CozeDevice.Tests.Support;

/// <summary>A directory of its own for one test; short, so that sockets fit into it.</summary>
public sealed class TempDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cd-");

    /// <summary>The directory.</summary>
    public string Path => _directory.FullName;

    /// <summary>A path below it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file below it and returns its path.</summary>
    public string Write(string name, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], content);
        return this[name];
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);
}
