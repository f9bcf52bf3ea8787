// One resident with the official Direct Line client. Settings come as JSON in the first argument, the story goes out as JSON lines:
//   {"seen": activity}      an activity the client handed to its user
//   {"posted": "c7"}        a message whose id the client was given
//   {"settled": true}       everything posted has been echoed and answered
// Lines on stdin: a JSON array of messages {"text", "key", "attachment"?} to be posted all at once; "end" closes.
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { XMLHttpRequest } from './xhr.mjs';

globalThis.XMLHttpRequest = XMLHttpRequest;
globalThis.WebSocket = WebSocket;
const { DirectLine } = await import('botframework-directlinejs');

const settings = JSON.parse(process.argv[2]);
const tell = line => process.stdout.write(JSON.stringify(line) + '\n');
const client = new DirectLine({
  token: settings.token,
  domain: settings.domain,
  webSocket: settings.webSocket,
  conversationId: settings.conversationId,
  watermark: settings.watermark,
  pollingInterval: 200,
  timeout: 5000,
  // The client comes back after 3 to 15 seconds; this is the 3.
  random: () => 0,
});

const waiting = new Set();
const answered = new Set();
const keys = new Map();

const settle = () => {
  if (waiting.size > 0) return;
  for (const id of keys.keys()) if (!answered.has(id)) return;
  tell({ settled: true });
};

client.connectionStatus$.subscribe(status => tell({ status }));
client.activity$.subscribe(
  activity => {
    tell({ seen: activity });
    const key = activity.channelData?.clientActivityID;
    if (key && waiting.delete(key)) keys.set(activity.id, key);
    if (activity.replyToId) answered.add(activity.replyToId);
    settle();
  },
  error => tell({ broken: String(error) }));

// As Web Chat does: what the client could not deliver, and says so with "retry", the user sends again, with the same key.
const post = message => client.postActivity({
  type: 'message',
  from: { id: 'whoever' },
  text: message.text,
  channelData: { clientActivityID: message.key, untouched: { number: 1.5, list: [null, true] } },
  attachments: message.attachment && [message.attachment],
}).subscribe(
  id => {
    if (id === 'retry') setTimeout(() => post(message), 200);
    else tell({ posted: message.key, id });
  },
  error => tell({ refused: message.key, status: error.status }));

createInterface({ input: process.stdin }).on('line', line => {
  if (line === 'end') process.exit(0);
  const messages = JSON.parse(line);
  for (const message of messages) waiting.add(message.key);
  for (const message of messages) post(message);
});
