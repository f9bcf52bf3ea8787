// The words of the page, from texts/<language>.json. A host page may lay its own file over them (data-texts="/texts/agent-").
const LANGUAGES = ['zh', 'en'];

export class Words {
  constructor(all) {
    this.all = all;
    this.lang = all.lang;
    const format = options => new Intl.DateTimeFormat(all.lang, { timeZone: 'Asia/Shanghai', ...options });
    this.timeFormat = format({ hour: '2-digit', minute: '2-digit', hour12: false });
    this.dayFormat = format({ month: 'long', day: 'numeric', weekday: 'long' });
    this.farDayFormat = format({ year: 'numeric', month: 'long', day: 'numeric' });
    // Swedish writes dates as ISO 8601: a key that can be compared.
    this.dayKeyFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
  }

  say(key, values) {
    return (this.all[key] || key).replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
  }

  time(when) {
    return this.timeFormat.format(when);
  }

  dayKey(when) {
    return this.dayKeyFormat.format(when);
  }

  day(when) {
    const key = this.dayKey(when);
    const now = Date.now();
    if (key === this.dayKey(now)) return this.all.today;
    if (key === this.dayKey(now - 86400000)) return this.all.yesterday;
    return (now - when < 300 * 86400000 ? this.dayFormat : this.farDayFormat).format(when);
  }
}

export function chosenLanguage(store) {
  const kept = store.setting('lang');
  return LANGUAGES.includes(kept) ? kept : LANGUAGES[0];
}

export async function loadWords(language, overlay) {
  const own = await read(new URL('../texts/' + language + '.json', import.meta.url));
  return new Words(overlay ? { ...own, ...(await read(overlay + language + '.json')) } : own);
}

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error('texts: ' + answer.status);
  return answer.json();
}
