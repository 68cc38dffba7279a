namespace CozeDevice.Commands;

/// <summary>Asks the person at the terminal.</summary>
internal static class Question
{
    /// <summary>Asks until the answer is yes or no.</summary>
    /// <param name="context">The terminal.</param>
    /// <param name="text">The question, without the choices.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether it was yes; the end of the input is a no.</returns>
    public static async Task<bool> AskAsync(ProgramContext context, string text, CancellationToken cancellationToken)
    {
        while (true)
        {
            await context.Out.WriteAsync($"{text} [y/n] ");
            await context.Out.FlushAsync(cancellationToken);
            // A read of the console cannot be cancelled: it is left behind, and the program ends without it.
            var line = await Task.Run(context.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
            switch (line?.Trim().ToLowerInvariant())
            {
                case "y" or "yes": return true;
                case "n" or "no" or null: return false;
            }
        }
    }
}
