// Sends a kept draft: first its text, then each photo by its own number, then the word to confirm it.
// Every step may be repeated: the server knows the draft by its client id and each photo by its number.

export class Later extends Error { // no connection, or the server is busy: try again
  constructor(message, offline = false) { super(message); this.offline = offline; }
}
export class SignIn extends Error {} // the session ended
export class Wrong extends Error { // a person must correct something; `fields` says where, when the server does
  constructor(message, fields = {}) { super(message); this.fields = fields; }
}

const cookie = (name) => document.cookie.split('; ').find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';

const post = async (url, body, account) => {
  let response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'X-CSRFToken': cookie('csrftoken'), 'X-Lantoa-Account': account },
    });
  } catch {
    throw new Later('Chưa có mạng', true);
  }
  if (response.redirected || response.status === 403 || response.status === 409) {
    throw new SignIn('Phiên làm việc đã hết, hoặc đang đăng nhập bằng tài khoản khác. Đăng nhập lại để gửi.');
  }
  if (response.status === 404) throw new Wrong('Tài khoản không còn ghi được cho đơn vị này.');
  if (response.status === 413) throw new Wrong('Tệp quá lớn.');
  if (response.status === 429 || response.status >= 500) throw new Later('Máy chủ đang bận');
  let answer = {};
  try { answer = await response.json(); } catch { throw new Later('Máy chủ trả lời không đọc được'); }
  if (!response.ok) {
    const named = (name, texts) => texts.map((text) => (answer.labels?.[name] ? `${answer.labels[name]}: ${text}` : text));
    const said = Object.entries(answer.errors ?? {}).flatMap(([name, texts]) => named(name, texts)).join(' ');
    throw new Wrong(answer.error || said || 'Máy chủ không nhận bản ghi này.', answer.errors);
  }
  return answer;
};

export const send = async (store, draft, { account, url, tell }) => {
  const text = new FormData();
  for (const [name, value] of draft.values) text.append(name, value);
  text.set('client_id', draft.id);
  let answer = await post(url, text, account);
  const photos = await store.photos(draft.id);
  for (const [place, photo] of photos.entries()) {
    tell(`Đang gửi tệp ${place + 1} trên ${photos.length}`);
    const body = new FormData();
    body.append('file', photo.blob, photo.name);
    try {
      await post(`${url}${draft.id}/tep/${photo.index}/`, body, account);
    } catch (error) {
      if (error instanceof Wrong) await store.keepPhoto({ ...photo, error: error.message });
      throw error;
    }
  }
  if (draft.wish === 'gui') answer = await post(`${url}${draft.id}/gui/`, new FormData(), account);
  await store.drop(draft.id);
  return answer;
};
