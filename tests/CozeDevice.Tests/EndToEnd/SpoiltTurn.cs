using CozeDevice.Audio;
using CozeDevice.Conversation;
using CozeDevice.Tests.Support;
using Xunit;

namespace CozeDevice.Tests.EndToEnd;

/// <summary>A press that cannot work, and what is heard then.</summary>
internal static class SpoiltTurn
{
    // Longer than a tap.
    public static async Task AskAsync(DeviceRig rig)
    {
        await rig.CommandAsync(new PressCommand());
        await Task.Delay(TurnRules.MinHold + TimeSpan.FromMilliseconds(100));
        await rig.CommandAsync(new ReleaseCommand());
    }

    public static Task AssertHeardAsync(DeviceRig rig, PromptReason reason, string language)
    {
        string file = RepositoryRoot.File($"src/CozeDevice/Prompts/{language}/{PromptLibrary.FileName(reason)}");
        return AssertHeardAsync(rig, reason, file, WavFile.Read(file).Samples.ToArray());
    }

    public static async Task AssertHeardAsync(DeviceRig rig, PromptReason reason, string file, short[] expected)
    {
        TurnEvent prompting = await rig.UntilTurnAsync("prompting");
        await rig.UntilTurnAsync("ready", prompting.Turn.Turn);
        Assert.Equal(Path.GetFileNameWithoutExtension(PromptLibrary.FileName(reason)), prompting.Turn.Reason);

        short[] heard = await rig.HeardAsync();
        // The last frame is filled up with silence; before the prompt the beginning of an answer may have been heard.
        int padding = (AudioFormat.FrameSamples - (expected.Length % AudioFormat.FrameSamples)) % AudioFormat.FrameSamples;
        Assert.True(heard.Length >= expected.Length + padding, $"{file} was not heard to its end");
        Assert.Equal([.. expected, .. new short[padding]], heard[^(expected.Length + padding)..]);
    }
}
