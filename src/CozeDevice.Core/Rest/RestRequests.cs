namespace CozeDevice.Rest;

/// <summary>What every call does before it is sent.</summary>
internal static class RestRequests
{
    /// <summary>Refuses a request that breaks its table.</summary>
    /// <exception cref="RestException">It does; nothing was sent.</exception>
    internal static void Require<T>(IReadOnlyList<RestField<T>> fields, T request)
    {
        if (FieldRules.Check(fields, request) is { Count: > 0 } problems)
            throw RestException.Invalid(problems);
    }
}
