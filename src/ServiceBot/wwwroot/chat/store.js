// What the browser keeps between visits: the conversation's token, the messages that the service has not yet confirmed, and how the
// page shall look. One set of keys per token address, so that the resident's page and the agent's page never mix.
const memory = {};

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch (e) {
    return memory[key] === undefined ? null : memory[key];
  }
}

function write(key, value) {
  memory[key] = value;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch (e) {
    // Storage full or forbidden: the open page still works from memory.
  }
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');
}

export class Store {
  constructor(tokenUrl) {
    this.sessionKey = 'servicebot:' + tokenUrl + ':conversation';
    this.queueKey = 'servicebot:' + tokenUrl + ':queue';
  }

  // { conversationId, token, expires (local milliseconds), userId }
  get session() {
    return read(this.sessionKey);
  }

  set session(value) {
    write(this.sessionKey, value);
  }

  // [{ id, at, text?, value?, file?: { name, type, size }, refused? }], oldest first. Read afresh each time: another tab may have written.
  get queue() {
    return read(this.queueKey) || [];
  }

  add(item) {
    write(this.queueKey, this.queue.concat(item));
  }

  remove(id) {
    write(this.queueKey, this.queue.filter(item => item.id !== id));
  }

  change(id, fields) {
    write(this.queueKey, this.queue.map(item => (item.id === id ? { ...item, ...fields } : item)));
  }

  setting(name) {
    return read('servicebot:' + name);
  }

  keepSetting(name, value) {
    write('servicebot:' + name, value);
  }

  onOtherTab(callback) {
    window.addEventListener('storage', event => {
      if (event.key === this.sessionKey) callback('conversation');
      if (event.key === this.queueKey) callback('queue');
    });
  }
}
