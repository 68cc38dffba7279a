namespace CozeDevice.Rest;

/// <summary>RTC rooms.</summary>
/// <param name="transport">Sends the calls.</param>
internal sealed class RoomApi(RestTransport transport)
{
    /// <summary>Makes a room. It bills at least 3 minutes at once, so it is never made again by itself.</summary>
    /// <exception cref="RestException">It did not succeed.</exception>
    internal async Task<Room> CreateAsync(RoomRequest request, CancellationToken cancellationToken)
    {
        RestRequests.Require(RoomFields.All, request);
        var call = RestCall.Post("/v1/audio/rooms", FieldWriter.Body(RoomFields.All, request));
        return Room.Read(await transport.SendAsync(call, cancellationToken).ConfigureAwait(false));
    }
}
