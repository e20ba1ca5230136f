// Ghi hoạt động on a device that may lose its connection: everything typed is kept as it is typed, photos too;
// what was sent for good is sent once, when there is a connection. Without this file the form posts as any form.
import { anew, refresh } from './kinds.js';
import { Later, SignIn, Wrong, send } from './send.js';
import { openStore } from './store.js';

const form = document.querySelector('form[data-record]');
const status = document.querySelector('[data-record-status]');
const queue = document.querySelector('[data-record-queue]');
const list = document.querySelector('[data-record-list]');
const files = document.querySelector('[data-record-files]');
const SKIPPED = new Set(['csrfmiddlewaretoken', 'uploads', 'client_id', 'viec']);
const FIRST_WAIT = 4000;
const LONGEST_WAIT = 300000;
const WORDS = { queued: 'Chờ gửi', wrong: 'Cần sửa', draft: 'Bản nháp' };

const hour = (moment = Date.now()) => new Date(moment).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
const say = (...parts) => { status.hidden = parts.length === 0; delete status.dataset.st; status.replaceChildren(...parts); };
const tell = (state, ...parts) => { say(...parts); status.dataset.st = state; };
const element = (name, text = '', more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });

const newId = () => {
  // randomUUID wants a secure context; an office may serve plain http inside its network.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
};

