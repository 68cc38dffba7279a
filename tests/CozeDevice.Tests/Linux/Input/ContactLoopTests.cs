using CozeDevice.Linux.Input;
using CozeDevice.Linux.Posix;
using CozeDevice.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CozeDevice.Tests.Linux.Input;

public sealed class ContactLoopTests : IDisposable
{
    private readonly TempDirectory _dev = new();
    private readonly ManualTimeProvider _time = new();
    private readonly TestLog _log = new();
    private readonly FakeContact _contact = new();
    private readonly FakeListener _listener = new();
    private readonly List<int> _timeouts = [];
    private readonly Queue<int> _answers = new();
    private readonly ContactLoop _loop;

    public ContactLoopTests()
    {
        // The kernel, but it never sleeps, and says what the test wants said.
        _loop = new ContactLoop(_dev.Path, (entries, timeout) =>
        {
            _timeouts.Add(timeout);
            return _answers.TryDequeue(out int answer) ? answer : PollCalls.Kernel(entries, 0);
        }, _time, _log.For<ContactLoop>());
        _loop.Add(_contact, _listener);
    }

    public void Dispose()
    {
        _loop.Dispose();
        _dev.Dispose();
        _log.Dispose();
    }

    [Fact]
    public void It_sleeps_without_a_limit_while_nothing_moves()
    {
        _loop.Step();
        _loop.Step();

        Assert.Equal([-1, -1], _timeouts);
    }

    [Fact]
    public void A_signal_twice_ends_nothing_and_loses_nothing()
    {
        _loop.Step();
        _answers.Enqueue(-Errno.EINTR);
        _answers.Enqueue(-Errno.EINTR);
        _loop.Step();
        _contact.Move(true);
        _loop.Step();
        _loop.Step();

        Assert.Equal(["opened", "down"], _listener.Told);
    }

    [Fact]
    public void What_several_contacts_did_while_the_thread_was_put_aside_is_told_in_its_order()
    {
        var foot = new FakeContact("KEY_B");
        _loop.Add(foot, _listener);
        _contact.Level = true;
        _loop.Step();
        long now = _time.GetTimestamp();
        _time.Advance(100);

        _contact.Move(false, now + 2); // the hand lets go, but the foot had taken over
        foot.Move(true, now + 1);
        foot.Move(false, now + 3);
        _loop.Step();

        Assert.Equal([(true, now + 1), (false, now + 2), (false, now + 3)], _listener.Moves);
    }

    [Fact]
    public void What_is_lost_is_told_behind_its_last_move()
    {
        _loop.Step();
        _contact.Move(true, _time.GetTimestamp() + 5); // an edge behind the time the loop had read
        _loop.Step();
        _contact.Trouble = new ContactException(ContactProblem.Missing, "GPIO17 is gone");
        _contact.Move(false);
        _loop.Step();

        Assert.Equal(["opened", "down", "lost"], _listener.Told);
        Assert.Single(_log.Messages(LogLevel.Warning));
    }

    [Fact]
    public void The_level_at_the_start_is_told()
    {
        _contact.Level = true;

        _loop.Step();

        Assert.Equal(["opened closed"], _listener.Told);
    }

    [Fact]
    public void A_contact_that_is_in_use_is_said_once_and_tried_again_ever_more_seldom()
    {
        _contact.Trouble = new ContactException(ContactProblem.Refused, "GPIO17 is in use by \"lirc\"");
        for (int i = 0; i < 20; i++)
        {
            _loop.Step();
            if (_timeouts[^1] > 0) _time.Advance(_timeouts[^1]);
        }

        Assert.Equal([1_000, 2_000, 4_000, 5_000, 5_000], _timeouts.Where(ms => ms > 0).Take(5));
        Assert.Contains("lirc", Assert.Single(_log.Messages(LogLevel.Warning)), StringComparison.Ordinal);
        Assert.Equal(["lost"], _listener.Told);

        _contact.Trouble = null;
        _time.Advance(5_000);
        _loop.Step();

        Assert.Equal(["lost", "opened"], _listener.Told);
        Assert.Contains("is back", Assert.Single(_log.Messages(LogLevel.Information)), StringComparison.Ordinal);
        Assert.Equal(-1, _timeouts[^1]);
    }

    [Fact]
    public void A_device_that_comes_is_opened_at_once()
    {
        _contact.Trouble = new ContactException(ContactProblem.Missing, "there is no line GPIO17");
        _loop.Step();
        _contact.Trouble = null;
        File.WriteAllText(System.IO.Path.Combine(_dev.Path, "other"), "");
        _loop.Step();
        Assert.Equal(["lost"], _listener.Told);

        File.WriteAllText(System.IO.Path.Combine(_dev.Path, "gpiochip4"), "");
        _loop.Step();

        Assert.Equal(["lost", "opened"], _listener.Told);
    }

    [Fact]
    public void A_device_that_goes_is_noticed_though_the_kernel_does_not_wake_its_readers()
    {
        string device = System.IO.Path.Combine(_dev.Path, "gpiochip4");
        File.WriteAllText(device, "");
        _loop.Step();
        _loop.Step();
        _contact.Trouble = new ContactException(ContactProblem.Missing, "GPIO17 is gone");
        File.Delete(device);
        _loop.Step();

        Assert.Equal(["opened", "lost"], _listener.Told);
    }

    [Fact]
    public void A_read_that_fails_is_a_loss_and_tried_again()
    {
        _loop.Step();
        _contact.Trouble = new ContactException(ContactProblem.Missing, "GPIO17 is gone");
        _contact.Move(true);
        _loop.Step();
        _loop.Step();
        Assert.Equal(1_000, _timeouts[^1]);
        _contact.Trouble = null;
        _contact.Level = false;
        _time.Advance(1_000);
        _loop.Step();

        Assert.Equal(["opened", "lost", "opened"], _listener.Told);
    }

    [Fact]
    public void A_machine_without_a_button_that_nobody_asked_for_says_so_once_and_is_no_fault()
    {
        var optional = new FakeContact(isOptional: true)
        {
            Trouble = new ContactException(ContactProblem.Missing, "this machine has no GPIO chip"),
        };
        var listener = new FakeListener();
        using var loop = new ContactLoop(_dev.Path, (entries, timeout) =>
        {
            _timeouts.Add(timeout);
            return 0;
        }, _time, _log.For<ContactLoop>());
        loop.Add(optional, listener);
        for (int i = 0; i < 3; i++)
        {
            loop.Step();
            _time.Advance(60_000);
        }

        Assert.Empty(listener.Told);
        Assert.Empty(_log.Messages(LogLevel.Warning));
        Assert.Contains("no GPIO chip", Assert.Single(_log.Messages(LogLevel.Information)), StringComparison.Ordinal);
        Assert.All(_timeouts, timeout => Assert.Equal(-1, timeout));
        Assert.Equal(1, optional.Opens);
    }

    [Fact]
    public void What_is_due_is_taken_though_nothing_came()
    {
        _loop.Step();
        _contact.Due = _time.GetTimestamp() + 4_500_000;
        _loop.Step();
        Assert.Equal(5, _timeouts[^1]);
    }

    [Fact]
    public async Task The_thread_stops_when_it_is_told_and_is_named()
    {
        var contact = new FakeContact();
        var listener = new FakeListener();
        using var loop = new ContactLoop(_dev.Path, PollCalls.Kernel, TimeProvider.System, _log.For<ContactLoop>());
        loop.Add(contact, listener);
        loop.Start();

        loop.Stop();

        await loop.Completion.Within(5);
    }
}
