// Photos on their way out. They wait in IndexedDB, because the queue in localStorage is too small for them and a reload must not lose them.
const waiting = new Map();
let opened;

function open() {
  if (!opened) {
    opened = new Promise((resolve, reject) => {
      const request = indexedDB.open('servicebot', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('files');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
  return opened;
}

async function run(mode, work) {
  try {
    const files = (await open()).transaction('files', mode).objectStore('files');
    return await new Promise((resolve, reject) => {
      const request = work(files);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch (e) {
    return undefined; // Private windows may forbid it: then a photo lives as long as the page.
  }
}

export async function keepFile(id, blob) {
  waiting.set(id, blob);
  await run('readwrite', files => files.put(blob, id));
}

export async function keptFile(id) {
  return waiting.get(id) || (await run('readonly', files => files.get(id)));
}

export function dropFile(id) {
  waiting.delete(id);
  run('readwrite', files => files.delete(id));
}

// A phone's photo is 3 to 8 MB; a page stays readable at 2,000 pixels and a tenth of that.
export async function shrink(file, longestSide) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 600000 || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const smaller = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    if (!smaller || smaller.size >= file.size) return file;
    return new File([smaller], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch (e) {
    return file;
  }
}
