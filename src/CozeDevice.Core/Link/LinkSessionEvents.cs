namespace CozeDevice.Link;

/// <summary>What a session tells its owner while it runs. Called on the receive loop; must not wait.</summary>
/// <param name="Online">Called once, when <c>chat.updated</c> came.</param>
/// <param name="ConversationLearnt">Called with the conversation's id when the service names another one than before.</param>
internal sealed record LinkSessionEvents(Action Online, Action<string> ConversationLearnt);
