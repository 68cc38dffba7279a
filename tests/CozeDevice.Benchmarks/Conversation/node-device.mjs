// The same push-to-talk device in Node.js on Coze's own SDK, for comparison: a microphone of 20 ms frames read from a file,
// a speaker that takes a frame every 20 ms, one turn after the other.
//
// Usage: node node-device.mjs BASE_URL QUESTION.raw CODEC TURNS     (raw: 16 kHz mono S16; CODEC: pcm or g711a)
// Prints one JSON line when a turn ends: {"turn":1,"frames_sent":…,"frames_heard":…}, and ends with the last one.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';

// The SDK is installed beside the SDK's own checks.
const { CozeAPI } = createRequire(new URL('../../sdk/package.json', import.meta.url))('@coze/api');

const [baseURL, file, codec, turns] = process.argv.slice(2);
const FrameMs = 20;
const FrameSamples = 320;
const PrebufferFrames = 3;
const Rate = codec === 'g711a' ? 8000 : 16000;
const question = readFileSync(file);

// ITU-T G.711 A-law, table for decoding, arithmetic for encoding. The wire has 8 kHz: every second sample, and each twice.
const ALawToLinear = Int16Array.from({ length: 256 }, (_, code) => {
  const value = code ^ 0x55;
  const exponent = (value >> 4) & 7;
  const mantissa = (value & 15) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 264) << (exponent - 1);
  return value & 0x80 ? magnitude : -magnitude;
});

function linearToALaw(sample) {
  const sign = sample >= 0 ? 0x80 : 0;
  let magnitude = Math.min(sample >= 0 ? sample : -sample - 1, 32767) >> 4;
  let exponent = 0;
  if (magnitude > 15) {
    exponent = 1;
    while (magnitude > 31) {
      magnitude >>= 1;
      exponent++;
    }
    magnitude &= 15;
  }
  return (sign | (exponent << 4) | magnitude) ^ 0x55;
}

function encode(frame) {
  if (codec === 'pcm') return frame;
  const payload = Buffer.alloc(FrameSamples / 2);
  for (let i = 0; i < payload.length; i++) payload[i] = linearToALaw(frame.readInt16LE(i * 4));
  return payload;
}

function decode(payload) {
  if (codec === 'pcm') return payload;
  const samples = Buffer.alloc(payload.length * 4);
  for (let i = 0; i < payload.length; i++) {
    samples.writeInt16LE(ALawToLinear[payload[i]], i * 4);
    samples.writeInt16LE(ALawToLinear[payload[i]], i * 4 + 2);
  }
  return samples;
}

const client = new CozeAPI({ baseURL, baseWsURL: baseURL.replace(/^http/, 'ws'), token: process.env.COZE_API_TOKEN });
const socket = await client.websockets.chat.create({ bot_id: '7350000000000000001' });
const send = (eventType, data) => socket.send({ id: randomUUID(), event_type: eventType, ...(data ? { data } : {}) });

let position = question.length;
let isTalking = false;
let sent = 0;
let heard = 0;
let turn = 0;
let isComplete = false;
let isPlaying = false;
let playout = [];
let queued = 0;
const FrameBytes = FrameSamples * 2;

// The clock of the sound card: a frame of the microphone, and a frame for the speaker.
let due = performance.now();
function tick() {
  due += FrameMs;
  setTimeout(tick, Math.max(0, due - performance.now()));
  if (isTalking) {
    const frame = Buffer.alloc(FrameBytes);
    question.copy(frame, 0, position, position + FrameBytes);
    position += FrameBytes;
    send('input_audio_buffer.append', { delta: encode(frame).toString('base64') });
    sent++;
    if (position >= question.length) {
      isTalking = false;
      send('input_audio_buffer.complete');
    }
  }
  if (!isPlaying && (queued >= PrebufferFrames * FrameBytes || (isComplete && queued > 0))) isPlaying = true;
  if (isPlaying) play();
}

function play() {
  let wanted = Math.min(FrameBytes, queued);
  queued -= wanted;
  if (wanted > 0) heard++;
  while (wanted > 0) {
    const taken = Math.min(wanted, playout[0].length);
    playout[0] = playout[0].subarray(taken);
    if (playout[0].length === 0) playout.shift();
    wanted -= taken;
  }
  if (queued === 0 && isComplete) {
    isPlaying = isComplete = false;
    console.log(JSON.stringify({ turn, frames_sent: sent, frames_heard: heard }));
    if (turn === Number(turns)) process.exit(0);
    talk();
  }
}

function talk() {
  turn++;
  sent = heard = 0;
  position = 0;
  isTalking = true;
}

socket.onmessage = event => {
  switch (event.event_type) {
    case 'chat.updated':
      talk();
      break;
    case 'conversation.audio.delta': {
      const samples = decode(Buffer.from(event.data.content, 'base64'));
      playout.push(samples);
      queued += samples.length;
      break;
    }
    case 'conversation.chat.completed':
      isComplete = true;
      break;
    case 'error':
      console.error(JSON.stringify(event.data));
      process.exit(1);
  }
};
socket.onopen = () => {
  const limit = { period: 1, max_frame_num: 60 };
  send('chat.update', {
    chat_config: { user_id: 'bench', auto_save_history: true },
    input_audio: { format: 'pcm', codec, sample_rate: Rate, channel: 1, bit_depth: 16 },
    output_audio: { codec, pcm_config: { sample_rate: Rate, frame_size_ms: FrameMs, limit_config: limit } },
    turn_detection: { type: 'client_interrupt' },
    need_play_prologue: false,
  });
};
tick();
