// Takes the kind of work from the chosen task until somebody chooses one; brings the numbers that a kind of work asks for to the front, ticks its usual form, and shows the day field
// only for another day. Without this file every field is there, in the second part of the form.
const form = document.querySelector('form[data-kinds]');
const kinds = form ? JSON.parse(form.dataset.kinds) : { measures: {}, forms: {} };
const first = form?.querySelector('[data-measures-first]');
const other = form?.querySelector('[data-measures-other]');

const arrange = () => {
  if (!form || !first || !other) return;
  const wanted = kinds.measures[form.elements.kind.value] ?? [];
  const all = new Map([...form.querySelectorAll('[data-measure]')].map((node) => [node.dataset.measure, node]));
  const filled = (node) => [...node.querySelectorAll('input')].some((input) => input.value !== '');
  for (const code of wanted) if (all.has(code)) first.append(all.get(code));
  for (const [code, node] of all) {
    if (!wanted.includes(code)) (filled(node) ? first : other).append(node);
  }
};

let suggested = '';
const suggestForm = () => {
  const code = kinds.forms[form.elements.kind.value];
  const boxes = [...form.querySelectorAll('input[name=forms]')];
  const ticked = boxes.filter((box) => box.checked);
  if (ticked.length > 1 || (ticked.length === 1 && ticked[0].value !== suggested)) return;
  for (const box of boxes) box.checked = box.value === code;
  suggested = code ?? '';
};

let chosen = false;
const suggestKind = () => {
  const code = form?.elements.towards?.selectedOptions?.[0]?.dataset.kind;
  if (chosen || !code || ![...form.elements.kind.options].some((option) => option.value === code)) return;
  form.elements.kind.value = code;
  arrange();
  suggestForm();
};

const showDay = () => {
  const place = form?.querySelector('[data-when-other]');
  if (place) place.hidden = form.elements.when.value !== 'khac';
};

export const refresh = () => { arrange(); showDay(); };
export const anew = () => { chosen = false; suggestKind(); refresh(); };

if (form) {
  form.addEventListener('change', (event) => {
    if (event.target.name === 'kind') { chosen = true; arrange(); suggestForm(); }
    if (event.target.name === 'towards') suggestKind();
    if (event.target.name === 'when') showDay();
  });
  if (form.hasAttribute('data-record') && !form.querySelector('[data-errors]')) suggestKind();
  refresh();
}
