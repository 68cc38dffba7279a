namespace CozeDevice.Simulator.Rest;

/// <summary>A request that is answered with a failure envelope.</summary>
/// <param name="code">The service's error code, above 0.</param>
/// <param name="message">English text for <c>msg</c>.</param>
/// <param name="status">The HTTP status; <see langword="null"/> takes the usual one of the code.</param>
internal sealed class ApiException(int code, string message, int? status = null) : Exception(message)
{
    /// <summary>The service's error code.</summary>
    internal int Code => code;

    /// <summary>The HTTP status.</summary>
    /// <remarks>Clients must cope with failures in a 200 as well as in a 4xx, so both are sent.</remarks>
    internal int Status => status ?? code switch
    {
        ErrorCode.BadParameter => 400,
        ErrorCode.Unauthorized => 401,
        ErrorCode.Forbidden => 403,
        ErrorCode.NotFound => 404,
        ErrorCode.TooManyRequests => 429,
        _ => 200,
    };

    /// <summary>The failure of one parameter, named by its path in the request.</summary>
    internal static ApiException Parameter(string path, string rule) =>
        new(ErrorCode.BadParameter, $"The parameter {path} is invalid. {rule}");
}
