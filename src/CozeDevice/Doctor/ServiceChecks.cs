using CozeDevice.Account;
using CozeDevice.Bundle;
using CozeDevice.Commands;
using CozeDevice.Link;
using CozeDevice.Options;
using CozeDevice.Protocol;

namespace CozeDevice.Doctor;

/// <summary>Token, agent, and the service itself.</summary>
/// <param name="loaded">The configuration.</param>
/// <param name="probes">Agent and service.</param>
internal sealed class ServiceChecks(LoadedConfiguration loaded, DoctorProbes probes)
{
    private const string Group = "cozedevice";
    private const string NeedAuth = "need_auth";
    private static readonly SecretText Shapes = new([]);
    private static readonly int[] RightsMissing = [4101, 4200]; // no permission, and an agent this token does not see

    /// <summary>There is a token, and nobody else can read it.</summary>
    public async Task<CheckFinding> TokenAsync()
    {
        TokenFacts facts;
        try
        {
            facts = probes.Service.Token();
        }
        catch (CommandException)
        {
            return CheckFinding.Skipped("its configuration is wrong (see configuration)");
        }

        if (facts.Exposed is { } exposed && facts.Places is [{ Problem: null }, ..])
            return CheckFinding.Warned(Fault.TokenExposed, $"{facts.Places[0].Name} is used, and others can read {exposed}", exposed);
        if (facts.Places is [{ Problem: null } place, ..])
            return CheckFinding.Ok($"{place.Name}{(place.Kind is { } kind ? $": a {kind.Name}" : "")}");
        if (await IsOnlineAsync())
            return CheckFinding.Warned(Fault.TokenForbidden, "this user has no token to look at; the running agent has one and is online");
        if (facts is { Places: [], Sealed: { } closed })
            return CheckFinding.Skipped($"{closed} is encrypted: only the running service has the token, and none is online");
        if (facts.Forbidden is { } forbidden)
            return CheckFinding.Failed(Fault.TokenForbidden, $"{forbidden} may not be read by this user", forbidden);
        if (facts.Places is [{ Problem: { } problem }, ..]) return CheckFinding.Failed(Fault.TokenUnreadable, problem);
        if (!facts.IsRoot && await probes.Agent.LookAsync() is { Runs: true } agent && agent.Status?.Link.State != NeedAuth)
            return CheckFinding.Failed(Fault.TokenForbidden, "this user sees no token; the running agent may have one");
        return facts.LoginOver is { } over
            ? CheckFinding.Failed(Fault.LoginOver, $"the login is over: {over}")
            : CheckFinding.Failed(Fault.TokenMissing, "there is no token in any place");
    }

    /// <summary>The agent answers on its control socket.</summary>
    public async Task<CheckFinding> AgentAsync()
    {
        var socket = loaded.Find("Control:Socket")?.Value ?? "its socket";
        var agent = await probes.Agent.LookAsync();
        return agent switch
        {
            { State: AgentState.Absent } => CheckFinding.Warned(Fault.AgentAbsent, $"no agent runs at {socket}"),
            { State: AgentState.Dead } => CheckFinding.Failed(Fault.AgentDead, $"nobody is behind {socket}: the agent died"),
            { State: AgentState.Forbidden } => CheckFinding.Warned(Fault.AgentForbidden, $"this user may not use {socket}", Group),
            { State: AgentState.Silent } => CheckFinding.Failed(Fault.AgentSilent, $"the agent at {socket} does not answer"),
            { Status.Faults: { Count: > 0 } faults } => CheckFinding.Warned(
                Fault.AgentComplains, $"it answers, and says what does not work: {string.Join(", ", faults)}"),
            { Status: { } status } => CheckFinding.Ok(
                $"it answers: link {status.Link.State}{(status.Link.Reason is { } reason ? $" ({reason})" : "")}, {status.Turn.State}"),
            _ => CheckFinding.Ok("it answers"),
        };
    }

