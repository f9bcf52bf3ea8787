// The frame around the messages: name, tools, state of the connection, the place for messages, the field to write in.
import { el, icon } from './dom.js';
import { canListen, listen } from './voice.js';

export class Frame {
  // on: { say(text), files(list), language(code), large() }
  constructor(host, words, options, on) {
    Object.assign(this, { host, words, options, on });
    const w = words.all;
    this.banner = el('p', { class: 'sb-banner', hidden: true });
    this.log = el('div', { class: 'sb-log', role: 'log', tabindex: '0', 'aria-live': 'polite', 'aria-relevant': 'additions', 'aria-atomic': 'false', 'aria-label': w.log });
    this.typing = el('p', { class: 'sb-typing', hidden: true }, el('span', {}), el('span', {}), el('span', {}), el('span', { class: 'sb-hidden', text: w.typing }));
    this.choices = el('div', { class: 'sb-choices', role: 'group', 'aria-label': w.choices });
    this.jump = el('button', { type: 'button', class: 'sb-jump', hidden: true, text: w.newMessages });
    this.announcer = el('div', { class: 'sb-hidden', role: 'status', 'aria-live': 'polite', 'aria-atomic': 'false' });
    this.scroll = el('div', { class: 'sb-scroll' },
      el(options.page ? 'main' : 'div', { class: 'sb-thread' }, el('p', { class: 'sb-notice', text: w.notice }), this.log, this.typing, this.choices));
    this.foot = el('div', { class: 'sb-foot' }, this.jump, this.banner, this.composer());
    this.root = el('div', { class: 'sb-chat', lang: words.lang },
      this.header(), this.scroll, this.foot, this.announcer);
    host.replaceChildren(this.root);
    // A region has to be there for a moment before a screen reader listens to it; what is said meanwhile waits, in its order.
    this.settled = new Promise(resolve => setTimeout(resolve, 400));
    this.keepPlace();
  }

  header() {
    const w = this.words.all;
    const other = w.otherLanguage;
    const tool = (text, props) => el('button', { type: 'button', class: 'sb-tool', text, ...props });
    this.language = tool(other.label, { lang: other.lang, onclick: () => this.on.language(other.code) });
    this.large = tool(w.large, { onclick: () => this.on.large() });
    return el('header', { class: 'sb-head' },
      this.options.title === false ? null : el('div', { class: 'sb-name' },
        el(this.options.page ? 'h1' : 'h2', { class: 'sb-title', text: w.title }), el('span', { class: 'sb-badge', text: w.bot })),
      el('div', { class: 'sb-tools', role: 'group', 'aria-label': w.toolbar },
        ...w.tools.map(item => tool(item.label, { onclick: () => this.on.say(item.send) })), this.large, this.language));
  }

  composer() {
    const w = this.words.all;
    this.input = el('textarea', { class: 'sb-input', rows: '1', 'aria-label': w.input, placeholder: w.input, autocomplete: 'off', enterkeyhint: 'send', oninput: () => this.fit() });
    const submit = event => {
      event.preventDefault();
      const text = this.input.value.trim();
      if (!text) return this.input.focus();
      this.input.value = '';
      this.fit();
      this.quiet();
      this.on.say(text);
    };
    // Enter that only picks a Chinese word from the input method must not send.
    this.input.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
    });
    const picker = el('input', { type: 'file', accept: this.options.types.join(','), multiple: true, hidden: true, tabindex: '-1', 'aria-hidden': 'true' });
    picker.addEventListener('change', () => {
      this.quiet();
      this.on.files(Array.from(picker.files));
      picker.value = '';
    });
    return el('form', { class: 'sb-form', 'aria-label': w.write, onsubmit: submit },
      this.input,
      el('button', { type: 'submit', class: 'sb-send' }, icon('send'), el('span', { text: w.send })),
      picker,
      el('button', { type: 'button', class: 'sb-extra', onclick: () => picker.click() }, icon('photo'), el('span', { text: w.photo })),
      canListen ? this.voiceButton() : null);
  }

  voiceButton() {
    const w = this.words.all;
    const label = el('span', { text: w.voice });
    let stop = null;
    const button = el('button', { type: 'button', class: 'sb-extra', 'aria-pressed': 'false' }, icon('voice'), label);
    const show = listening => {
      button.setAttribute('aria-pressed', String(listening));
      label.textContent = listening ? w.voiceStop : w.voice;
    };
    button.addEventListener('click', () => {
      if (stop) return stop();
      const before = this.input.value;
      stop = listen(this.words.lang, text => {
        this.input.value = before + text;
        this.fit();
      }, error => {
        stop = null;
        show(false);
        if (error) this.announce(error === 'not-allowed' || error === 'service-not-allowed' ? w.voiceDenied : w.voiceFailed, true);
        this.input.focus();
      });
      show(true);
      this.announce(w.voiceStarted);
    });
    return button;
  }

  // Grows with its text up to a third of the screen.
  fit() {
    this.input.style.height = 'auto';
    this.input.style.height = Math.min(this.input.scrollHeight + 4, window.innerHeight / 3) + 'px';
  }

  state(text, kind) {
    this.banner.hidden = !text;
    this.banner.textContent = text || '';
    this.banner.className = 'sb-banner sb-banner-' + kind;
  }

  // For the screen reader; with `visibly` also for the eye, until it is put away or something new is said.
  announce(text, visibly) {
    this.settled.then(() => {
      const line = el('p', { text });
      this.announcer.append(line);
      setTimeout(() => line.remove(), 8000);
    });
    if (!visibly) return;
    this.quiet();
    this.toast = el('div', { class: 'sb-toast' }, el('p', { text }),
      el('button', { type: 'button', class: 'sb-small', text: this.words.all.understood, onclick: () => this.quiet() }));
    this.foot.prepend(this.toast);
  }

  quiet() {
    if (!this.toast) return;
    if (this.toast.contains(document.activeElement)) this.input.focus();
    this.toast.remove();
    this.toast = null;
  }

  showLarge(large) {
    this.root.classList.toggle('sb-large', large);
    this.large.setAttribute('aria-pressed', String(large));
    this.fit();
  }

  // On a low screen all of it scrolls, else the messages only.
  get scroller() {
    return getComputedStyle(this.scroll).overflowY === 'visible' ? this.root : this.scroll;
  }

  atEnd() {
    const scroller = this.scroller;
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  }

  // Whoever is at the end stays there when the keyboard opens, the banner comes, the letters grow.
  keepPlace() {
    this.end = true;
    const scrolled = () => {
      this.end = this.atEnd();
      if (this.end) this.jump.hidden = true;
    };
    this.scroll.addEventListener('scroll', scrolled);
    this.root.addEventListener('scroll', scrolled);
    this.jump.addEventListener('click', () => {
      this.scrollTo();
      this.log.focus({ preventScroll: true });
    });
    if (window.ResizeObserver) new ResizeObserver(() => this.end && this.scrollTo()).observe(this.scroll);
  }

  // To the end, but never past the beginning of what is new: a long answer is read from its first line.
  scrollTo(node) {
    const scroller = this.scroller;
    const end = scroller.scrollHeight - scroller.clientHeight;
    const start = node && node.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop - 12;
    scroller.scrollTop = node ? Math.min(end, start) : end;
    this.end = this.atEnd();
    this.jump.hidden = this.end;
  }
}
