using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using CozeDevice.Simulator.Scenarios;

namespace CozeDevice.Simulator.Chat;

internal sealed partial class Outbox
{
    private async Task<bool> SendWithFaultsAsync(WebSocket socket, Outgoing item, CancellationToken cancellationToken)
    {
        IReadOnlyList<Fault> faults = item.Type.Length == 0 ? [] : plan.At(item.Type);
        int copies = 1;
        foreach (Fault fault in faults)
        {
            switch (fault.Action)
            {
                case FaultAction.Delay:
                    await Task.Delay(fault.Duration, time, cancellationToken);
                    break;
                case FaultAction.Drop:
                    copies = 0;
                    break;
                case FaultAction.Duplicate:
                    copies = 2;
                    break;
                case FaultAction.Hold:
                    _held.Add((fault.Until!, item));
                    copies = 0;
                    break;
            }
        }

        if (item.HoldsSlot)
        {
            _window.Release();
        }

        for (int copy = 0; copy < copies; copy++)
        {
            await SendAndReleaseAsync(socket, item);
        }

        foreach (Fault fault in faults)
        {
            if (fault.Action <= FaultAction.Hold)
            {
                continue;
            }

            if (fault.After > TimeSpan.Zero)
            {
                Schedule(fault, cancellationToken);
            }
            else if (!await PerformAsync(socket, fault, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task SendAndReleaseAsync(WebSocket socket, Outgoing item)
    {
        await SendTextAsync(socket, item);
        foreach ((string Until, Outgoing Held) entry in _held.FindAll(entry => entry.Until == item.Type))
        {
            _held.Remove(entry);
            await SendAndReleaseAsync(socket, entry.Held);
        }
    }

    private async Task SendTextAsync(WebSocket socket, Outgoing item)
    {
        // Noted before it is sent: whoever has received it finds it in the record.
        record.AddDownlink(item.Type);
        await socket.SendAsync(item.Message.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
    }

    private void Schedule(Fault fault, CancellationToken cancellationToken)
    {
        Outgoing item = new("", [], fault);
        if (fault.After <= TimeSpan.Zero)
        {
            _queue.Writer.TryWrite(item);
            return;
        }

        _ = PostLaterAsync();

        async Task PostLaterAsync()
        {
            await Task.Delay(fault.After, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _queue.Writer.TryWrite(item);
        }
    }

    // Returns false when nothing more can be sent.
    private async Task<bool> PerformAsync(WebSocket socket, Fault fault, CancellationToken cancellationToken)
    {
        switch (fault.Action)
        {
            case FaultAction.Garbage:
                byte[] text = Encoding.UTF8.GetBytes(fault.Text ?? "{\"event_type\": \"conversation.audio");
                await socket.SendAsync(text.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
                return true;
            case FaultAction.Binary:
                await socket.SendAsync(
                    new byte[fault.Bytes].AsMemory(), WebSocketMessageType.Binary, true, CancellationToken.None);
                return true;
            case FaultAction.Unknown:
                string type = fault.Text ?? "conversation.weather.changed";
                JsonObject data = new() { ["content"] = "unknown", ["deep"] = new JsonObject { ["null"] = null } };
                await SendTextAsync(socket, new Outgoing(type, envelope.Write(type, data)));
                return true;
            case FaultAction.Huge:
                const string Delta = "conversation.audio.delta";
                JsonObject huge = new()
                {
                    ["id"] = "0",
                    ["chat_id"] = "0",
                    ["role"] = "assistant",
                    ["type"] = "answer",
                    ["content"] = Convert.ToBase64String(new byte[fault.Bytes]),
                    ["content_type"] = "audio",
                };
                await SendTextAsync(socket, new Outgoing(Delta, envelope.Write(Delta, huge)));
                return true;
            case FaultAction.Error:
                JsonObject error = new() { ["code"] = fault.Code, ["msg"] = fault.Text ?? "scenario" };
                await SendTextAsync(socket, new Outgoing("error", envelope.Write("error", error)));
                return fault.CloseCode is not { } after || await CloseAsync(socket, after, null);
            case FaultAction.Stall:
                await Task.Delay(
                    fault.Duration > TimeSpan.Zero ? fault.Duration : Timeout.InfiniteTimeSpan, time, cancellationToken);
                return true;
            case FaultAction.Close:
                return await CloseAsync(socket, fault.CloseCode ?? 1000, fault.Text);
            case FaultAction.Abort:
                Abort();
                return false;
            default:
                return true;
        }
    }

    private static async Task<bool> CloseAsync(WebSocket socket, int code, string? reason)
    {
        await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);
        return false;
    }
}
