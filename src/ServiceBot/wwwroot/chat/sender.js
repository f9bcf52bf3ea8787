// Sends what waits in the queue, one after another, each under the same id until its echo arrives. The service takes an id once, so
// sending again is always safe: nothing is lost, and what goes out twice is one message.
import { dropFile, keptFile } from './files.js';

const ECHO_WITHIN = 4000;

export class Sender {
  constructor(connection) {
    this.connection = connection;
    this.store = connection.store;
    this.on = connection.on;
    this.accepted = new Set();
  }

  send(item) {
    this.store.add(item);
    this.on.queue();
    this.flush();
  }

  retry(id) {
    this.store.change(id, { refused: undefined });
    this.on.queue();
    this.connection.wake();
    this.flush();
  }

  discard(id) {
    this.store.remove(id);
    dropFile(id);
    this.on.queue();
  }

  // The echo is here: the message is in the conversation.
  confirm(id) {
    this.accepted.delete(id);
    this.store.remove(id);
    dropFile(id);
  }

  forget() {
    this.accepted.clear();
  }

  // After catching up: what was accepted and has no echo goes out again.
  again() {
    this.forget();
    this.flush();
  }

  async flush() {
    if (this.flushing) return;
    this.flushing = true;
    for (let failures = 0; this.connection.ready;) {
      const item = this.store.queue.find(waiting => !waiting.refused && !this.accepted.has(waiting.id));
      if (!item) break;
      try {
        await this.deliver(item);
        failures = 0;
      } catch (failure) {
        if (failure.kind === 'gone' || failure.kind === 'moved' || failure.kind === 'signed-out') this.connection.lost();
        else if (failure.kind === 'refused') this.store.change(item.id, { refused: reason(failure) });
        else {
          failures += 1;
          this.on.late(item.id);
          await this.connection.patience.pause(failures, failure.wait);
        }
      }
      this.on.queue();
    }
    this.flushing = false;
  }

  async deliver(item) {
    const line = this.connection.directLine;
    const activity = {
      type: 'message',
      from: { id: this.connection.userId },
      locale: this.connection.locale(),
      text: item.text,
      textFormat: 'plain',
      localTimestamp: item.at,
      localTimezone: 'Asia/Shanghai',
      channelData: { clientActivityID: item.id },
    };
    if (item.file) {
      const blob = await keptFile(item.id);
      if (!blob) return this.store.change(item.id, { refused: 'gone' });
      await line.upload(activity, blob, item.file.name, part => this.on.progress(item.id, part));
    } else {
      await line.post(activity);
    }
    // The echo may have been quicker than the answer.
    if (this.store.queue.some(waiting => waiting.id === item.id)) this.accepted.add(item.id);
    this.connection.sent();
    setTimeout(() => this.accepted.has(item.id) && this.connection.check(), ECHO_WITHIN);
  }
}

function reason(failure) {
  return failure.status === 413 ? 'size' : failure.status === 415 ? 'type' : 'other';
}
