namespace CozeDevice.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Text">What was found, for people; several lines where several things are wrong. Never holds a secret.</param>
/// <param name="Fault">What is wrong, or null when nothing is.</param>
/// <param name="Subject">What <see cref="Remedies"/> puts into its command: a device, a host, a group.</param>
internal sealed record CheckFinding(CheckStatus Status, string Text, Fault? Fault = null, string Subject = "")
{
    /// <summary>All is well.</summary>
    public static CheckFinding Ok(string text) => new(CheckStatus.Ok, text);

    /// <summary>It was not looked at.</summary>
    public static CheckFinding Skipped(string why) => new(CheckStatus.Skipped, why);

    /// <summary>It works, and could be better.</summary>
    public static CheckFinding Warned(Fault fault, string text, string subject = "") => new(CheckStatus.Warning, text, fault, subject);

    /// <summary>It does not work.</summary>
    public static CheckFinding Failed(Fault fault, string text, string subject = "") => new(CheckStatus.Failed, text, fault, subject);
}
