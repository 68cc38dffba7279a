namespace CozeDevice.Account;

/// <summary>What is in the way of a token.</summary>
public enum TokenObstacle
{
    /// <summary>Only the owner can help: a login, a file, a setting.</summary>
    Owner,

    /// <summary>The service was not reached, or is out of order.</summary>
    Network,

    /// <summary>The name of the service was not resolved.</summary>
    Dns,

    /// <summary>The service did not answer in time.</summary>
    Timeout,

    /// <summary>The certificate of the service is not trusted.</summary>
    Tls,

    /// <summary>The clock of this board is so wrong that no certificate is valid.</summary>
    Clock,
}
