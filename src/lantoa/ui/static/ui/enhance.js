// Small comforts; every form works without them.
import './signout.js';

// 1. A button with data-count="Xác nhận {n} mục đã chọn" says how many rows of its form are ticked,
//    and waits while none is. data-count-none is its text then.
const count = (form) => {
  const ticked = form.querySelectorAll('tbody input[type=checkbox]:checked, [data-pick]:checked').length;
  for (const button of form.querySelectorAll('button[data-count]')) {
    button.querySelector('[data-text]').textContent =
      ticked || !button.dataset.countNone ? button.dataset.count.replace('{n}', String(ticked)) : button.dataset.countNone;
    button.setAttribute('aria-disabled', String(ticked === 0));
  }
};
const counted = () => { for (const form of document.querySelectorAll('form:has(button[data-count])')) count(form); };
counted();
document.addEventListener('htmx:afterSwap', counted);
document.addEventListener('change', (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.form) return;
  if (box.hasAttribute('data-pick-all')) {
    for (const other of box.form.querySelectorAll('tbody input[type=checkbox]:not(:disabled)')) other.checked = box.checked;
  }
  if (box.form.querySelector('button[data-count]')) count(box.form);
});

// 2. A form is sent once. The pressed button shows that it works; coming back by the Back button frees it.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[aria-disabled=true]') : null;
  if (button) event.preventDefault();
});
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'get' || form.method === 'dialog') return;
  if (form.hasAttribute('data-sent')) { event.preventDefault(); return; }
  form.setAttribute('data-sent', '');
  event.submitter?.setAttribute('aria-busy', 'true');
});
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    form.removeAttribute('data-sent');
    for (const button of form.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
  }
});

// 3. A form with data-keep comes back as it was left: what was unfolded, where the page stood, the pressed button.
const place = `keep:${location.pathname}`;
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.hasAttribute('data-keep')) return;
  const open = [...form.querySelectorAll('[id] > details[open]')].map((node) => node.parentElement.id);
  const button = event.submitter?.name ? `${event.submitter.name}=${event.submitter.value}` : '';
  sessionStorage.setItem(place, JSON.stringify({ open, button, top: window.scrollY }));
});
const kept = document.querySelector('form[data-keep]') ? sessionStorage.getItem(place) : null;
if (kept) {
  sessionStorage.removeItem(place);
  const { open, button, top } = JSON.parse(kept);
  for (const id of open) document.getElementById(id)?.querySelector(':scope > details')?.setAttribute('open', '');
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const same = [...document.querySelectorAll('form[data-keep] button[name]')]
    .find((node) => `${node.name}=${node.value}` === button && !node.disabled && !node.ariaHidden);
  const first = target?.querySelector('summary, button, h2') ?? target;
  const next = same ?? first;
  // once the browser has gone to the fragment, which takes the focus away
  window.addEventListener('load', () => setTimeout(() => {
    if (document.querySelector('[data-errors]')) return;
    if (target?.id === 'sau-luu') window.scrollTo(0, top);
    if (next && !next.matches('button, a, summary')) next.tabIndex = -1;
    next?.focus({ preventScroll: target?.id === 'sau-luu' });
  }));
}

// 4. After a refused form the reader stands at the list of what to correct.
document.querySelector('[data-errors]')?.focus();
