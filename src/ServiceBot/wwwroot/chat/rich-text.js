// Turns the plain text of a message into text nodes, links that call or open, and case numbers with a button that copies them.
import { el } from './dom.js';

// In this order: an address, a case number (letters, then digits; see data-case-pattern), a telephone number.
const ADDRESS = 'https?:\\/\\/[^\\s\\u3000-\\u303f\\uff00-\\uffef<>"\']+[\\w/]';
const PHONE = '1[3-9]\\d{9}|0\\d{2,3}[- ]?\\d{7,8}|(?:400|800)-?\\d{3}-?\\d{4}|12(?:309|315|333|345|348|349|366|388|389|393)';
export const CASE = '[A-Z]{2,4}-?\\d{6,8}-?\\d{3,8}(?:-\\d+)?';

export class RichText {
  constructor(words, casePattern, onCopied) {
    this.words = words;
    this.onCopied = onCopied;
    // Digits next to a match make it part of something longer (an identity number, a masked one); \u5143 after it an amount of money.
    this.pattern = new RegExp('(' + ADDRESS + ')|(' + (casePattern || CASE) + ')|(' + PHONE + ')', 'g');
  }

  build(text) {
    const parts = document.createDocumentFragment();
    const numbers = new Set();
    let from = 0;
    for (const match of this.found(text)) {
      parts.append(text.slice(from, match.index));
      parts.append(match[1] ? this.address(match[1]) : match[2] ? el('span', { class: 'sb-case', text: match[2] }) : this.phone(match[3]));
      if (match[2]) numbers.add(match[2]);
      from = match.index + match[0].length;
    }
    parts.append(text.slice(from));
    if (numbers.size) parts.append(el('span', { class: 'sb-copies' }, ...Array.from(numbers, number => this.copyButton(number, numbers.size > 1))));
    return parts;
  }

  found(text) {
    const matches = [];
    this.pattern.lastIndex = 0;
    for (let match; (match = this.pattern.exec(text));) {
      const before = text[match.index - 1] || '';
      const rest = text.slice(match.index + match[0].length);
      if (match[1] || !(/[\w*.-]/.test(before) || /^([\w*%\u5143]|[.,]\d)/.test(rest))) matches.push(match);
    }
    return matches;
  }

  address(text) {
    return el('a', { href: text, target: '_blank', rel: 'noopener noreferrer', text });
  }

  phone(text) {
    return el('a', { href: 'tel:' + text.replace(/[^\d]/g, ''), class: 'sb-phone', text });
  }

  copyButton(text, oneOfMany) {
    const copy = this.words.all.copy;
    return el('button', { type: 'button', class: 'sb-copy', text: oneOfMany ? copy + ' ' + text : copy, 'aria-label': copy + ' ' + text, onclick: () => this.copy(text) });
  }

  async copy(text) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch (e) {
      // Without https there is no clipboard object: the old way.
      const field = el('textarea', { readonly: true, class: 'sb-hidden' });
      field.value = text;
      document.body.append(field);
      field.select();
      done = document.execCommand('copy');
      field.remove();
    }
    this.onCopied(done ? this.words.say('copied', { text }) : this.words.all.copyFailed);
  }
}
