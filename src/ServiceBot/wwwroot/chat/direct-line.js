// Direct Line 3.0 as requests: asks for tokens, renews an expired one once, and turns every failure into one of five kinds.
export class Failure extends Error {
  // kind: 'broken' (try again later) · 'busy' (after wait milliseconds) · 'refused' (this message never) · 'gone' (no such conversation)
  //       'moved' (the service gave another conversation) · 'signed-out'
  constructor(kind, status, wait) {
    super(kind + ' ' + (status || ''));
    this.kind = kind;
    this.status = status || 0;
    this.wait = wait || 0;
  }
}

const TIMEOUT = 20000;
const UPLOAD_TIMEOUT = 180000;
// Renew while the old token is still good, so that a message does not have to wait for it.
const SPARE = 60000;

export class DirectLine {
  constructor(base, tokenUrl, store, locale, onReplaced) {
    Object.assign(this, { base, tokenUrl, store, locale, onReplaced });
  }

  get conversation() {
    return this.base + '/conversations/' + encodeURIComponent(this.store.session.conversationId);
  }

  async start() {
    await this.token();
    return this.request('POST', () => this.base + '/conversations', { locale: this.locale() });
  }

  activities(watermark) {
    return this.request('GET', () => this.conversation + '/activities' + query(watermark));
  }

  // The address may name a host that a proxy in between has hidden: only its path is used.
  async stream(watermark) {
    const answer = await this.request('GET', () => this.conversation + query(watermark));
    this.keep(answer);
    const address = new URL(answer.streamUrl, location.href);
    return (location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + address.pathname + address.search;
  }

  post(activity) {
    return this.request('POST', () => this.conversation + '/activities', activity);
  }

  async upload(activity, blob, name, onProgress) {
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', blob, name);
    const address = () => this.conversation + '/upload?userId=' + encodeURIComponent(this.store.session.userId || '');
    return this.withToken(token => this.uploadOnce(address(), token, form, onProgress));
  }

  request(method, address, body) {
    return this.withToken(token => this.requestOnce(method, address(), token, body));
  }

  // An expired token is 403 (protocol) or 401: renewed once, then the same request again.
  async withToken(work) {
    const conversation = (this.store.session || {}).conversationId;
    const same = token => {
      if (conversation && conversation !== this.store.session.conversationId) throw new Failure('moved');
      return token;
    };
    try {
      return await work(same(await this.token()));
    } catch (failure) {
      if (failure.kind === 'signed-out' || (failure.status !== 401 && failure.status !== 403)) throw failure;
      return work(same(await this.renew()));
    }
  }

  async requestOnce(method, address, token, body) {
    const headers = { Authorization: 'Bearer ' + token };
    if (body) headers['Content-Type'] = 'application/json';
    const answer = await fetchInTime(address, { method, headers, body: body && JSON.stringify(body), cache: 'no-store' });
    if (!answer.ok) throw failed(answer.status, answer.headers.get('Retry-After'));
    return parse(await answer.text());
  }

  // XMLHttpRequest, because fetch cannot tell how much of a photo has gone out.
  uploadOnce(address, token, form, onProgress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', address);
      request.setRequestHeader('Authorization', 'Bearer ' + token);
      request.timeout = UPLOAD_TIMEOUT;
      request.upload.onprogress = event => event.lengthComputable && onProgress(event.loaded / event.total);
      request.onload = () => (request.status < 300 ? resolve(parse(request.responseText)) : reject(failed(request.status, request.getResponseHeader('Retry-After'))));
      request.onerror = request.ontimeout = request.onabort = () => reject(new Failure('broken'));
      request.send(form);
    });
  }

  async token() {
    const session = this.store.session;
    return session && session.expires - SPARE > Date.now() ? session.token : this.renew();
  }

  renew() {
    if (!this.renewing) {
      const done = () => { this.renewing = null; };
      this.renewing = this.askForToken();
      this.renewing.then(done, done);
    }
    return this.renewing;
  }

  // With the old token the service gives a new one for the same conversation; without one it starts a conversation.
  async askForToken() {
    const old = this.store.session;
    const body = old ? { token: old.token, conversationId: old.conversationId, locale: this.locale() } : { locale: this.locale() };
    const answer = await fetchInTime(this.tokenUrl, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), cache: 'no-store', credentials: 'same-origin',
    });
    // A sign-in page instead of a token: the staff member's session is over.
    if (answer.redirected || answer.status === 401) throw new Failure('signed-out', answer.status);
    if (!answer.ok) {
      if (!old || answer.status === 429 || answer.status >= 500) throw failed(answer.status, answer.headers.get('Retry-After'), true);
      this.forget();
      return this.askForToken();
    }
    this.store.session = null;
    this.keep(parse(await answer.text()));
    if (old && old.conversationId !== this.store.session.conversationId) this.onReplaced();
    return this.store.session.token;
  }

  keep(answer) {
    if (!answer.token) return;
    const known = this.store.session || {};
    this.store.session = {
      conversationId: answer.conversationId || known.conversationId,
      token: answer.token,
      userId: answer.userId || known.userId,
      expires: Date.now() + (answer.expires_in || 1800) * 1000,
    };
  }

  forget() {
    this.store.session = null;
    this.onReplaced();
  }
}

function query(watermark) {
  return watermark ? '?watermark=' + encodeURIComponent(watermark) : '';
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch (e) {
    throw new Failure('broken');
  }
}

function failed(status, retryAfter, asking) {
  if (status === 404 && !asking) return new Failure('gone', status);
  if (status === 429) return new Failure('busy', status, (Number(retryAfter) || 5) * 1000);
  if (status >= 500 || status === 408 || asking) return new Failure('broken', status, (Number(retryAfter) || 0) * 1000);
  return new Failure('refused', status);
}

async function fetchInTime(address, options) {
  const abort = window.AbortController ? new AbortController() : null;
  const timer = setTimeout(() => abort && abort.abort(), TIMEOUT);
  try {
    return await fetch(address, { ...options, signal: abort ? abort.signal : undefined });
  } catch (e) {
    throw new Failure('broken');
  } finally {
    clearTimeout(timer);
  }
}
