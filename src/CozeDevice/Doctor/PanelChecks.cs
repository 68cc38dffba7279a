using CozeDevice.Linux.Gpio;
using CozeDevice.Linux.Input;
using CozeDevice.Options;
using CozeDevice.Panel;

namespace CozeDevice.Doctor;

/// <summary>Buttons and LED.</summary>
/// <param name="loaded">The configuration.</param>
/// <param name="probes">The panel, and the agent that may have it.</param>
/// <param name="person">Who says what was seen, or null.</param>
/// <param name="time">How long the LED is lit.</param>
internal sealed class PanelChecks(LoadedConfiguration loaded, DoctorProbes probes, IPerson? person, TimeProvider time)
{
    private const string AgentName = "cozedevice"; // what the agent calls itself to the kernel
    private static readonly TimeSpan Lit = TimeSpan.FromSeconds(0.5);

    /// <summary>Every configured contact is there and free.</summary>
    public async Task<CheckFinding> ButtonAsync()
    {
        if (Sections.Problem(loaded, "Button") is { } problem) return CheckFinding.Skipped(problem);
        var agent = await probes.Agent.LookAsync();
        if (agent.Complains("button"))
            return CheckFinding.Failed(Fault.AgentComplains, "the running agent cannot use the button");
        List<string> told = [];
        CheckFinding? warning = null;
        foreach (var button in ButtonBinder.Buttons(loaded))
        {
            foreach (var finding in (CheckFinding?[])[Line(button, agent), Key(button)])
            {
                if (finding is null) continue;
                if (finding.Status == CheckStatus.Failed) return finding;
                if (finding.Status == CheckStatus.Warning) warning ??= finding;
                told.Add(finding.Text);
            }
        }

        var text = told.Count == 0 ? "no button is configured: cozedevice ctl press will do" : string.Join('\n', told);
        return warning is null ? CheckFinding.Ok(text) : warning with { Text = text };
    }

    /// <summary>The LED can be driven.</summary>
    public async Task<CheckFinding> LedAsync(CancellationToken cancellationToken)
    {
        if (Sections.Problem(loaded, "Led:") is { } problem) return CheckFinding.Skipped(problem);
        var options = LedBinder.Build(loaded);
        if (options.Kind == LedKind.None) return CheckFinding.Ok("no LED is configured");
        var agent = await probes.Agent.LookAsync();
        if (agent.Complains("led")) return CheckFinding.Failed(Fault.LedBroken, "the running agent cannot use the LED");
        if (agent.Runs) return CheckFinding.Ok("the running agent drives it");
        try
        {
            using var led = probes.Panel.OpenLed(options);
            var pixels = new LedLight[led.Traits.Pixels];
            Array.Fill(pixels, LedLight.Of(0xffffff, Math.Max(1, options.Light.Brightness) / 100.0));
            led.Show(pixels);
            try
            {
                await Task.Delay(Lit, time, cancellationToken);
                if (person is not null)
                {
                    return await person.AskAsync("Is the LED lit now?", cancellationToken)
                        ? CheckFinding.Ok($"{Name(options)} was seen")
                        : CheckFinding.Failed(Fault.LedUnseen, $"{Name(options)} was switched on, and you did not see it");
                }
            }
            finally
            {
                led.Show(new LedLight[pixels.Length]);
            }

            return CheckFinding.Ok($"{Name(options)} was lit for half a second");
        }
        catch (LedException e) when (e.IsMissing && options.IsDefault)
        {
            // Nobody chose it: a machine may lack it.
            return CheckFinding.Warned(Fault.LedMissing, e.Message);
        }
        catch (LedException e)
        {
            return CheckFinding.Failed(e.IsMissing ? Fault.LedMissing : Fault.LedBroken, e.Message);
        }
    }

    private CheckFinding? Line(ButtonOptions button, AgentFacts agent)
    {
        if (button.Line is not { } name) return null;
        try
        {
            var line = probes.Panel.Line(button.Chip, name);
            if (!line.IsUsed) return CheckFinding.Ok($"{line.Name} is free");
            var holder = line.Holder ?? "the kernel";
            return holder == AgentName && agent.Runs
                ? CheckFinding.Ok($"{line.Name}: the running agent has it")
                : CheckFinding.Failed(Fault.GpioLineBusy, $"{line.Name} is used by \"{holder}\"", holder);
        }
        catch (GpioException e) when (e.Problem is GpioProblem.NoChip or GpioProblem.NoLine && button.IsLineDefault)
        {
            return CheckFinding.Warned(Fault.GpioMissing, $"{name}, which is the default: {e.Message}");
        }
        catch (GpioException e)
        {
            return e.Problem switch
            {
                GpioProblem.NoChip => CheckFinding.Failed(Fault.GpioMissing, e.Message),
                GpioProblem.NoLine => CheckFinding.Failed(Fault.GpioLineUnknown, e.Message),
                GpioProblem.NoPermission => CheckFinding.Failed(Fault.GroupMissing, e.Message, "gpio"),
                _ => CheckFinding.Failed(Fault.GpioClosed, e.Message),
            };
        }
    }

    private CheckFinding? Key(ButtonOptions button)
    {
        if (button.Input is null) return null;
        try
        {
            return CheckFinding.Ok(probes.Panel.Key(button));
        }
        catch (ContactException e)
        {
            return CheckFinding.Failed(Fault.InputMissing, e.Message);
        }
    }

    private static string Name(LedOptions options) => options.Kind switch
    {
        LedKind.Gpio or LedKind.Rgb => $"the LED at {string.Join(", ", options.Lines)}",
        LedKind.Sysfs => $"the LED {string.Join(", ", options.Names)}",
        LedKind.Pwm => $"the LED on PWM channel {string.Join(", ", options.Channels)}",
        _ => $"the strip at {options.Device}",
    };
}
