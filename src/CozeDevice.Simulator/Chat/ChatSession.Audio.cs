using CozeDevice.Simulator.Audio;
using CozeDevice.Simulator.Recording;
using CozeDevice.Simulator.Scenarios;
using CozeDevice.Simulator.Turns;

namespace CozeDevice.Simulator.Chat;

internal sealed partial class ChatSession
{
    private const int VoiceInterrupted = 1;

    private IUplinkDecoder? _decoder;
    private Utterance? _utterance;
    private PaddedSpeech? _stream;
    private VoiceActivity? _voice;
    private bool _hasOpusFailed;

    private async Task AppendAsync(byte[] audio)
    {
        _record.AddAudio(audio);
        _decoder ??= UplinkDecoders.Create(_config.InputAudio);
        short[] samples;
        try
        {
            samples = _decoder.Decode(audio);
        }
        catch (AudioException exception) when (exception.Code == AudioException.OpusFailed)
        {
            // Told once for each utterance; the packet is left out of it.
            if (_hasOpusFailed)
            {
                return;
            }

            _hasOpusFailed = true;
            throw;
        }

        if (_config.DetectsVoice)
        {
            await ListenAsync(audio, samples);
            return;
        }

        _utterance ??= new Utterance(_config.InputAudio);
        _utterance.Add(audio, samples);
    }

    private async Task CompleteAsync()
    {
        // Without effect while the service finds the end of speech itself (S3).
        if (_config.DetectsVoice)
        {
            return;
        }

        _record.EndUtterance(UtteranceEnd.Completed);
        Speech? speech = _utterance?.ToSpeech(_decoder!.SampleRate);
        ResetAudio();
        if (_reply is { HasEnded: false, IsChat: true })
        {
            throw new ProtocolException(ProtocolException.ChatRunning, "the conversation has a running chat");
        }

        _outbox.Post("input_audio_buffer.completed");
        if (speech is { Samples.Length: > 0 })
        {
            await AnswerAsync(speech);
        }
        else if (_scenario.Empty == EmptyUtterance.Error)
        {
            throw new ProtocolException("input_audio_buffer: no audio was appended");
        }
        else if (_scenario.Empty == EmptyUtterance.CompletedChat)
        {
            await StartTurnAsync((turn, running, token) => turn.RunEmptyAsync(running, token));
        }
    }

    private void Clear()
    {
        // Without effect while the service finds the end of speech itself (S3).
        if (!_config.DetectsVoice)
        {
            _record.EndUtterance(UtteranceEnd.Cleared);
            ResetAudio();
            _outbox.Post("input_audio_buffer.cleared");
        }
    }

    private void ResetAudio()
    {
        _decoder?.Dispose();
        _decoder = null;
        _utterance = null;
        _stream = null;
        _voice = null;
        _hasOpusFailed = false;
    }

    private async Task ListenAsync(byte[] audio, short[] samples)
    {
        int sampleRate = _decoder!.SampleRate;
        _stream ??= new PaddedSpeech(_config.InputAudio, _config.PrefixPadding);
        _voice ??= new VoiceActivity(_config.SilenceDuration);
        _stream.Add(audio, samples, sampleRate);
        foreach (bool isSpeech in _voice.Hear(samples, sampleRate))
        {
            if (!isSpeech)
            {
                _record.EndUtterance(UtteranceEnd.Completed);
                _hasOpusFailed = false;
                _outbox.Post("input_audio_buffer.speech_stopped");
                await HearAsync(_stream.Stop(sampleRate));
                continue;
            }

            _stream.Start();
            _outbox.Post("input_audio_buffer.speech_started");
            if (_config.InterruptMode is null)
            {
                await InterruptAsync(VoiceInterrupted, "interrupted by the user's voice");
            }
        }
    }

    private async Task HearAsync(Speech speech)
    {
        // In a keyword mode only a keyword stops a running reply. Words cannot be recognised here, so they have to
        // come from the transcript of the scenario; anything else said during a reply is ignored.
        if (_reply is { HasEnded: false })
        {
            string transcript = ReplyChoice.Find(_scenario, _turns + 1, null).Transcript ?? "";
            if (_config.InterruptKeywords.Any(word => _config.InterruptMode == "keyword_prefix"
                    ? transcript.StartsWith(word, StringComparison.Ordinal)
                    : transcript.Contains(word, StringComparison.Ordinal)))
            {
                _turns++;
                await InterruptAsync(VoiceInterrupted, "interrupted by a keyword");
            }

            return;
        }

        await AnswerAsync(speech);
    }
}
