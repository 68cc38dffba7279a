namespace CozeDevice.Rest;

/// <summary>Where a field travels.</summary>
internal enum FieldPlace
{
    /// <summary>In the JSON body; dots in the path are nested objects.</summary>
    Body,

    /// <summary>In the query of the address.</summary>
    Query,

    /// <summary>In the path of the address.</summary>
    Address,

    /// <summary>As a part of a multipart body.</summary>
    Part,
}
