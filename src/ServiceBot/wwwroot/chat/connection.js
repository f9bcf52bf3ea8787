// Keeps one conversation alive: catches up, listens (WebSocket, else polling) and comes back after every loss from where it was.
import { DirectLine } from './direct-line.js';
import { Patience } from './patience.js';
import { Sender } from './sender.js';

const OFFLINE_TRY = 20000;
const POLL = 2000;
const POLLING_FOR = 60000;
const SOCKET_OPENS_WITHIN = 10000;
// The service sends an empty frame every 20 seconds; after three that did not come the line is dead.
const SILENCE = 65000;

export class Connection {
  // on: { activity(activity), state('connecting'|'online'|'offline'|'signed-out'), caughtUp(), replaced(), queue(), late(id), progress(id, part) }
  constructor({ base, tokenUrl, store, locale, on }) {
    this.store = store;
    this.locale = locale;
    this.on = on;
    this.directLine = new DirectLine(base, tokenUrl, store, locale, () => this.replaced());
    this.sender = new Sender(this);
    this.patience = new Patience();
    this.seen = new Set();
    this.socketFailures = 0;
    this.reset();
  }

  get userId() {
    return (this.store.session || {}).userId;
  }

  reset() {
    this.watermark = '';
    this.conversationId = null;
    this.started = false;
    this.ready = false;
    this.seen.clear();
    this.sender.forget();
  }

  replaced() {
    this.reset();
    this.on.replaced();
  }

  start() {
    window.addEventListener('online', () => this.wake());
    window.addEventListener('offline', () => this.lost());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.seenAgain());
    this.store.onOtherTab(what => (what === 'conversation' ? this.otherTabChanged() : this.on.queue()));
    this.run();
  }

  async run() {
    for (let failures = 0; ;) {
      try {
        await this.whileOffline();
        if (navigator.onLine) this.on.state('connecting');
        if (!this.started) await this.directLine.start();
        this.started = true;
        this.conversationId = this.store.session.conversationId;
        await this.catchUp();
        this.on.caughtUp();
        this.ready = true;
        this.wake();
        this.sender.again();
        await (this.socketFailures < 2 ? this.listen() : this.poll());
        failures = 0;
      } catch (failure) {
        if (failure.kind === 'signed-out') return this.on.state('signed-out');
        if (!failure.kind) console.error(failure);
        failures += 1;
        if (failure.kind === 'gone' || (failure.kind === 'refused' && failures > 3)) this.directLine.forget();
        if (failures > 1 || (failure.kind !== 'gone' && failure.kind !== 'moved')) await this.patience.pause(failures, failure.wait);
      }
      this.ready = false;
    }
  }

  // Everything after the watermark, page by page, until a page brings nothing new.
  async catchUp() {
    for (let more = true; more;) {
      const before = this.watermark;
      const conversation = this.conversationId;
      const page = await this.directLine.activities(before);
      if (conversation !== this.conversationId) return;
      more = this.take(page) > 0 && this.watermark !== before;
    }
  }

  take(page) {
    let fresh = 0;
    for (const activity of page.activities || []) {
      if (activity.id && this.seen.has(activity.id)) continue;
      if (activity.id) this.seen.add(activity.id);
      fresh += 1;
      const key = activity.channelData && activity.channelData.clientActivityID;
      if (key) this.sender.confirm(key);
      this.on.activity(activity);
    }
    if (page.watermark !== undefined && page.watermark !== null && page.watermark !== '') this.watermark = String(page.watermark);
    return fresh;
  }

  async listen() {
    const address = await this.directLine.stream(this.watermark);
    if (!this.ready) return;
    const socket = new WebSocket(address);
    const opened = Date.now();
    let alive = false;
    let collision = false;
    let timer;
    await new Promise(resolve => {
      // Does not wait for the other side's good-bye: on a dead line it never comes.
      this.hangUp = () => {
        socket.onmessage = null;
        socket.close();
        resolve();
      };
      const within = milliseconds => {
        clearTimeout(timer);
        timer = setTimeout(this.hangUp, milliseconds);
        this.heardAt = Date.now();
      };
      within(SOCKET_OPENS_WITHIN);
      socket.onopen = () => {
        within(SILENCE);
        this.on.state('online');
      };
      socket.onmessage = event => {
        within(SILENCE);
        alive = true;
        if (event.data) this.take(JSON.parse(event.data));
      };
      socket.onclose = event => {
        collision = event.reason === 'collision';
        resolve();
      };
    });
    clearTimeout(timer);
    this.hangUp = null;
    // A line that was cut at once is blocked on the way; a conversation has one line, and two tabs must not take it from each other in turns.
    this.socketFailures = collision ? 2 : alive || Date.now() - opened > 5000 ? 0 : this.socketFailures + 1;
    if (navigator.onLine) await this.patience.pause(1);
  }

  async poll() {
    const until = Date.now() + POLLING_FOR;
    this.on.state('online');
    while (Date.now() < until && this.ready) {
      await this.patience.sleep(document.visibilityState === 'visible' ? POLL : POLL * 5);
      await this.catchUp();
    }
    this.socketFailures = 1;
  }

  // Polling would find the echo only at its next turn.
  sent() {
    if (!this.hangUp) this.wake();
  }

  // Asks once what is new. When that fails the line is taken to be dead and built again.
  check() {
    if (this.ready) this.catchUp().catch(() => this.lost());
    else this.wake();
  }

  // A phone that slept may still hold a line that died long ago.
  seenAgain() {
    if (this.hangUp && Date.now() - this.heardAt > SILENCE / 2) this.lost();
    else this.check();
  }

  lost() {
    if (!navigator.onLine) this.on.state('offline');
    this.ready = false;
    if (this.hangUp) this.hangUp();
    this.wake();
  }

  otherTabChanged() {
    const session = this.store.session;
    if (!session || session.conversationId === this.conversationId) return;
    this.replaced();
    this.lost();
  }

  // Browsers can be wrong about being offline: tried now and then all the same.
  async whileOffline() {
    if (navigator.onLine) return;
    this.on.state('offline');
    await this.patience.sleep(OFFLINE_TRY);
  }

  wake() {
    this.patience.wake();
  }
}
