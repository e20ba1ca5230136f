// Keeps the reader's theme and text size on this device. Loaded in the head, before the first paint,
// so that a chosen dark page is never white for a moment. Without it the page follows the system.
(() => {
  const root = document.documentElement;
  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window: this page only */ } };

  const theme = read('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  root.dataset.size = read('size') === '2' ? '2' : '1';

  const show = () => {
    for (const button of document.querySelectorAll('[data-size-toggle]')) button.setAttribute('aria-pressed', String(root.dataset.size === '2'));
  };
  document.addEventListener('DOMContentLoaded', show);
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-theme-toggle], [data-size-toggle]') : null;
    if (!button) return;
    if (button.hasAttribute('data-theme-toggle')) {
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      write('theme', root.dataset.theme);
    } else {
      root.dataset.size = root.dataset.size === '2' ? '1' : '2';
      write('size', root.dataset.size);
      show();
    }
  });
})();
