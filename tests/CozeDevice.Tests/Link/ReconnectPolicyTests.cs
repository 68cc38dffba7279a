using CozeDevice.Link;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Link;

public sealed class ReconnectPolicyTests
{
    private static readonly Gen<(int Failures, bool Owner, bool Speech, bool Online, int? RetrySeconds, double Unit)> Any =
        from failures in Gen.Choose(1, 10_000)
        from flags in Gen.Choose(0, 7)
        from retry in Gen.Choose(-1, 3600)
        from unit in Gen.Choose(0, 999_999)
        select (failures, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, retry < 0 ? (int?)null : retry, unit / 1e6);

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(6, 16)]
    [InlineData(7, 30)]
    [InlineData(8, 30)]
    [InlineData(int.MaxValue, 30)]
    public void The_ceiling_doubles_from_half_a_second_to_thirty(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ReconnectPolicy.Ceiling(failures));

    [Fact]
    public void A_wait_is_never_longer_than_its_ceiling_nor_shorter_than_the_floor() => Check(x =>
        x.Owner || x.Speech || x.RetrySeconds is not null
        || Wait(x) is var wait && wait >= ReconnectPolicy.Floor && wait <= ReconnectPolicy.Ceiling(x.Failures));

    [Fact]
    public void The_service_is_never_asked_before_it_wants_to_be() => Check(x =>
        x.RetrySeconds is not { } seconds || Wait(x) >= TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Where_only_the_owner_can_help_the_wait_is_five_minutes_at_least() => Check(x =>
        !x.Owner || Wait(x) >= TimeSpan.FromMinutes(5));

    [Fact]
    public void Without_an_owners_fault_no_wait_is_longer_than_thirty_seconds_or_what_was_asked_for() => Check(x =>
        x.Owner || Wait(x) <= TimeSpan.FromSeconds(Math.Max(30, x.RetrySeconds ?? 0)));

    [Fact]
    public void Waiting_speech_never_makes_a_wait_longer() => Check(x =>
        Wait(x with { Speech = true }) <= Wait(x with { Speech = false }));

    [Fact]
    public void Only_the_loss_of_a_session_with_speech_waiting_is_redialled_without_a_wait() => Check(x =>
        Wait(x) > TimeSpan.Zero || (x.Speech && x.Online && !x.Owner));

    [Fact]
    public void A_session_that_is_lost_while_speech_waits_is_redialled_at_once() =>
        Assert.Equal(TimeSpan.Zero, Wait((1, false, true, true, null, 0.99)));

    [Fact]
    public void A_failed_dial_while_speech_waits_is_repeated_within_half_a_second() => Check(x =>
        x.Owner || x.RetrySeconds is not null || x.Failures > ReconnectPolicy.SpeechPatience
        || Wait(x with { Speech = true, Online = false }) <= TimeSpan.FromSeconds(0.5));

    [Fact]
    public void A_session_that_dies_at_each_utterance_is_not_redialled_in_a_tight_loop() => Check(x =>
        x.Failures <= ReconnectPolicy.RedialsAtOnce || Wait(x) >= ReconnectPolicy.Floor);

    private static void Check(Func<(int Failures, bool Owner, bool Speech, bool Online, int? RetrySeconds, double Unit), bool> holds) =>
        Prop.ForAll(Any.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static TimeSpan Wait((int Failures, bool Owner, bool Speech, bool Online, int? RetrySeconds, double Unit) x) =>
        ReconnectPolicy.Next(
            new RetryContext(
                x.Failures, x.Owner, x.Speech, x.Online, x.RetrySeconds is { } s ? TimeSpan.FromSeconds(s) : null),
            x.Unit);
}
