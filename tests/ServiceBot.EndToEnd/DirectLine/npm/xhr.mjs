// The official Direct Line client was written for browsers: it wants XMLHttpRequest. This is as much of it as the client's RxJS uses,
// over fetch, which also knows FormData, Blob and data: addresses.
export class XMLHttpRequest {
  constructor() {
    this.readyState = 0;
    this.status = 0;
    this.response = null;
    this.responseType = '';
    this.timeout = 0;
    this.withCredentials = false;
    this.upload = {};
    this.headers = {};
    this.answered = new Headers();
    this.aborting = new AbortController();
  }

  open(method, url) {
    this.method = method;
    this.url = url;
    this.become(1);
  }

  setRequestHeader(name, value) {
    this.headers[name] = value;
  }

  getResponseHeader(name) {
    return this.answered.get(name);
  }

  abort() {
    this.aborting.abort();
  }

  send(body) {
    const timer = this.timeout ? setTimeout(() => { this.timedOut = true; this.aborting.abort(); }, this.timeout) : undefined;
    const hasBody = body !== undefined && body !== null && this.method !== 'GET';
    fetch(this.url, { method: this.method, headers: this.headers, body: hasBody ? body : undefined, signal: this.aborting.signal })
      .then(async response => {
        const bytes = await response.arrayBuffer();
        this.status = response.status;
        this.answered = response.headers;
        this.response = this.read(bytes);
        this.become(4);
      })
      .catch(error => {
        this.status = 0;
        this.response = null;
        if (this.timedOut && this.ontimeout) this.ontimeout(error);
        else if (!this.aborting.signal.aborted && this.onerror) this.onerror(error);
      })
      .finally(() => clearTimeout(timer));
  }

  read(bytes) {
    if (this.responseType === 'arraybuffer') return bytes;
    const text = new TextDecoder().decode(bytes);
    if (this.responseType !== 'json') return text;
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  }

  become(state) {
    this.readyState = state;
    this.onreadystatechange?.({});
  }
}
