using System.Net;

namespace CozeDevice.Link;

/// <summary>Tries every address of a name, the next one 250 ms behind the last, and takes the first that answers (RFC 8305): a
/// network that promises IPv6 and loses it must not eat the time of the dial.</summary>
/// <typeparam name="T">What a connection is.</typeparam>
/// <param name="connect">Connects to one address.</param>
/// <param name="time">Monotonic clock.</param>
internal sealed class AddressRace<T>(Func<IPAddress, CancellationToken, Task<T>> connect, TimeProvider time)
    where T : IDisposable
{
    /// <summary>How long an address is alone (RFC 8305 §5).</summary>
    public static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the race.</summary>
    /// <param name="addresses">In the order of preference; the families are interleaved. At least one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The first connection; those that come later are closed.</returns>
    /// <exception cref="Exception">What the last address to fail failed with.</exception>
    public async Task<T> RunAsync(IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken)
    {
        List<IPAddress> order = AddressOrder.Interleave(addresses);
        List<Task<T>> running = [];
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            for (int next = 0; ;)
            {
                if (next < order.Count)
                    running.Add(connect(order[next++], over.Token));
                Task<T>? done = await FirstAsync(running, isLast: next == order.Count, over.Token).ConfigureAwait(false);
                if (done is null)
                    continue;
                running.Remove(done);
                if (done.IsCompletedSuccessfully || (running.Count == 0 && next == order.Count))
                    return await done.ConfigureAwait(false);
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            foreach (Task<T> late in running)
                _ = CloseAsync(late);
        }
    }

    // Null: the stagger is over and the next address joins.
    private async Task<Task<T>?> FirstAsync(List<Task<T>> running, bool isLast, CancellationToken cancellationToken)
    {
        Task<Task<T>> first = Task.WhenAny(running);
        if (isLast)
            return await first.ConfigureAwait(false);
        try
        {
            return await first.WaitAsync(Stagger, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static async Task CloseAsync(Task<T> late)
    {
        try
        {
            (await late.ConfigureAwait(false)).Dispose();
        }
        catch (Exception)
        {
            // It lost the race: that it failed, or was cancelled, is what was wanted.
        }
    }
}