const start = async () => {
  const { account } = form.dataset;
  const url = form.getAttribute('action');
  const store = await openStore(account);
  const values = () => [...new FormData(form)].filter(([name]) => !SKIPPED.has(name));
  // The numbers of a kind come to the front: the order of the fields says nothing.
  const shape = (rows) => JSON.stringify(rows.map(String).sort());
  const untouched = shape(values());
  let id = form.elements.client_id.value || newId();
  let next = 0;
  let saving = 0;
  let busy = false;
  let wait = FIRST_WAIT;
  let timer = 0;
  document.getElementById('id_uploads').removeAttribute('name'); // the script sends files one by one

  const failed = () => say('Máy này không giữ được bản nháp (hết chỗ, hoặc đang duyệt ẩn danh). Gửi ngay khi có mạng.');

  const save = async (state = 'draft', wish = 'luu') => {
    clearTimeout(saving);
    const rows = values();
    if (state === 'draft' && shape(rows) === untouched && !(await store.photos(id)).length) return;
    const title = rows.find(([name]) => name === 'title')?.[1] || 'Chưa đặt tên';
    await store.keep({ id, values: rows, title, state, wish, next, saved: Date.now() });
    await tellUnsent();
    if (state === 'draft') say(`Đã lưu nháp trên máy lúc ${hour()} · ${navigator.onLine ? 'gửi được ngay' : 'gửi được khi có mạng'}`);
  };
  const saveSoon = () => { clearTimeout(saving); saving = setTimeout(() => save().catch(failed), 400); };

  const show = (photo) => {
    const row = element('li', '', { className: 'file' });
    const picture = element('img', '', { className: 'thumb', alt: '', width: 48, height: 48, src: URL.createObjectURL(photo.blob) });
    picture.addEventListener('load', () => URL.revokeObjectURL(picture.src), { once: true });
    picture.addEventListener('error', () => { picture.style.visibility = 'hidden'; }, { once: true });
    const size = (photo.blob.size / 1048576).toLocaleString('vi-VN', { maximumFractionDigits: 1 });
    const said = element('span', photo.name);
    said.append(element('br'), element('span', photo.error ?? `${size} MB · đã giữ trên máy`, { className: photo.error ? 'err' : 'hint' }));
    const drop = element('button', 'Bỏ', { type: 'button', className: 'btn btn--bare' });
    drop.setAttribute('aria-label', `Bỏ ${photo.name}`);
    drop.addEventListener('click', async () => { await store.dropPhoto(photo.draft, photo.index); row.remove(); saveSoon(); });
    row.append(picture, said, drop);
    files.append(row);
  };

  const clearErrors = () => {
    for (const node of form.querySelectorAll('[data-said]')) node.remove();
    for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  };

  // What the server said, at the field it spoke of.
  const showErrors = (fields) => {
    for (const [name, texts] of Object.entries(fields ?? {})) {
      const control = form.querySelector(`[name="${CSS.escape(name)}"]`);
      const place = control?.closest('.fld, .set, .drop');
      if (!place) continue;
      const said = element('span', texts.join(' '), { className: 'err', id: `said-${name}` });
      said.dataset.said = '';
      control.before(said);
      control.setAttribute('aria-invalid', 'true');
      control.setAttribute('aria-describedby', said.id);
      for (let up = control.closest('details'); up; up = up.parentElement.closest('details')) up.open = true;
    }
    form.querySelector('[aria-invalid]')?.focus();
  };

  const fill = async (draft) => {
    clearErrors();
    id = draft.id;
    next = draft.next ?? 0;
    form.reset();
    form.elements.client_id.value = id;
    for (const box of form.querySelectorAll('input[type=checkbox]')) box.checked = false;
    for (const [name, value] of draft.values) {
      for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (control.type === 'radio' || control.type === 'checkbox') control.checked ||= control.value === value;
        else control.value = value;
      }
    }
    refresh(); // before anything is waited for: it moves fields, and a field that moves loses the focus
    files.replaceChildren();
    for (const photo of await store.photos(id)) show(photo);
  };

  const begin = () => {
    form.reset();
    clearErrors();
    files.replaceChildren();
    id = newId();
    next = 0;
    form.elements.client_id.value = id;
    anew();
  };

  const reopen = async (draft) => {
    await save();
    const shown = fill(draft);
    form.elements.title.focus(); // at once: later it would take the focus from where the person already types
    showErrors(draft.fields);
    await shown;
    await save();
    await draw();
  };

  const tellUnsent = async () => {
    try { localStorage.setItem('lantoa-unsent', String((await store.drafts()).length)); } catch { /* signing out will not warn */ }
  };

  const draw = async () => {
    await tellUnsent();
    const others = (await store.drafts()).filter((draft) => draft.id !== id).sort((one, two) => one.saved - two.saved);
    queue.hidden = others.length === 0;
    list.replaceChildren(...others.map((draft) => {
      const row = element('li');
      row.dataset.state = draft.state;
      const line = element('div', '', { className: 'row row--apart' });
      const open = element('button', 'Mở lại', { type: 'button', className: 'btn btn--bare' });
      open.setAttribute('aria-label', `Mở lại ${draft.title}`);
      open.addEventListener('click', () => reopen(draft).catch(failed));
      line.append(element('b', draft.title), element('span', WORDS[draft.state] ?? '', { className: 'muted' }), open);
      row.append(line);
      if (draft.problem) row.append(element('span', draft.problem, { className: 'err' }));
      return row;
    }));
  };

  const deliverAll = async () => {
    for (const draft of (await store.drafts()).filter((item) => item.state === 'queued')) {
      say(`Đang gửi “${draft.title}”`);
      try {
        const answer = await send(store, draft, { account, url, tell: say });
        const words = draft.wish === 'gui' ? 'Đã gửi để xác nhận: ' : 'Đã lưu nháp vào sổ: ';
        tell('done', words, element('a', answer.number, { href: answer.url }), ` lúc ${hour()}`);
      } catch (error) {
        if (!(error instanceof Wrong)) throw error;
        await store.keep({ ...draft, state: 'wrong', problem: error.message, fields: error.fields });
        tell('late', `“${draft.title}” chưa gửi được: ${error.message}`);
      }
    }
  };

  const deliver = async () => {
    if (busy || !navigator.onLine) return;
    busy = true;
    try {
      // One tab at a time: two would send the same draft twice, to no harm but for nothing.
      await (navigator.locks ? navigator.locks.request(`lantoa-ghi-${account}`, deliverAll) : deliverAll());
      wait = FIRST_WAIT;
    } catch (error) {
      if (error instanceof Later) {
        say(`${error.message}; sẽ tự gửi ${error.offline ? 'khi có mạng' : 'lại'}.`);
        clearTimeout(timer);
        timer = setTimeout(deliver, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      } else if (error instanceof SignIn) say(error.message);
      else throw error;
    } finally {
      busy = false;
      await draw();
    }
  };

  const addFiles = async (input) => {
    for (const file of input.files) {
      const photo = { draft: id, index: next, name: file.name, blob: file };
      next += 1;
      await store.keepPhoto(photo);
      show(photo);
    }
    input.value = '';
    await save();
  };

  form.addEventListener('input', saveSoon);
  form.addEventListener('change', (event) => {
    if (event.target.id === 'id_uploads') addFiles(event.target).catch(failed);
    else saveSoon();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await save('queued', event.submitter?.value ?? 'gui');
    } catch {
      failed();
      return;
    }
    const sent = id;
    begin();
    await draw();
    if (navigator.onLine) await deliver();
    else tell('wait', `Đã giữ trên máy lúc ${hour()}; sẽ tự gửi khi có mạng.`);
    status.scrollIntoView({ block: 'center' });
    // Refused, and nothing else begun meanwhile: it is corrected here and now.
    const refused = (await store.drafts()).find((draft) => draft.id === sent && draft.state === 'wrong');
    if (refused && shape(values()) === untouched) {
      await reopen(refused);
      tell('late', `Chưa gửi được: ${refused.problem} Sửa rồi bấm gửi lại.`);
    }
  });
  window.addEventListener('online', () => { wait = FIRST_WAIT; deliver(); });
  window.addEventListener('offline', () => say('Mất mạng. Nội dung và ảnh vẫn được giữ trên máy.'));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save().catch(() => {});
    else deliver();
  });

  const kept = (await store.drafts()).filter((draft) => draft.state === 'draft').sort((one, two) => two.saved - one.saved)[0];
  if (kept && !location.search && !form.querySelector('[data-errors]')) {
    await fill(kept);
    say(`Bản nháp trên máy, lưu lúc ${hour(kept.saved)}`);
  }
  form.setAttribute('data-record-ready', '');
  await draw();
  await deliver();
};

const keepShell = async () => {
  if (!('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', () => form.setAttribute('data-record-kept', ''));
  const scope = form.getAttribute('action');
  await navigator.serviceWorker.register(form.dataset.worker, { scope });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name));
  const own = loaded.filter(({ origin, pathname }) => origin === location.origin && (pathname.startsWith('/static/') || pathname.endsWith('.css')));
  active.postMessage({ keep: [scope, ...own.map((address) => address.href)] });
};

if (form && 'indexedDB' in window) {
  start().catch(() => say('Máy này không giữ được bản nháp; biểu mẫu vẫn gửi được khi có mạng.'));
  keepShell().catch(() => {});
}
