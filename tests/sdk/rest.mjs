// The REST side of the SDK.

import assert from 'node:assert/strict';
import { createReadStream, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BadRequestError, ChatEventType, ChatStatus, NotFoundError, RoleType } from '@coze/api';
import { BotId, speech } from './session.mjs';

const hello = { bot_id: BotId, user_id: 'sdk-test', additional_messages: [{ role: RoleType.User, content: 'hello', content_type: 'text' }] };

/** @param {import('@coze/api').CozeAPI} client */
export function restChecks(client) {
  return [
    ['rooms: a room is created', async () => {
      const room = await client.audio.rooms.create({
        bot_id: BotId,
        connector_id: '1024',
        uid: 'sdk-test',
        config: { turn_detection: { type: 'client_interrupt' }, video_config: { stream_video_type: 'main' } },
      });
      assert.equal(room.uid, 'sdk-test');
      for (const member of ['token', 'room_id', 'app_id']) assert.ok(room[member].length > 0, member);
    }],
    ['rooms: an invalid room is a BadRequestError with a log id', async () => {
      const refused = client.audio.rooms.create({ bot_id: BotId, connector_id: '1024', config: { room_mode: 'party' } });
      const error = await refused.then(() => assert.fail('accepted'), reason => reason);
      assert.ok(error instanceof BadRequestError, error.constructor.name);
      assert.equal(error.code, 4000);
      assert.ok(error.logid.length > 0, 'log id');
      assert.match(error.msg, /config\.room_mode/);
    }],
    ['voices: every page together is the whole list', async () => {
      const whole = await client.audio.voices.list();
      assert.ok(whole.voice_list.length >= 10);
      assert.equal(whole.has_more, false);
      const paged = [];
      for (let page = 1, more = true; more; page++) {
        const part = await client.audio.voices.list({ page_num: page, page_size: 5, filter_system_voice: false });
        paged.push(...part.voice_list);
        more = part.has_more;
      }
      assert.deepEqual(paged.map(voice => voice.voice_id), whole.voice_list.map(voice => voice.voice_id));
      assert.ok(whole.voice_list.some(voice => voice.support_emotions?.length > 0), 'an emotional voice');
    }],
    ['conversations: created, retrieved, listed, cleared', async () => {
      const created = await client.conversations.create({ bot_id: BotId, meta_data: { board: '17' } });
      assert.equal(created.meta_data.board, '17');
      const found = await client.conversations.retrieve(created.id);
      assert.deepEqual(found, created);
      const list = await client.conversations.list({ bot_id: BotId, page_num: 1, page_size: 10 });
      assert.ok(list.conversations.some(conversation => conversation.id === created.id), 'listed');
      const cleared = await client.conversations.clear(created.id);
      assert.equal(cleared.conversation_id, created.id);
      assert.notEqual(cleared.id, created.last_section_id);
    }],
    ['conversations: created without parameters', async () => {
      const created = await client.conversations.create({});
      assert.match(created.id, /^\d+$/);
    }],
    ['chat: polled to its end', async () => {
      const { chat, messages } = await client.chat.createAndPoll({ ...hello });
      assert.equal(chat.status, ChatStatus.COMPLETED);
      assert.ok(chat.usage.token_count > 0);
      assert.notEqual(messages.find(message => message.type === 'answer').content, '');
    }],
    ['chat: streamed', async () => {
      const events = [];
      for await (const event of client.chat.stream({ ...hello })) events.push({ event: event.event, data: event.data });
      const pieces = events.filter(event => event.event === ChatEventType.CONVERSATION_MESSAGE_DELTA);
      const whole = events.find(event =>
        event.event === ChatEventType.CONVERSATION_MESSAGE_COMPLETED && event.data.type === 'answer');
      assert.equal(pieces.map(piece => piece.data.content).join(''), whole.data.content);
      assert.equal(events.at(-2).event, ChatEventType.CONVERSATION_CHAT_COMPLETED);
      assert.equal(events.at(-1).event, ChatEventType.DONE);
    }],
    ['chat: canceled', async () => {
      const chat = await client.chat.create({ ...hello });
      const canceled = await client.chat.cancel(chat.conversation_id, chat.id);
      assert.equal(canceled.status, ChatStatus.CANCELED);
    }],
    ['speech: wav of the rate asked for', async () => {
      const wav = Buffer.from(await client.audio.speech.create({
        input: 'Battery low.', voice_id: '7426720361733000001', response_format: 'wav', sample_rate: 16000,
      }));
      assert.equal(wav.toString('latin1', 0, 4), 'RIFF');
      assert.equal(wav.readUInt32LE(24), 16000);
    }],
    ['transcriptions: a recording has a text', async () => {
      const { text } = await client.audio.transcriptions.create({ file: speech(0.5) });
      assert.ok(text.length > 0);
    }],
    ['files: an upload is described', async () => {
      const path = fileURLToPath(import.meta.url);
      const uploaded = await client.files.upload({ file: createReadStream(path) });
      assert.equal(uploaded.bytes, statSync(path).size);
      assert.equal(uploaded.file_name, 'rest.mjs');
      assert.deepEqual(await client.files.retrieve(uploaded.id), uploaded);
    }],
    ['an endpoint that does not exist is a NotFoundError', async () => {
      const error = await client.get('/v1/nothing', {}, false).then(() => assert.fail('accepted'), reason => reason);
      assert.ok(error instanceof NotFoundError, error.constructor.name);
    }],
  ];
}
