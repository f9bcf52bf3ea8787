// Keeps the agent's worklist fresh: the service says "changed", the page fetches itself and takes over the list. Without
// JavaScript, or while the line is down, a reload does the same.
const list = document.querySelector('[data-live]');
const sign = document.getElementById('live');
let stamp = null;
let fetching = false;
let again = false;

function show(state) {
  sign.textContent = sign.dataset[state];
  sign.className = `live ${state}`;
}

async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  try {
    const response = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'error' });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const before = references(list);
    list.replaceChildren(...page.querySelector('[data-live]').childNodes);
    const fresh = [...list.querySelectorAll('[data-reference]')].filter(item => !before.has(item.dataset.reference));
    for (const item of fresh) item.classList.add('fresh');
    if (fresh.length) sign.textContent = list.dataset.new;
  } catch {
    show('off');
  } finally {
    fetching = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

function references(root) {
  return new Set([...root.querySelectorAll('[data-reference]')].map(item => item.dataset.reference));
}

function listen() {
  const events = new EventSource(list.dataset.live);
  events.onopen = () => show('on');
  events.onerror = () => {
    show('off');
    // The browser comes back by itself, except after an answer that is no stream: then the sign-in has ended.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000);
  };
  events.addEventListener('changed', event => {
    show('on');
    if (stamp !== event.data) {
      stamp = event.data;
      refresh();
    }
  });
}

if (list) listen();
