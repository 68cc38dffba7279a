using System.Net;

namespace CozeDevice.Link;

/// <summary>The machine's proxy settings, except that this machine itself is always reached directly.</summary>
/// <remarks>Plain <c>ws://</c> is allowed to loopback only; through a proxy it would carry the token in the clear to another
/// machine, whose loopback is not ours.</remarks>
/// <param name="proxy">The settings in force for everything else.</param>
internal sealed class LoopbackBypass(IWebProxy proxy) : IWebProxy
{
    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
