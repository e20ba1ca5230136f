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

// 3. After a refused form the reader stands at the list of what to correct.
document.querySelector('[data-errors]')?.focus();
