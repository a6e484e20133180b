const shown = document.getElementById('shown');
const opened = new Promise((done, failed) => {
  const request = indexedDB.open('keep', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('notes');
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
opened.then(db => {
  const get = db.transaction('notes').objectStore('notes').get('a');
  get.onsuccess = () => { shown.textContent = get.result ? `前回:${get.result}` : '何もありません'; };
});
document.getElementById('save').addEventListener('click', async () => {
  const db = await opened;
  const change = db.transaction('notes', 'readwrite', { durability: 'strict' });
  change.objectStore('notes').put('草取り90分', 'a');
  change.oncomplete = () => { shown.textContent = '保存しました'; };
});
