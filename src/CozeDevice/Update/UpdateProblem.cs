namespace CozeDevice.Update;

/// <summary>The codes of what stands in the way of an update. A contract with scripts.</summary>
internal static class UpdateProblem
{
    /// <summary>The signature is missing or not that of <c>Update:PublicKey</c>.</summary>
    public const string BadSignature = "bad_signature";

    /// <summary>The channel file is signed, and still not one.</summary>
    public const string Malformed = "malformed";

    /// <summary>The channel file is too old to be believed.</summary>
    public const string Expired = "expired";

    /// <summary>A newer channel file was seen before.</summary>
    public const string OlderChannel = "older_channel";

    /// <summary>Another channel lies in its place.</summary>
    public const string WrongChannel = "wrong_channel";

    /// <summary>The clock of the board is behind the channel file.</summary>
    public const string Clock = "clock";

    /// <summary>This version is too old for one step.</summary>
    public const string MinimumVersion = "minimum_version";

    /// <summary>The channel has no package for this architecture.</summary>
    public const string NoPackage = "no_package";

    /// <summary>What was downloaded is not what was signed.</summary>
    public const string WrongHash = "wrong_hash";

    /// <summary>The package of the installed version is not in hand.</summary>
    public const string NoFormer = "no_former";

    /// <summary>The disk has no room.</summary>
    public const string NoSpace = "no_space";

    /// <summary>Somebody talks to the device all the time.</summary>
    public const string Busy = "busy";

    /// <summary>Another update is running.</summary>
    public const string Running = "running";

    /// <summary>The channel or the package cannot be had.</summary>
    public const string Network = "network";

    /// <summary>The program is not installed from a package.</summary>
    public const string NotInstalled = "not_installed";

    /// <summary>What is needed cannot be read or written.</summary>
    public const string Disk = "disk";
}