    /// <summary>The service takes the configuration; with a turn, it answers a question too.</summary>
    /// <param name="withTurn">Whether a model turn is asked for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CheckFinding> RoundTripAsync(bool withTurn, CancellationToken cancellationToken)
    {
        // The running agent has a token that this user may not see.
        if (probes.Service.Token().Places is not [{ Problem: null }, ..] && await IsOnlineAsync())
            return CheckFinding.Ok("the running agent is online");
        try
        {
            if (await probes.Service.RoundTripAsync(cancellationToken) is { } end) return Judge(end);
        }
        catch (TokenException e)
        {
            return CheckFinding.Failed(Fault.TokenUnreadable, e.Message);
        }

        if (!withTurn) return CheckFinding.Ok("chat.update was answered with chat.updated");
        return await probes.Service.TurnAsync(cancellationToken) is { } failure
            ? CheckFinding.Failed(Fault.TurnUnanswered, $"a session comes about, and a question is not answered: {failure}")
            : CheckFinding.Ok("a spoken question was answered");
    }

    private async Task<bool> IsOnlineAsync() => (await probes.Agent.LookAsync()).Status?.Link.State == "online";

    /// <summary>What an end of the session means. Pure.</summary>
    internal static CheckFinding Judge(SessionEnd end)
    {
        // A service may repeat in its refusal what it was given.
        end = end with { Message = Shapes.Mend(end.Message) };
        var logId = end.LogId is { } id ? $" (log id {id})" : "";
        return end.Kind switch
        {
            SessionEndKind.HttpRefused => OfStatus(end.Code ?? 0, end.Message + logId),
            SessionEndKind.Rejected when end.Code is { } code => OfCode(code, $"the service says {code}, {ErrorCodes.Lookup(code).Meaning}: {end.Message}{logId}"),
            SessionEndKind.Rejected => CheckFinding.Failed(Fault.ServiceRefuses, end.Message + logId),
            SessionEndKind.Timeout => CheckFinding.Failed(Fault.ServiceSilent, end.Message),
            SessionEndKind.Clock => CheckFinding.Failed(Fault.ClockWrong, end.Message),
            SessionEndKind.Tls => CheckFinding.Failed(Fault.CertificateUntrusted, end.Message),
            SessionEndKind.Dns => CheckFinding.Failed(Fault.NameServerSilent, end.Message),
            _ => CheckFinding.Failed(Fault.ServiceLost, end.Message + logId),
        };
    }

    private static CheckFinding OfStatus(int status, string text) => ErrorPolicy.ForStatus(status) switch
    {
        { State: LinkState.NeedAuth, RenewsToken: true } => CheckFinding.Failed(Fault.TokenRefused, text),
        { State: LinkState.NeedAuth } => CheckFinding.Failed(Fault.TokenRights, text),
        { Reason: OfflineReason.CaptivePortal } => CheckFinding.Failed(Fault.CaptivePortal, text),
        { IsPassing: true } => CheckFinding.Failed(Fault.ServiceBusy, text),
        _ => CheckFinding.Failed(Fault.ServiceRefuses, text),
    };

    private static CheckFinding OfCode(int code, string text) => ErrorPolicy.For(code) switch
    {
        { Class: ErrorClass.Auth, RenewsToken: true } when !RightsMissing.Contains(code) => CheckFinding.Failed(Fault.TokenRefused, text),
        { Class: ErrorClass.Auth } => CheckFinding.Failed(Fault.TokenRights, text),
        { Class: ErrorClass.Account } => CheckFinding.Failed(Fault.AccountEmpty, text),
        { Class: ErrorClass.Configuration } => CheckFinding.Failed(Fault.BotUnknown, text),
        { Class: ErrorClass.Retry } => CheckFinding.Failed(Fault.ServiceBusy, text),
        _ => CheckFinding.Failed(Fault.ServiceRefuses, text),
    };
}
