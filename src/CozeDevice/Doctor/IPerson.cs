namespace CozeDevice.Doctor;

/// <summary>Somebody who sits in front of the device.</summary>
internal interface IPerson
{
    /// <summary>Says what happens now.</summary>
    Task TellAsync(string text, CancellationToken cancellationToken);

    /// <summary>Asks.</summary>
    /// <returns>Whether it was a yes.</returns>
    Task<bool> AskAsync(string question, CancellationToken cancellationToken);
}
