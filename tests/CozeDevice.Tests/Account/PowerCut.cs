using CozeDevice.Account;

namespace CozeDevice.Tests.Account;

/// <summary>Ends what a process was doing in the middle: nothing in the program knows this exception, so nothing is tidied up.</summary>
internal sealed class PowerCut : Exception
{
    public static Action<LoginStep> At(LoginStep step) => reached =>
    {
        if (reached == step)
            throw new PowerCut();
    };
}
