// Coze's JavaScript SDK against cozedevice-sim: what an application written for the service does must work here.
//
// Usage: node conversation.mjs BASE_URL    (or COZE_SIM_URL in the environment)
//
// The SDK's WsChatClient (@coze/api/ws-tools) is not covered: importing it loads a browser-only RTC library that
// touches `window`. The raw socket API used here is what it is built on.

import assert from 'node:assert/strict';
import { runChecks } from './checks.mjs';
import { restChecks } from './rest.mjs';
import { oauthChecks } from './oauth.mjs';
import { CozeAPI } from '@coze/api';
import { ofType, PushToTalk, Session, soundOf, speech, textOf } from './session.mjs';

const baseURL = (process.argv[2] ?? process.env.COZE_SIM_URL ?? '').replace(/\/$/, '');
if (!/^https?:\/\//.test(baseURL)) {
  console.error('usage: node conversation.mjs BASE_URL');
  process.exit(2);
}

const client = new CozeAPI({ baseURL, baseWsURL: baseURL.replace(/^http/, 'ws'), token: 'pat_sdk test+token' });

async function textTurn() {
  const session = await Session.open(client);
  session.ask('what time is it');
  const completed = await session.until('conversation.chat.completed');
  session.close();

  const { events } = session;
  const question = ofType(events, 'conversation.message.completed').find(event => event.data.role === 'user');
  assert.equal(question.data.type, 'question');
  assert.equal(question.data.content, 'what time is it');
  const answer = ofType(events, 'conversation.message.completed').find(event => event.data.type === 'answer');
  assert.notEqual(answer.data.content, '');
  assert.equal(textOf(events), answer.data.content);
  assert.equal(completed.data.status, 'completed');
  assert.ok(completed.data.usage.token_count > 0, 'usage');
  assertOrder(events, [
    'chat.created', 'chat.updated', 'conversation.chat.created', 'conversation.chat.in_progress',
    'conversation.message.delta', 'conversation.audio.delta', 'conversation.audio.completed', 'conversation.chat.completed',
  ]);
  assert.ok(soundOf(events).length > 0, 'sound');
  for (const event of events) {
    assert.equal(typeof event.id, 'string');
    assert.equal(event.detail.logid, events[0].detail.logid);
  }
}

async function audioTurn() {
  const session = await Session.open(client);
  const said = speech(1.5);
  session.say(said);
  const completed = await session.until('conversation.chat.completed');
  session.close();

  const { events } = session;
  assert.equal(session.updated.data.input_audio.format, 'pcm');
  assert.equal(session.updated.data.output_audio.codec, 'pcm');
  assert.equal(ofType(events, 'input_audio_buffer.completed').length, 1);
  const transcript = ofType(events, 'conversation.audio_transcript.completed')[0];
  assert.ok(transcript.data.content.length > 0, 'transcript');
  assertOrder(events, ['conversation.chat.created', 'conversation.audio.delta', 'conversation.audio.completed', 'conversation.chat.completed']);
  const heard = soundOf(events);
  assert.equal(heard.length, said.length, 'as much sound comes back as was said');
  assert.ok(heard.equals(said), 'the sound that comes back is the sound that was said, bit for bit');
  const chatIds = new Set(ofType(events, 'conversation.audio.delta').map(event => event.data.chat_id));
  assert.deepEqual([...chatIds], [completed.data.id]);
  const { token_count: all, input_count: input, output_count: output } = completed.data.usage;
  assert.equal(all, input + output);
  assert.ok(all > 0, 'usage');
}

async function canceledTurn() {
  // Paced at about real time, so that the reply runs for long after its first piece.
  const paced = {
    ...PushToTalk,
    output_audio: {
      codec: 'pcm',
      pcm_config: { sample_rate: 16000, frame_size_ms: 20, limit_config: { period: 1, max_frame_num: 60 } },
    },
  };
  const session = await Session.open(client, paced);
  session.say(speech(8));
  const created = await session.until('conversation.chat.created');
  await session.until('conversation.audio.delta');
  session.send('conversation.chat.cancel');
  const canceled = await session.until('conversation.chat.canceled');

  assert.equal(canceled.data.code, 2);
  assert.equal(typeof canceled.data.msg, 'string');
  const before = session.events.length;
  const said = speech(0.4);
  session.say(said);
  const completed = await session.until('conversation.chat.completed');
  session.close();

  const next = session.events.slice(before);
  assert.notEqual(completed.data.id, created.data.id);
  const own = next.filter(event => event.data?.chat_id === completed.data.id);
  assert.ok(soundOf(own).equals(said), 'the turn after a cancel is heard whole');
  assert.ok(
    !ofType(session.events, 'conversation.chat.completed').some(event => event.data.id === created.data.id),
    'a canceled chat is never completed');
}

async function continuedConversation() {
  const first = await Session.open(client);
  first.ask('remember me');
  const { data: chat } = await first.until('conversation.chat.completed');
  first.close();

  const second = await Session.open(client, {
    ...PushToTalk,
    chat_config: { conversation_id: chat.conversation_id, user_id: 'sdk-test' },
  });
  second.ask('do you remember me');
  const { data: next } = await second.until('conversation.chat.completed');
  second.close();
  assert.equal(next.conversation_id, chat.conversation_id);
}

/** The first event of each type comes in this order. */
function assertOrder(events, eventTypes) {
  const places = eventTypes.map(eventType => events.findIndex(event => event.event_type === eventType));
  assert.ok(!places.includes(-1), `missing: ${eventTypes.filter((_, i) => places[i] === -1).join(', ')}`);
  assert.deepEqual(places, [...places].sort((a, b) => a - b), `order of ${eventTypes.join(', ')}`);
}

await runChecks([
  ['websocket: a text turn is answered in text and sound', textTurn],
  ['websocket: a spoken turn comes back bit for bit', audioTurn],
  ['websocket: a reply is canceled and the next turn works', canceledTurn],
  ['websocket: a conversation goes on after a reconnect', continuedConversation],
  ...restChecks(client),
  ...oauthChecks(baseURL),
]);
