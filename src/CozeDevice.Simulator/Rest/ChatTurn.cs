namespace CozeDevice.Simulator.Rest;

/// <summary>One question and its answer.</summary>
/// <remarks>Safe for concurrent use. A chat that is not streamed moves on when somebody looks at it, so nothing runs
/// between requests.</remarks>
/// <param name="conversation">Where it belongs.</param>
/// <param name="request">What was asked.</param>
/// <param name="options">The agent and the clock.</param>
internal sealed class ChatTurn(Conversation conversation, ChatRequest request, RestOptions options)
{
    private readonly Lock _gate = new();
    private readonly Message _question = request.Messages.LastOrDefault(static message => message.Role == "user")
        ?? conversation.LastQuestion() ?? new Message("user", "question", "", "text");
    private readonly List<Message> _messages = [];
    private ChatAnswer _answer = new("");
    private Message _answerMessage = ChatMessages.Answer("");
    private ChatStatus _status = ChatStatus.InProgress;
    private bool _isStreaming;
    private long _startedAt;
    private long _endedAt;

    /// <summary>Decimal id.</summary>
    internal string Id { get; } = Ids.Next();

    /// <summary>Where it belongs.</summary>
    internal Conversation Conversation => conversation;

    /// <summary>The agent.</summary>
    internal string BotId => request.BotId;

    /// <summary>The client's pairs.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> MetaData => request.MetaData;

    /// <summary>Whether the question was spoken; then the answer is spoken too.</summary>
    internal bool HasAudio => _question.HasAudio();

    /// <summary>Unix seconds.</summary>
    internal long CreatedAt { get; } = options.Time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Unix seconds; meaningful once it has ended.</summary>
    internal long EndedAt => _endedAt;

    /// <summary>How far it is.</summary>
    internal ChatStatus Status
    {
        get
        {
            lock (_gate)
            {
                if (!_isStreaming && options.Time.GetElapsedTime(_startedAt) >= options.ChatDuration) EndLocked();
                return _status;
            }
        }
    }

    /// <summary>What the agent answers.</summary>
    internal ChatAnswer Answer
    {
        get
        {
            lock (_gate) return _answer;
        }
    }

    /// <summary>The answer as a message; all its pieces carry its id.</summary>
    internal Message AnswerMessage
    {
        get
        {
            lock (_gate) return _answerMessage;
        }
    }

    /// <summary>Tokens of the question and of the answer; a token is a character here.</summary>
    internal (int Input, int Output) Usage => Status == ChatStatus.Completed
        ? (JsonFields.CountRunes(_question.PlainText()), JsonFields.CountRunes(Answer.Text))
        : (0, 0);

    /// <summary>What the agent wrote so far.</summary>
    internal Message[] Messages
    {
        get
        {
            _ = Status;
            lock (_gate) return [.. _messages];
        }
    }

    /// <summary>What the output of a tool is submitted under.</summary>
    internal string CallId(int index) => $"call_{Id}_{index}";

    /// <summary>Lets the agent think about the question.</summary>
    internal void Begin() => Start(new ChatQuestion(_question.PlainText()), request.IsStreamed);

    /// <summary>Goes on with what the tools returned.</summary>
    /// <exception cref="ApiException">No tool was asked for, or not all of them are answered.</exception>
    internal void Submit(IReadOnlyDictionary<string, string> outputs, bool isStreamed)
    {
        if (Status != ChatStatus.RequiresAction)
            throw new ApiException(ErrorCode.BadParameter, "the chat waits for no tool outputs");
        var tools = Answer.Tools;
        for (var i = 0; i < tools.Count; i++)
        {
            if (!outputs.ContainsKey(CallId(i)))
                throw ApiException.Parameter("tool_outputs", $"The output of {CallId(i)} is missing.");
        }

        if (outputs.Count != tools.Count)
            throw ApiException.Parameter("tool_outputs", "It holds the output of a call that was not made.");
        Start(new ChatQuestion(_question.PlainText(), outputs[CallId(0)]), isStreamed);
    }

    /// <summary>Stops it.</summary>
    /// <exception cref="ApiException">Nothing runs.</exception>
    internal void Cancel()
    {
        _ = Status;
        lock (_gate)
        {
            if (_status != ChatStatus.InProgress)
                throw new ApiException(ErrorCode.CannotCancel, "the chat is not in progress and cannot be canceled");
            _status = ChatStatus.Canceled;
            _endedAt = options.Time.GetUtcNow().ToUnixTimeSeconds();
        }
    }

    /// <summary>Ends a streamed chat the way its answer says, unless it was canceled.</summary>
    internal void End()
    {
        lock (_gate) EndLocked();
    }

    private void Start(ChatQuestion question, bool isStreamed)
    {
        var answer = options.Answer(question);
        lock (_gate)
        {
            _answer = question.ToolOutput is null ? answer : answer with { Tools = [] };
            _answerMessage = ChatMessages.Answer(_answer.Text);
            _status = ChatStatus.InProgress;
            _isStreaming = isStreamed;
            _startedAt = options.Time.GetTimestamp();
        }
    }

    private void EndLocked()
    {
        _isStreaming = false;
        if (_status != ChatStatus.InProgress) return;
        _endedAt = options.Time.GetUtcNow().ToUnixTimeSeconds();
        if (_answer.FailCode is not null)
        {
            _status = ChatStatus.Failed;
            return;
        }

        if (_answer.Tools.Count > 0)
        {
            _status = ChatStatus.RequiresAction;
            _messages.AddRange(_answer.Tools.Select(ChatMessages.Call));
            return;
        }

        _status = ChatStatus.Completed;
        _messages.AddRange([_answerMessage, ChatMessages.AllWritten()]);
        if (request.SavesHistory) conversation.Remember([.. request.Messages, _answerMessage]);
    }
}
