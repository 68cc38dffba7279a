using System.CommandLine;
using CozeDevice.Shells;

namespace CozeDevice.Commands;

/// <summary><c>describe bash|zsh|fish|man</c>: what a package tells shells and the manual about the commands.</summary>
/// <remarks>Hidden: <c>scripts/package.sh</c> calls it, people need not.</remarks>
internal static class DescribeCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="context">Where it writes.</param>
    /// <param name="root">The whole program; read when a command runs, so it may still grow.</param>
    public static Command Create(ProgramContext context, RootCommand root)
    {
        return new("describe", "Writes completions for shells and the commands for the manual page.")
        {
            Of("bash", BashCompletion.Write), Of("zsh", ZshCompletion.Write), Of("fish", FishCompletion.Write),
            Of("man", ManualCommands.Write),
        };

        Command Of(string reader, Func<CommandTree, string> write)
        {
            var command = new Command(reader, $"Writes what {reader} reads.");
            command.SetAction(async (_, _) =>
            {
                await context.Out.WriteAsync(write(new(root)));
                return ExitCode.Ok;
            });
            return command;
        }
    }
}
