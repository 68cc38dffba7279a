using System.Collections.Concurrent;
using System.Net.WebSockets;
using CozeDevice.Account;
using CozeDevice.Link;

namespace CozeDevice.Tests.Support.Link;

/// <summary>A dialer whose every dial ends as the test says; counts them and remembers when they were.</summary>
internal sealed class ScriptedDialer(TimeProvider time) : IChatDialer, ITokenSource, IDisposable
{
    private readonly SemaphoreSlim _dialled = new(0);
    private int _dials;

    /// <summary>What a dial does; by default it connects to a <see cref="SocketPair"/>.</summary>
    public Func<CancellationToken, Task<WebSocket>>? Answer { get; set; }

    /// <summary>What asking for the token does.</summary>
    public Func<string> Token { get; set; } = () => "pat_" + TestLog.Canary;

    /// <summary>What asking for another token does; by default there is none.</summary>
    public Func<bool> Renewed { get; set; } = static () => false;

    /// <summary>What asking for another token does instead of <see cref="Renewed"/>, where it takes time.</summary>
    public Func<string, CancellationToken, Task<bool>>? RenewAnswer { get; set; }

    /// <summary>The tokens dialled with.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>The tokens another one was asked for.</summary>
    public ConcurrentQueue<string> Renewals { get; } = new();

    /// <summary>When each dial was.</summary>
    public ConcurrentQueue<long> At { get; } = new();

    /// <summary>Dials so far.</summary>
    public int Dials => Volatile.Read(ref _dials);

    /// <summary>The service's end of the last connection.</summary>
    public ServicePeer? Peer { get; private set; }

    /// <summary>Makes every dial fail.</summary>
    public void Fail(SessionEnd end) => Answer = _ => Task.FromException<WebSocket>(new DialException(end));

    /// <summary>Waits for the next dial that was not yet waited for.</summary>
    public Task DialledAsync() => _dialled.WaitAsync(TimeSpan.FromSeconds(10))
        .ContinueWith(static done => Xunit.Assert.True(done.Result, "no dial came"), TaskScheduler.Default);

    public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Token());

    public ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken)
    {
        Renewals.Enqueue(refused);
        return RenewAnswer is { } answer ? new(answer(refused, cancellationToken)) : ValueTask.FromResult(Renewed());
    }

    public void Dispose() => _dialled.Dispose();

    public async Task<WebSocket> DialAsync(Uri endpoint, string token, CancellationToken cancellationToken)
    {
        At.Enqueue(time.GetTimestamp());
        Tokens.Enqueue(token);
        Interlocked.Increment(ref _dials);
        if (Answer is { } answer)
        {
            _dialled.Release();
            return await answer(cancellationToken);
        }
        var pair = new SocketPair();
        Peer = new ServicePeer(pair);
        _dialled.Release();
        return pair.Device;
    }
}
