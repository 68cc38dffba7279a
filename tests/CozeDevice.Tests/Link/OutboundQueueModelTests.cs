using CozeDevice.Audio;
using CozeDevice.Link;
using CozeDevice.Protocol;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CozeDevice.Tests.Link;

/// <summary>The queue against a list: what the service of each session gets is what was said, or the beginning of it.</summary>
public sealed class OutboundQueueModelTests
{
    private static readonly Gen<int> Operation = Gen.Choose(0, 99);

    [Fact]
    public void Whatever_happens_a_session_sees_each_utterance_from_its_beginning_without_holes()
    {
        Prop.ForAll(Operation.ArrayOf(120).ToArbitrary(), Holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    private static void Holds(int[] operations)
    {
        var queue = new OutboundQueue(keepUtterances: true);
        var session = new Session();
        List<byte> said = [];
        int turn = 0;
        bool ended = true, released = false, cleared = false;
        var payload = new byte[16];
        foreach (int operation in operations)
        {
            switch (operation)
            {
                case < 10:
                    queue.Begin(++turn);
                    said = [];
                    (ended, released, cleared) = (false, false, false);
                    break;
                case < 45 when turn > 0:
                    byte value = (byte)said.Count;
                    Assert.Equal(!ended, queue.Write(turn, [value]));
                    if (!ended)
                        said.Add(value);
                    break;
                case < 50 when turn > 0:
                    queue.End(turn, UtteranceEnd.Complete);
                    ended = true;
                    break;
                case < 53 when turn > 0 && !ended:
                    queue.End(turn, UtteranceEnd.Clear);
                    (ended, cleared) = (true, true);
                    break;
                case < 56 when turn > 0 && ended && session.Completed == turn:
                    queue.Release(turn);
                    released = true;
                    break;
                case < 62:
                    queue.BeginSession();
                    session = new Session();
                    break;
                default:
                    session.Take(queue, payload, 1 + (operation % 3));
                    break;
            }
        }
        while (session.Take(queue, payload))
        {
        }
        if (turn == 0)
            return;
        Assert.True(session.Turn != turn || session.Heard.SequenceEqual(said[..session.Heard.Count]));
        if (ended && !cleared && !released)
        {
            Assert.Equal(turn, session.Completed);
            Assert.Equal(said, session.Heard);
        }
        if (cleared)
            Assert.Empty(session.Buffer);
    }

    /// <summary>The service's end: one buffer, as protocol §3 describes it.</summary>
    private sealed class Session
    {
        public List<(int Turn, byte Value)> Buffer { get; } = [];

        public List<byte> Heard { get; private set; } = [];

        public int Turn { get; private set; }

        public int Completed { get; set; }

        public bool Take(OutboundQueue queue, byte[] payload, int mostFrames = 1)
        {
            Outgoing next = queue.Take(payload, mostFrames);
            (int turn, ClientEvent? control) = (next.Turn, next.Control);
            switch (next.Kind)
            {
                case OutboundKind.Frame:
                    Assert.InRange(next.Frames, 1, mostFrames);
                    Assert.Equal(next.Frames, next.Length);
                    foreach (byte value in payload[..next.Length])
                    {
                        Buffer.Add((turn, value));
                        Assert.Equal(Buffer.Count - 1, value);
                    }
                    Assert.All(Buffer, frame => Assert.Equal(turn, frame.Turn));
                    (Turn, Heard) = (turn, [.. Buffer.Select(frame => frame.Value)]);
                    return true;
                case OutboundKind.Control when control is ClearInput:
                    Buffer.Clear();
                    (Turn, Heard) = (0, []);
                    return true;
                case OutboundKind.Control:
                    Assert.IsType<CompleteInput>(control);
                    Assert.NotEqual(turn, Completed);
                    (Turn, Completed, Heard) = (turn, turn, [.. Buffer.Select(frame => frame.Value)]);
                    Buffer.Clear();
                    return true;
                default:
                    return false;
            }
        }
    }
}
