namespace CozeDevice.Rest;

/// <summary>What the owner of the account pays for; the rates of the service follow it (protocol §7.2).</summary>
internal enum RestPlan
{
    /// <summary>Personal, free: the lowest rates, and 500 calls in the lifetime of the account.</summary>
    Free,

    /// <summary>Personal, paid.</summary>
    Personal,

    /// <summary>Team.</summary>
    Team,

    /// <summary>Enterprise.</summary>
    Enterprise,
}
