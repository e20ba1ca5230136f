// What is kept on the device: drafts and photos in IndexedDB, one database for each account.
const NAME = 'lantoa-ghi-';

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export const openStore = async (account) => {
  const request = indexedDB.open(`${NAME}${account}`, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('drafts', { keyPath: 'id' });
    request.result.createObjectStore('photos', { keyPath: ['draft', 'index'] });
  };
  const database = await done(request);
  database.onversionchange = () => database.close(); // signing out deletes it
  const store = (name, mode) => database.transaction(name, mode).objectStore(name);
  const ofDraft = (id) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
  return {
    drafts: () => done(store('drafts', 'readonly').getAll()),
    keep: (draft) => done(store('drafts', 'readwrite').put(draft)),
    photos: (id) => done(store('photos', 'readonly').getAll(ofDraft(id))),
    keepPhoto: (photo) => done(store('photos', 'readwrite').put(photo)),
    dropPhoto: (id, index) => done(store('photos', 'readwrite').delete([id, index])),
    drop: async (id) => {
      await done(store('photos', 'readwrite').delete(ofDraft(id)));
      await done(store('drafts', 'readwrite').delete(id));
    },
  };
};
