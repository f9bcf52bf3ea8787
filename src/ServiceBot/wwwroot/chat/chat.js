// One chat: puts store, connection, list of messages and screen together.
import { Connection } from './connection.js';
import { keepFile, keptFile, shrink } from './files.js';
import { Frame } from './frame.js';
import { RichText } from './rich-text.js';
import { newId, Store } from './store.js';
import { Thread } from './thread.js';
import { View } from './view.js';
import { chosenLanguage, loadWords } from './words.js';

const LONGEST_SIDE = 2000;
const TYPING_SHOWN = 8000;
const SAY_CONNECTING_AFTER = 1500;

export class Chat {
  constructor(host) {
    const data = host.dataset;
    this.host = host;
    this.options = {
      page: 'page' in data,
      title: data.title !== 'none',
      types: (data.uploadTypes || 'image/jpeg image/png image/webp application/pdf').split(' '),
      maxUpload: Number(data.maxUpload || 10),
    };
    this.store = new Store(data.tokenUrl);
    this.thread = new Thread();
    // Whoever was here before gets her history in silence; to a newcomer everything is new.
    this.live = !this.store.session;
    this.connection = new Connection({
      base: data.directLine || '/v3/directline',
      tokenUrl: data.tokenUrl,
      store: this.store,
      // What she chose, from the moment she chose it: the words of the page still have to be fetched then.
      locale: () => chosenLanguage(this.store),
      on: {
        activity: activity => this.receive(activity),
        state: state => this.state(state),
        caughtUp: () => this.caughtUp(),
        replaced: () => this.replaced(),
        queue: () => this.waiting(),
        late: id => this.update(id, { late: true, part: 0 }),
        progress: (id, part) => this.update(id, { part, late: false }),
      },
    });
    this.sender = this.connection.sender;
  }

  async start() {
    await this.draw(chosenLanguage(this.store));
    // Once, and before anything else.
    this.frame.announce(this.words.all.notice);
    this.waiting();
    this.connection.start();
  }

  // Also when the language changes: then all that is there is drawn again.
  async draw(language) {
    this.words = await loadWords(language, this.host.dataset.texts);
    const draft = this.frame ? this.frame.input.value : '';
    this.frame = new Frame(this.host, this.words, this.options, {
      say: text => this.say(text),
      files: files => this.attach(files),
      language: code => this.changeLanguage(code),
      large: () => this.toggleLarge(),
    });
    this.view = new View(this.frame, this.words, new RichText(this.words, text => this.frame.announce(text, true)), {
      choose: action => this.say(String(action.value || action.title)),
      retry: id => this.sender.retry(id),
      discard: id => this.sender.discard(id),
    });
    this.frame.input.value = draft;
    if (this.options.page) {
      document.documentElement.lang = this.words.lang;
      document.title = this.words.all.title;
    }
    this.frame.showLarge(this.store.setting('large') === true);
    this.quietly(() => this.thread.entries.forEach(entry => this.view.show(entry)));
    this.offer(false);
    this.state(this.lastState);
  }

  async changeLanguage(code) {
    this.store.keepSetting('lang', code);
    await this.draw(code);
    this.frame.language.focus();
    this.frame.scrollTo();
  }

  toggleLarge() {
    const large = this.store.setting('large') !== true;
    this.store.keepSetting('large', large);
    this.frame.showLarge(large);
    this.frame.scrollTo();
  }

  say(text) {
    this.sender.send({ id: newId(), at: new Date().toISOString(), text });
    this.frame.scrollTo();
  }

  async attach(files) {
    for (const original of files) {
      const file = await shrink(original, LONGEST_SIDE);
      const fault = !file.size ? 'fileEmpty' : !this.options.types.includes(file.type) ? 'fileWrongType' : file.size > this.options.maxUpload * 1048576 ? 'fileTooLarge' : null;
      if (fault) {
        this.frame.announce(this.words.say(fault, { name: original.name, size: this.options.maxUpload }), true);
        continue;
      }
      const id = newId();
      await keepFile(id, file);
      this.sender.send({ id, at: new Date().toISOString(), file: { name: file.name, type: file.type, size: file.size } });
      this.frame.scrollTo();
    }
  }

