// What a minute of conversation costs: the agent and the same device in Node.js on Coze's SDK, against one simulator, in
// one run. Started by scripts/benchmark.sh, which builds first.
//
// Usage: node conversation.mjs ROOT [TURNS]       ROOT is the repository, TURNS of about 7 s each (default 9)

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execFileSync } from 'node:child_process';

const [root, turnsText] = process.argv.slice(2);
const turns = Number(turnsText ?? 9);
const work = mkdtempSync(join(tmpdir(), 'cozedevice-bench-'));
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']));
const started = [];
const HoldMs = 3_000;

/** CPU seconds and resident megabytes of a process, from /proc. */
function usage(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    rss: Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]) / 1024,
    peak: Number(/^VmHWM:\s+(\d+)/m.exec(status)[1]) / 1024,
    at: performance.now() / 1000,
  };
}

function cost(name, codec, from, to, count) {
  const seconds = to.at - from.at;
  return { name, codec, turns: count, seconds, cpuPerMinute: ((to.cpu - from.cpu) / seconds) * 60, rss: to.rss, peak: to.peak };
}

function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  started.push(child);
  let errors = '';
  child.stderr.on('data', data => { errors = (errors + data).slice(-4000); });
  child.failure = () => errors;
  return child;
}

const within = (promise, ms, what) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error(`no ${what} within ${ms / 1000} s`)), ms).unref()),
]);

async function simulator() {
  const child = start(join(root, 'artifacts/cozedevice-sim'), ['--port', '0']);
  const lines = createInterface({ input: child.stdout });
  const [line] = await within(new Promise(resolve => lines.once('line', text => resolve([text]))), 20_000, 'simulator');
  return line.replace('listening on ', '');
}

/** One connection to the control socket: commands, and the feed of `watch`. */
class Control {
  #unread = [];
  #wake = () => {};

  static async open(path) {
    for (let attempt = 0; ; attempt++) {
      try {
        const control = new Control();
        await control.#connect(path);
        return control;
      } catch (error) {
        if (attempt === 200) throw error;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    }
  }

  #connect(path) {
    return new Promise((resolve, reject) => {
      this.socket = connect(path, () => {
        createInterface({ input: this.socket }).on('line', line => {
          this.#unread.push(JSON.parse(line));
          this.#wake();
        });
        resolve();
      });
      this.socket.on('error', reject);
    });
  }

  send(request) {
    this.socket.write(JSON.stringify(request) + '\n');
  }

  async until(matches, what) {
    const wait = async () => {
      for (;;) {
        while (this.#unread.length > 0) {
          const event = this.#unread.shift();
          if (matches(event)) return event;
        }
        await new Promise(resolve => { this.#wake = resolve; });
      }
    };
    return within(wait(), 40_000, what);
  }
}

async function agent(url, codec) {
  const socket = join(work, `control-${codec}.sock`);
  writeFileSync(join(work, 'none.json'), '{}');
  // The file the launcher starts, so that the process measured is the agent and no shell.
  const child = start('dotnet', [
    join(root, 'artifacts/bin/CozeDevice/release/cozedevice.dll'), 'run', '--config', join(work, 'none.json'),
    '--set', 'Coze:BotId=7350000000000000001', '--set', `Coze:ApiUrl=${url}`,
    '--set', `Coze:WebSocketUrl=${url.replace(/^http/, 'ws')}`, '--set', `Audio:Codec=${codec}`,
    '--set', `Audio:Capture=file:${join(root, 'tests/speech/question.wav')}`,
    '--set', `Audio:Playback=file:${join(work, `heard-${codec}.wav`)}`,
    '--set', 'Button:Line=none', '--set', 'Led:Kind=none',
    '--set', `State:Directory=${join(work, `state-${codec}`)}`, '--set', `Control:Socket=${socket}`,
  ], { env: { ...process.env, COZE_API_TOKEN: 'bench' } });
  const feed = await Control.open(socket);
  feed.send({ cmd: 'watch' });
  const control = await Control.open(socket);
  await feed.until(event => event.link?.state === 'online' || (event.event === 'link' && event.state === 'online'), 'link');
  const turn = async () => {
    control.send({ cmd: 'press' });
    await new Promise(resolve => setTimeout(resolve, HoldMs));
    control.send({ cmd: 'release' });
    await feed.until(event => event.event === 'turn' && event.state === 'speaking', 'answer');
    await feed.until(event => event.event === 'turn' && event.state === 'ready', 'end of the answer');
  };
  const start_ = usage(child.pid);
  await new Promise(resolve => setTimeout(resolve, 10_000));
  const rest = cost('agent at rest', codec, start_, usage(child.pid), 0);
  await turn(); // the first one compiles what is left
  const from = usage(child.pid);
  for (let i = 0; i < turns; i++) await turn();
  const talking = cost('agent', codec, from, usage(child.pid), turns);
  child.kill('SIGTERM');
  feed.socket.destroy();
  control.socket.destroy();
  await within(new Promise(resolve => child.once('exit', resolve)), 5_000, 'end of the agent');
  return [rest, talking];
}

async function node(url, codec) {
  // 44 bytes of header, then what the agent's microphone hears while the button is held.
  const raw = join(work, 'question.raw');
  const wav = readFileSync(join(root, 'tests/speech/question.wav'));
  const bytes = Math.round(((HoldMs + 320) / 1000) * 32_000); // pre-roll and tail are sent by the agent too
  const question = Buffer.alloc(bytes);
  wav.copy(question, 0, 44, 44 + bytes);
  writeFileSync(raw, question);
  const script = join(root, 'tests/CozeDevice.Benchmarks/Conversation/node-device.mjs');
  const child = start('node', [script, url, raw, codec, String(turns + 1)], { env: { ...process.env, COZE_API_TOKEN: 'bench' } });
  let from;
  let last;
  for await (const line of createInterface({ input: child.stdout })) {
    const { turn } = JSON.parse(line);
    if (turn === 1) from = usage(child.pid);
    if (turn === turns) last = usage(child.pid); // the last line comes as the process ends: the one before is measured
  }
  if (!from || !last) throw new Error(`the device in Node.js ended early: ${child.failure()}`);
  return [cost(`Node.js ${process.version} with @coze/api`, codec, from, last, turns - 1)];
}

try {
  const url = await simulator();
  const rows = [];
  for (const codec of ['opus', 'g711a', 'pcm']) {
    rows.push(...await agent(url, codec));
    // The SDK has no Opus for Node.js.
    if (codec !== 'opus') rows.push(...await node(url, codec));
  }
  const round = (value, digits) => value.toFixed(digits);
  console.log(`${cpus().length} × ${cpus()[0].model}, ${new Date().toISOString().slice(0, 10)}\n`);
  console.log('| device | codec | turns | CPU seconds per minute | resident MB | peak MB |');
  console.log('|---|---|---|---|---|---|');
  for (const row of rows) {
    const cells = [row.name, row.codec, row.turns, round(row.cpuPerMinute, 2), round(row.rss, 0), round(row.peak, 0)];
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  for (const child of started) child.kill('SIGKILL');
  rmSync(work, { recursive: true, force: true });
}
process.exit(0);
