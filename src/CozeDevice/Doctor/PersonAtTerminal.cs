using CozeDevice.Commands;

namespace CozeDevice.Doctor;

/// <summary>The person at the terminal, or one who says yes to everything.</summary>
/// <param name="context">The terminal.</param>
/// <param name="saysYes">Whether nobody is asked and the answer is yes.</param>
/// <param name="isQuiet">Whether nothing may be printed but the result.</param>
internal sealed class PersonAtTerminal(ProgramContext context, bool saysYes, bool isQuiet) : IPerson
{
    /// <inheritdoc/>
    public Task TellAsync(string text, CancellationToken cancellationToken) =>
        isQuiet ? Task.CompletedTask : context.Out.WriteLineAsync(text.AsMemory(), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> AskAsync(string question, CancellationToken cancellationToken) =>
        saysYes ? Task.FromResult(true) : Question.AskAsync(context, question, cancellationToken);
}