  receive(activity) {
    if (activity.type === 'typing') return this.typing(activity);
    if (activity.type !== 'message') return;
    const from = activity.from || {};
    const mine = from.role === 'user' || from.id === this.connection.userId;
    const atEnd = this.frame.atEnd();
    const { entry, next } = this.thread.receive(activity, mine);
    const node = this.view.show(entry, next || null);
    if (!mine) this.frame.typing.hidden = true;
    if (!this.live) return;
    this.offer(true);
    this.follow(node, mine, atEnd);
  }

  // Several messages of one answer: the first stays in sight.
  follow(node, mine, atEnd) {
    if (mine) this.first = null;
    else if (!this.first) this.first = node;
    if (atEnd || this.following) {
      this.following = true;
      requestAnimationFrame(() => {
        this.frame.scrollTo(this.first);
        this.following = false;
      });
    } else if (!mine) this.frame.jump.hidden = false;
  }

  typing(activity) {
    if (!this.live || (activity.from && activity.from.id === this.connection.userId)) return;
    const atEnd = this.frame.atEnd();
    this.frame.typing.hidden = false;
    if (atEnd) this.frame.scrollTo();
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => { this.frame.typing.hidden = true; }, TYPING_SHOWN);
  }

  caughtUp() {
    if (this.live) return;
    this.live = true;
    this.waiting();
    this.offer(false);
    this.frame.log.removeAttribute('aria-busy');
    this.frame.scrollTo();
  }

  replaced() {
    if (!this.words) return;
    const { entry, next } = this.thread.note('replaced');
    this.view.show(entry, next || null);
    this.frame.announce(this.words.all.replaced);
  }

  waiting() {
    const { gone, waiting } = this.thread.wait(this.store.queue);
    gone.forEach(entry => this.view.remove(entry));
    waiting.forEach(entry => {
      if (!navigator.onLine) entry.late = true;
      const isNew = !this.view.nodes.has(entry);
      this.view.show(entry);
      if (isNew && entry.files.length) this.picture(entry);
    });
    this.offer(true);
  }

  // Shows the photo itself while it is on its way.
  async picture(entry) {
    const blob = await keptFile(entry.id);
    if (!blob || !/^image\//.test(blob.type)) return;
    entry.files = [{ ...entry.files[0], contentUrl: URL.createObjectURL(blob) }];
    const node = this.view.nodes.get(entry);
    const name = node && node.querySelector('.sb-file');
    if (name) name.replaceWith(this.view.file(entry.files[0]));
  }

  update(id, fields) {
    const entry = this.thread.find(id);
    if (!entry) return;
    Object.assign(entry, fields);
    this.view.show(entry);
  }

  offer(announce) {
    const actions = this.thread.choices;
    const starters = this.thread.empty ? this.words.all.starters.filter(text => !actions.some(action => action.value === text)) : [];
    this.view.offer(actions, starters.map(text => ({ title: text, value: text })), announce && this.live);
  }

  state(state) {
    clearTimeout(this.stateTimer);
    const before = this.lastState;
    this.lastState = state;
    const w = this.words.all;
    if (state === 'offline' || state === 'signed-out') {
      this.frame.state(state === 'offline' ? w.offline : w.signedOut, 'bad');
      if (before !== state) this.frame.announce(state === 'offline' ? w.offline : w.signedOut);
    } else if (state === 'online') {
      if (!this.frame.banner.hidden) this.frame.announce(w.online);
      this.frame.state('');
    } else if (state === 'connecting') {
      // A short wait needs no words.
      if (before === 'offline') this.frame.state(w.connecting, 'wait');
      else this.stateTimer = setTimeout(() => this.frame.state(w.connecting, 'wait'), SAY_CONNECTING_AFTER);
    }
    if (state === 'offline') this.waiting();
  }

  // What was there before is not read aloud again.
  quietly(work) {
    this.frame.log.setAttribute('aria-busy', 'true');
    work();
    if (this.live) this.frame.log.removeAttribute('aria-busy');
  }
}
