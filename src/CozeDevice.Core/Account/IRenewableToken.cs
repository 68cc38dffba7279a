namespace CozeDevice.Account;

/// <summary>One place whose tokens are short-lived: a stored login, a helper program, a signed request.</summary>
public interface IRenewableToken : ITokenSource
{
    /// <summary>The place as people name it, such as <c>Auth:Command</c>.</summary>
    string Place { get; }

    /// <summary>Whether this place is set up, so that those after it are not asked. Does not use the network.</summary>
    bool IsPresent { get; }
}
