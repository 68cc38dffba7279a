namespace CozeDevice.Tests.Support;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
public static class RepositoryRoot
{
    /// <summary>The directory that holds the solution.</summary>
    public static string Path { get; } = Find();

    /// <summary>A path below it.</summary>
    public static string File(string name) => System.IO.Path.Combine(Path, name);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (System.IO.File.Exists(System.IO.Path.Combine(at.FullName, "CozeDevice.sln"))) return at.FullName;
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
