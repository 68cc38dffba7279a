using System.Text.Json;

namespace CozeDevice.Rest;

/// <summary>What a browser, a phone or a native SDK needs to join a room. The printed form names no token.</summary>
/// <param name="AppId"><c>app_id</c>.</param>
/// <param name="RoomId"><c>room_id</c>.</param>
/// <param name="Uid"><c>uid</c>.</param>
/// <param name="Token"><c>token</c>: opens this one room.</param>
internal sealed record Room(string AppId, string RoomId, string Uid, string Token)
{
    /// <inheritdoc/>
    public override string ToString() => $"Room({AppId}, {RoomId}, {Uid})";

    /// <summary>Reads the answer.</summary>
    internal static Room Read(JsonElement data)
    {
        var room = new Room(data.Text("app_id"), data.Text("room_id"), data.Text("uid"), data.Text("token"));
        return room is { AppId: "" } or { RoomId: "" } or { Token: "" }
            ? throw new RestException(RestFailure.BadAnswer, "the answer names no room: app_id, room_id or token is missing")
            : room;
    }
}
