using CozeDevice.Link;
using CozeDevice.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Link;

/// <summary>A service that follows protocol §5 behind a network with random delays: it takes our events in order, answers in
/// order, lets deltas of a cancelled reply run on for a while, and loses an acknowledgement or the answer to a cancel now and
/// then. Whatever the timing, no delta of an older turn is ever taken for the current turn.</summary>
public sealed class ReplyGateModelTests
{
    private const int Turns = 12;

    [Fact]
    public void No_delta_of_an_older_turn_is_ever_taken_for_a_newer_one() =>
        Check(seed => new Run(seed, loseCanceled: 0.2, loseAcknowledged: 0).Play().Misattributed == 0);

    [Fact]
    public void Not_even_when_acknowledgements_are_lost() =>
        Check(seed => new Run(seed, loseCanceled: 0, loseAcknowledged: 0.2).Play().Misattributed == 0);

    [Fact]
    public void With_an_acknowledgement_every_delta_of_the_answered_turn_is_heard() =>
        Check(seed => new Run(seed, loseCanceled: 0.2, loseAcknowledged: 0).Play().Missed == 0);

    [Fact]
    public void With_every_cancel_answered_every_delta_of_the_answered_turn_is_heard() =>
        Check(seed => new Run(seed, loseCanceled: 0, loseAcknowledged: 0.2).Play().Missed == 0);

    private static void Check(Func<int, bool> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private enum Up
    {
        Complete,
        Cancel,
    }

    private sealed record Down(string Kind, int Turn);

    private sealed class Run(int seed, double loseCanceled, double loseAcknowledged)
    {
        private readonly Random _random = new(seed);
        private readonly ManualTimeProvider _time = new();
        private readonly PriorityQueue<Action, (int At, int Order)> _events = new();
        private int _now, _order, _upAt, _downAt;
        private ReplyGate _gate = null!;
        private int _current;
        private int _running;

        public int Misattributed { get; private set; }

        public int Missed { get; private set; }

        public Run Play()
        {
            _gate = new ReplyGate(_time);
            At(0, () => Press(1));
            while (_events.TryDequeue(out Action? happen, out (int At, int Order) key))
            {
                if (key.At > _now)
                    _time.Advance(key.At - _now);
                _now = Math.Max(_now, key.At);
                happen();
            }
            return this;
        }

        // The device: cancel where a reply may run, hold, complete, wait for a random part of the answer.
        private void Press(int turn)
        {
            _gate.Begin(turn, expecting: false);
            _current = turn;
            if (turn > 1)
            {
                _gate.CancelSent();
                Send(Up.Cancel, 0);
            }
            At(_random.Next(300, 2_500), () =>
            {
                _gate.ExpectReply(turn);
                Send(Up.Complete, turn);
            });
            if (turn < Turns)
                At(_random.Next(2_600, 9_000), () => Press(turn + 1));
        }

        private void Send(Up sent, int turn)
        {
            _upAt = Math.Max(_upAt, _now + _random.Next(5, 600));
            At(_upAt - _now, () => Serve(sent, turn));
        }

        private void Serve(Up sent, int turn)
        {
            if (sent == Up.Cancel)
            {
                int canceled = _running;
                _running = 0;
                // What was under way still arrives: before the answer to the cancel, and some of it behind.
                for (int i = _random.Next(0, 3); i > 0 && canceled != 0; i--)
                    Answer(new Down("delta", canceled));
                if (_random.NextDouble() >= loseCanceled)
                    Answer(new Down("canceled", canceled));
                for (int i = _random.Next(0, 4); i > 0 && canceled != 0; i--)
                    Answer(new Down("delta", canceled));
                return;
            }
            _running = turn;
            if (_random.NextDouble() >= loseAcknowledged)
                Answer(new Down("acknowledged", turn));
            Answer(new Down("asked", turn));
            Answer(new Down("created", turn));
            Speak(turn, _random.Next(1, 30));
        }

        private void Speak(int turn, int deltas) => At(_random.Next(10, 200), () =>
        {
            if (_running != turn)
                return;
            Answer(new Down("delta", turn));
            if (deltas > 1)
                Speak(turn, deltas - 1);
            else
                Answer(new Down("completed", turn));
        });

        private void Answer(Down down)
        {
            _downAt = Math.Max(_downAt, _now + _random.Next(5, 600));
            At(_downAt - _now, () => Hear(down));
        }

        private void Hear(Down down)
        {
            string chat = $"chat {down.Turn}";
            int matched = down.Kind switch
            {
                "canceled" => _gate.Canceled(),
                "acknowledged" => _gate.Acknowledged(),
                "asked" => _gate.Asked(chat),
                "created" => _gate.Created(chat),
                _ => _gate.Match(chat),
            };
            if (matched != 0 && matched != down.Turn)
                Misattributed++;
            if (down.Kind == "delta" && matched == 0 && down.Turn == _current)
                Missed++;
        }

        private void At(int inMs, Action happen) => _events.Enqueue(happen, (_now + inMs, _order++));
    }
}
