// What is kept on the device: drafts and photos in IndexedDB, one database for each account.
const NAME = 'lantoa-ghi-';

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// A write is kept when its transaction is: a full disk may undo one that its request called done.
const kept = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error);
});

export const openStore = async (account) => {
  const request = indexedDB.open(`${NAME}${account}`, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('drafts', { keyPath: 'id' });
    request.result.createObjectStore('photos', { keyPath: ['draft', 'index'] });
  };
  const database = await done(request);
  database.onversionchange = () => database.close(); // signing out deletes it
  const read = (name) => database.transaction(name, 'readonly').objectStore(name);
  const write = (name, change) => {
    const transaction = database.transaction(name, 'readwrite');
    change(transaction);
    return kept(transaction);
  };
  const ofDraft = (id) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
  return {
    drafts: () => done(read('drafts').getAll()),
    keep: (draft) => write('drafts', (change) => change.objectStore('drafts').put(draft)),
    photos: (id) => done(read('photos').getAll(ofDraft(id))),
    keepPhoto: (photo) => write('photos', (change) => change.objectStore('photos').put(photo)),
    dropPhoto: (id, index) => write('photos', (change) => change.objectStore('photos').delete([id, index])),
    drop: (id) => write(['drafts', 'photos'], (change) => {
      change.objectStore('photos').delete(ofDraft(id));
      change.objectStore('drafts').delete(id);
    }),
  };
};
