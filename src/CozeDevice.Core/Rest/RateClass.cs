namespace CozeDevice.Rest;

/// <summary>Calls that share a rate.</summary>
internal enum RateClass
{
    /// <summary>No rate is published.</summary>
    Other,

    /// <summary>Calls that ask the model.</summary>
    Chat,

    /// <summary>Uploads.</summary>
    Upload,
}
