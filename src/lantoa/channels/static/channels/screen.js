// Turns the page of a hall screen. The next page is fetched before the old one goes: while the network is down the
// last message stays, and the next is asked for again after the same time.
const body = document.body;
const wait = Number(body.dataset.seconds) * 1000;

async function turn() {
  try {
    const answer = await fetch(body.dataset.next, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!("screen" in page.body.dataset)) throw new Error("another page");
    document.title = page.title;
    body.dataset.next = page.body.dataset.next;
    body.replaceChildren(...page.body.children);
  } catch {
    // the last message stays
  }
  setTimeout(turn, wait);
}

setTimeout(turn, wait);
