// The messages on the screen: one node per entry, in the order of the conversation, days between them, choices of the newest one below.
import { el } from './dom.js';

export class View {
  // on: { choose(action), retry(id), discard(id) }; picture(entry) gives an object URL of a photo that is still here.
  constructor(frame, words, richText, on) {
    Object.assign(this, { frame, words, richText, on });
    this.nodes = new Map();
    this.shownChoices = null;
    frame.log.addEventListener('keydown', event => this.digit(event));
    frame.choices.addEventListener('keydown', event => this.digit(event));
  }

  // Draws the entry, or draws it anew where its state has changed. `before` is the entry that follows it, if any.
  show(entry, before) {
    let node = this.nodes.get(entry);
    if (!node) {
      node = entry.note ? el('p', { class: 'sb-note', text: this.words.say(entry.note) }) : this.message(entry);
      this.nodes.set(entry, node);
      this.place(node, before && this.nodes.get(before));
    } else if (before !== undefined && following(node) !== ((before && this.nodes.get(before)) || null)) {
      this.place(node, before && this.nodes.get(before));
    }
    if (entry.mine) this.status(entry);
    return node;
  }

  place(node, next) {
    this.frame.log.insertBefore(node, next || null);
    this.separate(node);
    if (next) this.separate(next);
  }

  remove(entry) {
    const node = this.nodes.get(entry);
    if (node) node.remove();
    this.nodes.delete(entry);
  }

  message(entry) {
    const w = this.words.all;
    const a = entry.activity || {};
    const who = entry.mine ? w.you : (a.from && a.from.role !== 'bot' && a.from.name) || w.bot;
    const body = el('div', { class: 'sb-text', lang: a.locale && a.locale.slice(0, 2) !== this.words.lang.slice(0, 2) ? a.locale : null },
      el('span', { class: 'sb-hidden', text: who + (this.words.lang === 'en' ? ': ' : '：') }));
    if (entry.text) body.append(entry.mine ? entry.text : this.richText.build(entry.text));
    for (const file of entry.files) body.append(this.file(file));
    const when = new Date(entry.at);
    const meta = el('div', { class: 'sb-meta', 'aria-live': 'off' }, el('time', { datetime: when.toISOString(), text: this.words.time(when) }));
    const node = el('div', { class: 'sb-message ' + (entry.mine ? 'sb-mine' : 'sb-theirs') }, body, meta);
    node.dataset.day = this.words.dayKey(when);
    node.when = when;
    return node;
  }

  file(file) {
    const name = file.name || this.words.all.attachment;
    if (/^image\//.test(file.contentType) && file.contentUrl) {
      const picture = el('img', { class: 'sb-picture', alt: this.words.say('picture', { name }), src: file.contentUrl, loading: 'lazy' });
      picture.addEventListener('error', () => picture.replaceWith(el('span', { class: 'sb-file', text: name })));
      return picture;
    }
    return file.contentUrl ? el('a', { class: 'sb-file', href: file.contentUrl, target: '_blank', rel: 'noopener noreferrer', text: name }) : el('span', { class: 'sb-file', text: name });
  }

  // Sending, sent, not sent: under the resident's own message. Outside the live region, so that it is not read again and again.
  status(entry) {
    const w = this.words.all;
    const node = this.nodes.get(entry);
    const state = entry.activity ? 'sent' : entry.refused ? 'refused' : entry.late ? 'late' : entry.part ? 'part' + Math.round(entry.part * 20) : 'sending';
    if (node.dataset.state === state) return;
    node.dataset.state = state;
    const meta = node.querySelector('.sb-meta');
    while (meta.children.length > 1) meta.lastChild.remove();
    const button = (text, work) => el('button', { type: 'button', class: 'sb-small', text, onclick: work });
    if (state === 'sent') meta.append(el('span', { text: w.sent }));
    else if (state === 'sending') meta.append(el('span', { text: w.sending }));
    else if (state === 'late') meta.append(el('span', { class: 'sb-warn', text: w.waiting }), button(w.tryAgain, () => this.on.retry(entry.id)));
    else if (state === 'refused') {
      meta.append(el('span', { class: 'sb-warn', text: w.refused[entry.refused] || w.refused.other }),
        entry.refused === 'gone' ? null : button(w.tryAgain, () => this.on.retry(entry.id)), button(w.remove, () => this.on.discard(entry.id)));
      this.frame.announce(w.refused[entry.refused] || w.refused.other);
    } else {
      meta.append(el('progress', { max: '1', value: String(entry.part), 'aria-label': w.attachment }),
        el('span', { text: this.words.say('uploading', { percent: Math.round(entry.part * 100) }) }));
    }
  }

  // A line with the day before the first message of it.
  separate(node) {
    if (!node.when) return;
    let previous = node.previousElementSibling;
    if (previous && previous.classList.contains('sb-day')) {
      previous.remove();
      previous = node.previousElementSibling;
    }
    while (previous && !previous.when) previous = previous.previousElementSibling;
    if (previous && previous.dataset.day === node.dataset.day) return;
    this.frame.log.insertBefore(el('p', { class: 'sb-day' }, el('span', { text: this.words.day(node.when) })), node);
  }

  // actions: CardActions of the newest message, with numbers that the service understands too. starters: what one may say in a
  // conversation that is still empty; no numbers, they are only the page's.
  offer(actions, starters, announce) {
    const key = JSON.stringify([actions, starters]);
    if (key === this.shownChoices) return;
    this.shownChoices = key;
    const w = this.words.all;
    const box = this.frame.choices;
    const hadFocus = box.contains(document.activeElement);
    box.replaceChildren(...actions.map((action, at) => this.choice(action, at, true)));
    if (starters.length) box.append(el('p', { class: 'sb-choices-title', text: w.startersTitle }), ...starters.map(action => this.choice(action, 0, false)));
    if (hadFocus) this.frame.log.focus({ preventScroll: true });
    if (announce && actions.length) {
      const list = actions.map((action, at) => (at + 1) + ' ' + action.title).join(this.words.lang === 'en' ? ', ' : '\uff0c');
      this.frame.announce(this.words.say('choicesSaid', { list }));
    }
  }

  choice(action, at, numbered) {
    const number = numbered && at < 9 ? el('span', { class: 'sb-number', 'aria-hidden': 'true', text: String(at + 1) }) : null;
    const link = action.type === 'openUrl' && /^https?:/.test(action.value) ? action.value : action.type === 'call' ? 'tel:' + String(action.value).replace(/^tel:/, '') : null;
    if (link) return el('a', { class: 'sb-choice', href: link, target: action.type === 'call' ? null : '_blank', rel: 'noopener noreferrer' }, number, el('span', { text: action.title }));
    return el('button', { type: 'button', class: 'sb-choice', onclick: () => this.on.choose(action) }, number, el('span', { text: action.title }));
  }

  // Digits choose while the messages or the choices have the focus; in the text field they are text.
  digit(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const number = this.frame.choices.querySelectorAll('.sb-number')[Number(event.key) - 1];
    if (!number) return;
    event.preventDefault();
    this.frame.log.focus({ preventScroll: true });
    number.parentElement.click();
  }
}

function following(node) {
  let next = node.nextElementSibling;
  while (next && next.classList.contains('sb-day')) next = next.nextElementSibling;
  return next;
}
