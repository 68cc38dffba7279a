namespace CozeDevice.Rest;

/// <summary>Rules that several tables name.</summary>
internal static class FieldNotes
{
    internal const string MetaData = "names of 1 to 64 characters, values of 1 to 512";
    internal const string Variables = "names of letters and underscores";
    internal const string Extra = "latitude and longitude";
}
