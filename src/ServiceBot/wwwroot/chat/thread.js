// The conversation as a list: what the service has confirmed in its order, then what still waits to be sent.
export class Thread {
  constructor() {
    this.entries = [];
  }

  // Returns the entry and whether it is new. A message of our own that comes back takes the place of the one that was waiting.
  receive(activity, mine) {
    const key = activity.channelData && activity.channelData.clientActivityID;
    const waiting = mine && key && this.entries.find(entry => entry.id === key && !entry.activity);
    const entry = waiting || { id: key || activity.id, mine, files: [] };
    entry.activity = activity;
    entry.text = activity.text || activity.summary || '';
    entry.at = activity.timestamp || entry.at || new Date().toISOString();
    if (!waiting || !entry.files.length) entry.files = activity.attachments || [];
    this.entries = this.entries.filter(other => other !== entry);
    this.entries.splice(this.placeOf(entry), 0, entry);
    return { entry, fresh: !waiting, next: this.entries[this.entries.indexOf(entry) + 1] };
  }

  // Nearly always the end of what is confirmed; a frame that came late goes to its place.
  placeOf(entry) {
    let at = this.entries.length;
    while (at > 0 && !this.entries[at - 1].activity && !this.entries[at - 1].note) at -= 1;
    while (at > 0 && this.entries[at - 1].activity && sequence(this.entries[at - 1]) > sequence(entry)) at -= 1;
    return at;
  }

  // Makes the waiting entries those of the queue.
  wait(queue) {
    const gone = this.entries.filter(entry => entry.mine && !entry.activity && !queue.some(item => item.id === entry.id));
    this.entries = this.entries.filter(entry => !gone.includes(entry));
    const waiting = [];
    for (const item of queue) {
      let entry = this.entries.find(known => known.id === item.id);
      if (!entry) {
        entry = { id: item.id, mine: true, text: item.text || '', at: item.at, files: item.file ? [{ name: item.file.name, contentType: item.file.type }] : [] };
        this.entries.push(entry);
      }
      if (!entry.activity) {
        entry.refused = item.refused;
        waiting.push(entry);
      }
    }
    return { gone, waiting };
  }

  find(id) {
    return this.entries.find(entry => entry.id === id && !entry.activity);
  }

  note(key) {
    const entry = { note: key, files: [] };
    const firstWaiting = this.entries.findIndex(other => other.mine && !other.activity);
    this.entries.splice(firstWaiting < 0 ? this.entries.length : firstWaiting, 0, entry);
    return { entry, next: this.entries[this.entries.indexOf(entry) + 1] };
  }

  // Choices belong to the newest message, and only until it is answered.
  get choices() {
    const last = this.entries[this.entries.length - 1];
    const suggested = last && last.activity && !last.mine && last.activity.suggestedActions;
    return (suggested && suggested.actions) || [];
  }

  get empty() {
    return !this.entries.some(entry => entry.mine);
  }
}

// "conversation|0000012" → 12
function sequence(entry) {
  const digits = /\|0*(\d+)$/.exec(entry.activity.id || '');
  return digits ? Number(digits[1]) : 0;
}
