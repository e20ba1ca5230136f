// The words of a report as they are typed, kept on this device until the server has them: a lost connection loses
// nothing. Signing out deletes them (databases named "lantoa-"). Without this file the form posts as any form.
const form = document.querySelector('form[data-words]');
const status = document.querySelector('[data-words-status]');
const WAIT = 400;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const open = async (account) => {
  const request = indexedDB.open(`lantoa-loi-van-${account}`, 1);
  request.onupgradeneeded = () => request.result.createObjectStore('words');
  const database = await done(request);
  database.onversionchange = () => database.close();
  const of = (mode) => database.transaction('words', mode).objectStore('words');
  return {
    read: (key) => done(of('readonly').get(key)),
    keep: (key, row) => done(of('readwrite').put(row, key)),
    drop: (key) => done(of('readwrite').delete(key)),
  };
};

const say = (text) => { status.hidden = !text; status.textContent = text; };

const start = async () => {
  const store = await open(form.dataset.account);
  const timers = new Map();
  let restored = 0;
  for (const area of form.querySelectorAll('textarea[data-word]')) {
    const key = `${form.dataset.report}:${area.dataset.word}`;
    const saved = area.defaultValue;
    const row = await store.read(key);
    if (row && row.text.trim() === saved.trim()) await store.drop(key);
    else if (row && row.base === saved) { area.value = row.text; restored += 1; }
    else if (row) {
      // Somebody saved other words meanwhile: both are shown, and the writer chooses.
      const more = document.createElement('details');
      const head = document.createElement('summary');
      const text = document.createElement('p');
      head.textContent = 'Phần viết dở giữ trên máy này';
      text.textContent = row.text;
      text.className = 'small';
      more.append(head, text);
      area.after(more);
    }
    area.addEventListener('input', () => {
      clearTimeout(timers.get(key));
      timers.set(key, setTimeout(() => {
        store.keep(key, { text: area.value, base: saved })
          .then(() => say('Phần viết dở được giữ trên máy này đến khi lưu.'), () => say(''));
      }, WAIT));
    });
  }
  if (restored) say(`Đã lấy lại phần viết dở ở ${restored} mục. Xem lại rồi lưu.`);
  form.addEventListener('submit', (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    say('Đang mất kết nối. Lời văn giữ trên máy này; lưu lại khi có mạng.');
  }, true);
  form.dataset.wordsReady = '';
};

if (form && status && 'indexedDB' in window) start().catch(() => {});
