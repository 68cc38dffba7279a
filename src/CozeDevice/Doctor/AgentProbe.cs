using System.Net.Sockets;
using System.Text.Json;
using CozeDevice.Control;

namespace CozeDevice.Doctor;

/// <summary>The agent behind a control socket.</summary>
/// <param name="socket">The path.</param>
/// <param name="time">The limit.</param>
internal sealed class AgentProbe(string socket, TimeProvider time) : IAgentProbe
{
    /// <summary>A socket answers at once or not at all; a slow board is slow.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private readonly Lazy<Task<AgentFacts>> _facts = new(() => AskAsync(socket, time));

    /// <inheritdoc/>
    public Task<AgentFacts> LookAsync() => _facts.Value;

    private static async Task<AgentFacts> AskAsync(string socket, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            await using var client = await ControlClient.ConnectAsync(socket, limit.Token);
            // A disposed connection ends a read that the token does not.
            var answer = await client.StatusAsync(limit.Token).WaitAsync(limit.Token);
            return new(AgentState.Answers, FeedReader.ReadStatus(answer));
        }
        catch (OperationCanceledException)
        {
            return new(AgentState.Silent);
        }
        catch (JsonException)
        {
            return new(AgentState.Silent); // something else listens there
        }
        catch (AgentUnreachableException e)
        {
            return new(e.InnerException switch
            {
                SocketException { SocketErrorCode: SocketError.AccessDenied } => AgentState.Forbidden,
                SocketException { SocketErrorCode: SocketError.ConnectionRefused } => AgentState.Dead,
                SocketException => AgentState.Absent,
                _ => AgentState.Silent,
            });
        }
    }
}
