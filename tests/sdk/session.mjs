// One connection to /v1/chat through the SDK, with its events in order.

import { randomUUID } from 'node:crypto';

const TimeoutMs = 10_000;

/** Decimal ids of the wire are strings; this agent exists in no account. */
export const BotId = '7350000000000000001';

/** What a push-to-talk board that speaks plain PCM asks for. */
export const PushToTalk = {
  chat_config: { user_id: 'sdk-test', auto_save_history: true },
  input_audio: { format: 'pcm', codec: 'pcm', sample_rate: 16000, channel: 1, bit_depth: 16 },
  output_audio: { codec: 'pcm', pcm_config: { sample_rate: 16000 } },
  turn_detection: { type: 'client_interrupt' },
  need_play_prologue: false,
};

export class Session {
  #socket;
  #unread = [];
  #wake = () => {};

  /** Every event, in the order it came. */
  events = [];

  static async open(client, config = PushToTalk) {
    const session = new Session();
    session.#socket = await client.websockets.chat.create({ bot_id: BotId });
    const opened = new Promise((resolve, reject) => {
      session.#socket.onopen = resolve;
      session.#socket.onerror = error => reject(new Error(`connection refused: ${JSON.stringify(error.data)}`));
    });
    session.#socket.onmessage = event => session.#receive(event);
    try {
      await opened;
      session.send('chat.update', config);
      session.updated = await session.until('chat.updated');
      return session;
    } catch (error) {
      // The SDK would dial for ever.
      session.close();
      throw error;
    }
  }

  send(eventType, data) {
    this.#socket.send({ id: randomUUID(), event_type: eventType, ...(data === undefined ? {} : { data }) });
  }

  /** Sends speech in frames of 20 ms and ends the utterance. */
  say(pcm) {
    const frameBytes = 640;
    for (let start = 0; start < pcm.length; start += frameBytes) {
      this.send('input_audio_buffer.append', { delta: pcm.subarray(start, start + frameBytes).toString('base64') });
    }
    this.send('input_audio_buffer.complete');
  }

  ask(text) {
    this.send('conversation.message.create', { role: 'user', content_type: 'text', content: text });
  }

  /** The next event of this type; those before it are passed over. */
  async until(eventType) {
    const deadline = Date.now() + TimeoutMs;
    for (;;) {
      while (this.#unread.length > 0) {
        const event = this.#unread.shift();
        if (event.event_type === eventType) return event;
        if (event.event_type === 'error') throw new Error(`error event: ${JSON.stringify(event.data)}`);
      }
      const left = deadline - Date.now();
      if (left <= 0) {
        const seen = this.events.slice(-5).map(event => event.event_type).join(', ');
        throw new Error(`no ${eventType} within ${TimeoutMs / 1000} s; last events: ${seen}`);
      }
      let timer;
      await new Promise(resolve => {
        this.#wake = resolve;
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
  }

  close() {
    this.#socket.close();
  }

  #receive(event) {
    this.events.push(event);
    this.#unread.push(event);
    this.#wake();
  }
}

/** Events of one type. */
export const ofType = (events, eventType) => events.filter(event => event.event_type === eventType);

/** Everything that was heard, as one buffer of samples. */
export const soundOf = events =>
  Buffer.concat(ofType(events, 'conversation.audio.delta').map(event => Buffer.from(event.data.content, 'base64')));

/** Text pieces, joined. */
export const textOf = events => ofType(events, 'conversation.message.delta').map(event => event.data.content).join('');

/** A voice-like test signal: 16 kHz, mono, 16 bit, never twice the same frame. */
export function speech(seconds) {
  const pcm = Buffer.alloc(Math.round(seconds * 16000) * 2);
  for (let i = 0; i < pcm.length / 2; i++) {
    const time = i / 16000;
    const value = 6000 * Math.sin(2 * Math.PI * (180 + 40 * Math.sin(time)) * time) + ((i * 7919) % 201) - 100;
    pcm.writeInt16LE(Math.round(value), i * 2);
  }
  return pcm;
}
