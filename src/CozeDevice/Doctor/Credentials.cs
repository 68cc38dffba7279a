using CozeDevice.Commands;

namespace CozeDevice.Doctor;

/// <summary>Finds the systemd credential of the service from outside the service: the doctor is run by a person.</summary>
internal static class Credentials
{
    /// <summary>The name of the credential with the token.</summary>
    public const string Name = "coze-token";

    private const string Variable = "CREDENTIALS_DIRECTORY";
    private const string EncryptedSuffix = ".encrypted";
    private const string Handed = "run/credentials";

    /// <summary>The surroundings, with the directory in which the service's token is. What the environment says goes first, then what
    /// systemd gave the running service, then the stores it is loaded from; an encrypted one nobody but systemd reads.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="root">The root of the file system.</param>
    public static ProgramContext Find(ProgramContext context, string root = "/")
    {
        if (context.Environment.GetValueOrDefault(Variable) is { Length: > 0 }) return context;
        var stores = context.CredentialStores.Where(static store => !store.EndsWith(EncryptedSuffix, StringComparison.Ordinal));
        foreach (var directory in (string[])[Path.Combine(root, Handed, "cozedevice.service"), .. stores])
        {
            if (File.Exists(Path.Combine(directory, Name)))
                return context with { Environment = new Dictionary<string, string>(context.Environment) { [Variable] = directory } };
        }

        return context;
    }

    /// <summary>The file of the credential, or null when there is none.</summary>
    public static string? FileOf(ProgramContext context) =>
        context.Environment.GetValueOrDefault(Variable) is { Length: > 0 } directory && Path.Combine(directory, Name) is var file && File.Exists(file)
            ? file
            : null;

    /// <summary>The file of the credential, if its mode is somebody's to mind, or null. systemd's own copy is 0440 with an access list for
    /// the service: it looks open, is not, and must be left alone.</summary>
    /// <param name="context">The surroundings.</param>
    /// <param name="root">The root of the file system.</param>
    public static string? MindedFileOf(ProgramContext context, string root = "/") =>
        FileOf(context) is { } file && !file.StartsWith(Path.Combine(root, Handed) + "/", StringComparison.Ordinal) ? file : null;
}
