using CozeDevice.Account;
using CozeDevice.Rest;

namespace CozeDevice.Tests.Support.Rest;

/// <summary>A client of the REST calls, its log and its token.</summary>
internal sealed class RestBench : IDisposable
{
    public const string Token = "pat_canary_0123456789";

    public RestBench(Uri url, ITokenSource? tokens = null, TimeProvider? time = null, RestPlan plan = RestPlan.Free) =>
        Api = new(new(url, "cozedevice/test") { Plan = plan }, tokens ?? new FixedToken(), time ?? TimeProvider.System, Log.CreateLogger("rest"), static () => 0);

    public TestLog Log { get; } = new();

    public CozeApi Api { get; }

    public void Dispose()
    {
        Api.Dispose();
        Log.Dispose();
        Xunit.Assert.DoesNotContain(Token, Log.Text, StringComparison.Ordinal);
    }

    /// <summary>A token that cannot be renewed.</summary>
    public sealed class FixedToken(string token = RestBench.Token) : ITokenSource
    {
        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);

        public ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken) => ValueTask.FromResult(false);
    }

    /// <summary>A token that another one follows once.</summary>
    public sealed class RenewingToken(string next) : ITokenSource
    {
        private string _token = Token;

        public int Renewals { get; private set; }

        public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_token);

        public ValueTask<bool> RenewAsync(string refused, CancellationToken cancellationToken)
        {
            Renewals++;
            var isNew = _token != next;
            _token = next;
            return ValueTask.FromResult(isNew);
        }
    }
}
