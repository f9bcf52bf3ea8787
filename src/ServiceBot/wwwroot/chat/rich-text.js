// Turns the plain text of a message into text nodes, links that call or open, and case numbers with a button that copies them.
import { el } from './dom.js';

const ADDRESS = 'https?:\\/\\/[^\\s\\u3000-\\u303f\\uff00-\\uffef<>"\']+[\\w/]';
const PHONE = '1[3-9]\\d{9}|0\\d{2,3}[- ]?\\d{7,8}|(?:400|800)-?\\d{3}-?\\d{4}|12(?:309|315|333|345|348|349|366|388|389|393)';
// Nine to twelve digits, the year first, shown in groups of three: 260 000 019.
const CASE = '[2-9]\\d{2}(?: ?\\d{3}){2}(?: ?\\d{1,3})?';
// The last digit of a case number checks the others (Damm): row by row the quasigroup, the interim digit times 10 plus the next digit.
const DAMM = '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';

export class RichText {
  constructor(words, onCopied) {
    this.words = words;
    this.onCopied = onCopied;
    this.pattern = new RegExp('(' + ADDRESS + ')|(' + PHONE + ')|(' + CASE + ')', 'g');
  }

  build(text) {
    const parts = document.createDocumentFragment();
    const numbers = new Set();
    let from = 0;
    for (const match of this.found(text)) {
      parts.append(text.slice(from, match.index));
      parts.append(match[1] ? this.address(match[1]) : match[2] ? this.phone(match[2]) : el('span', { class: 'sb-case', text: match[3] }));
      if (match[3]) numbers.add(match[3]);
      from = match.index + match[0].length;
    }
    parts.append(text.slice(from));
    if (numbers.size) parts.append(el('span', { class: 'sb-copies' }, ...Array.from(numbers, number => this.copyButton(number, numbers.size > 1))));
    return parts;
  }

  // Digits next to a match make it part of something longer (an identity number, a masked one); \u5143 after it an amount of money.
  found(text) {
    const matches = [];
    this.pattern.lastIndex = 0;
    for (let match; (match = this.pattern.exec(text));) {
      const before = text[match.index - 1] || '';
      const rest = text.slice(match.index + match[0].length);
      if (match[1] || (!/[\w*.-]/.test(before) && !/^([\w*%\u5143]|[.,]\d)/.test(rest) && (match[2] || checks(match[3])))) matches.push(match);
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

function checks(number) {
  return Array.from(number.replace(/ /g, '')).reduce((interim, digit) => Number(DAMM[interim * 10 + Number(digit)]), 0) === 0;
}
