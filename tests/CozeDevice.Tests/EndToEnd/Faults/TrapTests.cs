using System.Collections.Concurrent;
using CozeDevice.Conversation;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd.Faults;

/// <summary>Every scenario of the traps (protocol §11, §14), played to the whole agent: one turn, and a press that works after it.
/// </summary>
public sealed class TrapTests
{
    // Enough for the scenario that breaks at the 20th append.
    private const int HoldFrames = 22;

    // What becomes of the first turn and of the one after it. Where a service refuses for good, a press that works is one that
    // says why.
    private static readonly Dictionary<string, (string First, string Next)> Outcomes = new()
    {
        ["accept-then-close"] = ("offline", "offline"),
        ["any-close-code"] = ("answered", "answered"),
        ["chat-running"] = ("answered", "answered"),
        ["close-mid-reply"] = ("link_lost", "answered"),
        ["error-4028"] = ("refused", "refused"),
        ["error-4100"] = ("not_authorised", "not_authorised"),
        ["error-passing"] = ("try_again", "answered"),
        ["failed"] = ("try_again", "try_again"),
        ["garbage"] = ("answered", "answered"),
        ["late-deltas"] = ("answered", "answered"),
        ["lost-canceled"] = ("answered", "answered"),
        ["machine-command"] = ("answered", "answered"),
        ["misspelt-events"] = ("answered", "answered"),
        ["opus-refused"] = ("try_again", "answered"),
        ["out-of-order"] = ("answered", "answered"),
        ["parrot"] = ("answered", "answered"),
        ["prologue"] = ("answered", "answered"),
        ["quota-used-up"] = ("refused", "answered"),
        ["refuse-401"] = ("not_authorised", "not_authorised"),
        ["refuse-403"] = ("not_authorised", "not_authorised"),
        ["refuse-503"] = ("answered", "answered"),
        ["reset-after-complete"] = ("answered", "answered"),
        ["reset-every-30s"] = ("answered", "answered"),
        ["reset-mid-utterance"] = ("answered", "answered"),
        ["session-limit"] = ("answered", "answered"),
        ["silent"] = ("try_again", "try_again"),
        ["silent-acknowledged"] = ("no_audio", "no_audio"),
        ["slow"] = ("answered", "answered"),
        ["token-expires"] = ("not_authorised", "answered"),
        ["tools"] = ("answered", "answered"),
        ["unheard"] = ("answered", "answered"),
        ["wav-expected"] = ("try_again", "answered"),
        // The chat with the question still waits and is in the way (4016): the next one goes to a new session.
        ["workflow-question"] = ("question", "question"),
    };

    // The service is asked for five minutes at most; then only the owner helps.
    private static readonly string[] MendedByOwner = ["quota-used-up", "token-expires"];

    [Fact]
    public void Every_row_is_shown_by_a_scenario_or_a_test_that_exists() => TrapTable.Check();

    [Fact]
    public void Every_scenario_of_the_table_is_played() =>
        Assert.Equal(TrapTable.Scenarios.Order(StringComparer.Ordinal), Outcomes.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_scenario_ends_as_it_should_and_the_next_press_works()
    {
        using TempDirectory prompts = ShortPrompts.Create();
        ConcurrentQueue<string> failures = [];
        await Task.WhenAll(Outcomes.Select(async scenario =>
        {
            try
            {
                await PlayAsync(scenario.Key, scenario.Value.First, scenario.Value.Next, prompts.Path);
            }
            catch (Exception failure)
            {
                failures.Enqueue($"{scenario.Key}: {failure}");
            }
        }));

        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }

    private static async Task PlayAsync(string scenario, string first, string next, string prompts)
    {
        await using DeviceRig rig = await DeviceRig.StartAsync(
            "g711a", ScenarioCatalog.Load(scenario), null, "Audio:PreRollMs=0", $"Prompts:Directory={prompts}");
        var driver = new TurnDriver(rig);
        await TurnDriver.UntilAsync(() => rig.Device.Loop.Snapshot().Link.State is "online" or "need_auth" or "offline");

        Assert.Equal(first, await TurnAsync(driver));
        if (MendedByOwner.Contains(scenario))
            await driver.AuthorisedAsync();
        Assert.Equal(next, await TurnAsync(driver));
        await rig.UntilAsync<LedEvent>(_ => true);
        LedWitness.Check(rig.Events);
    }

    private static async Task<string> TurnAsync(TurnDriver driver)
    {
        await driver.PressAsync();
        await driver.ReleaseAsync(HoldFrames);
        return await driver.OutcomeAsync();
    }
}
