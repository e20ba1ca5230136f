// Signing out leaves nothing of the person on the device: databases, kept pages and workers named "lantoa-" go first.
// A room that keeps what was not sent yet writes how many there are into localStorage, "lantoa-unsent".
const OURS = 'lantoa-';

const gone = (name) => new Promise((resolve) => {
  const request = indexedDB.deleteDatabase(name);
  request.onsuccess = request.onerror = request.onblocked = resolve;
});

const clear = async () => {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const pages = 'caches' in window ? await caches.keys() : [];
  const databases = (await indexedDB.databases?.()) ?? [];
  await Promise.all([
    ...workers.map((worker) => worker.unregister()),
    ...pages.filter((name) => name.startsWith(OURS)).map((name) => caches.delete(name)),
    ...databases.filter(({ name }) => name.startsWith(OURS)).map(({ name }) => gone(name)),
  ]);
  localStorage.removeItem('lantoa-unsent');
};

const unsent = () => { try { return Number(localStorage.getItem('lantoa-unsent')) || 0; } catch { return 0; } };

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.hasAttribute('data-signout')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const count = unsent();
  if (count && !confirm(`Còn ${count} bản ghi giữ trên máy này chưa gửi. Đăng xuất sẽ xóa các bản đó.`)) return;
  const late = new Promise((resolve) => { setTimeout(resolve, 3000); });
  Promise.race([clear().catch(() => {}), late]).then(() => form.submit());
}, true);
