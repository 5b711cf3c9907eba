// The tab's own store, its address, and the question before it is left. Nothing here leaves the browser but back to
// the server that sent it: a reload or a server that was started anew is told what the tab had kept.
const PLACE = "haic-board.meeting", NAME = "haic-board.tab", LONGEST = 1500000;
let asked = null, told = "", written = false, full = false, unsaved = false, speak = null, watching = null;

const before = (event) => { event.preventDefault(); event.returnValue = ""; };

function store(how) {
  try { return how(window.sessionStorage); } catch { return undefined; }
}

function found() {
  const text = store((kept) => kept.getItem(PLACE)) || "", missed = late();
  if (!text) return missed && { session: "", word: "", aside: "", way: "", late: missed };
  try {
    const read = JSON.parse(text.slice(0, 4 * LONGEST));
    if (typeof read.word === "string" && typeof read.aside === "string") return { ...read, late: missed };
  } catch { /* no text of ours: the server says so */ }
  return { session: "", word: text.slice(0, LONGEST), aside: "", way: "" };
}

// A tab that was copied begins with a copy of the store. The name of a tab is held by a lock as long as the tab lives.
async function held(name) {
  return new Promise((answer) => {
    navigator.locks.request(`haic-board.${name}`, { ifAvailable: true }, (lock) => {
      answer(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;
    }).catch(() => answer(true));
  });
}

async function isCopy() {
  const name = store((kept) => kept.getItem(NAME));
  if (!navigator.locks) return false;
  if (name && await held(name)) return false;
  // A tab that is read anew gives its name back a moment later than it comes.
  if (name && await new Promise((wait) => setTimeout(wait, 250)).then(() => held(name))) return false;
  const own = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join("");
  store((kept) => kept.setItem(NAME, own));
  await held(own);
  return Boolean(name);
}

function addressed(parts) {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(parts)) {
    if (value) url.searchParams.set(name, value); else url.searchParams.delete(name);
  }
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}

// The rows that stand open, in the address: they open without a word to the server.
function opened(event) {
  if (!event.target.dataset?.row) return;
  const rows = Array.from(document.querySelectorAll("details[data-row][open]"), (row) => row.dataset.row);
  addressed({ open: rows.join(",") });
}

function warned(now) {
  if (now === unsaved) return;
  unsaved = now;
  if (now) window.addEventListener("beforeunload", before); else window.removeEventListener("beforeunload", before);
}

function kept(data) {
  keeps(data.word);
  return store((own) => {
    if (!data.word && !data.aside) own.removeItem(PLACE);
    else own.setItem(PLACE, JSON.stringify(
      { session: data.session, word: data.word, aside: data.aside, way: data.light?.way || "" }));
    return true;
  });
}

// After a lost connection Streamlit waits for the next key before it draws anything. A server that was started anew
// knows nobody yet and would lose that key: it is asked at once. So it is where the theme changes under an open page,
// because our own colours come from it.
function watch() {
  const app = document.querySelector("[data-testid=stApp]");
  if (watching || !app) return;
  document.addEventListener("toggle", opened, true);
  listen(app);
  const stands = () => [app.dataset.testConnectionState, getComputedStyle(app).backgroundColor];
  let [was, ground] = stands();
  watching = new MutationObserver(() => {
    const [now, drawn] = stands();
    if (now === "CONNECTED" && (was !== now || ground !== drawn)) {
      ground = drawn;
      speak("told", { again: true });
    }
    was = now;
  });
  watching.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state", "class"] });
}

// Streamlit keeps a theme for each page under the page's own address, and reads it when the page is read.
function lit({ theme, paths }) {
  const here = window.location.pathname.replace(/\/$/, "");
  const own = paths.find((path) => path && here.endsWith(`/${path}`)) || "";
  const root = own ? here.slice(0, -own.length - 1) : here;
  try {
    for (const path of paths) window.localStorage.setItem(`stActiveTheme-${root}/${path}-v2`, JSON.stringify(theme));
  } catch { return; }
  warned(false);
  window.location.reload();
}

export default async function tab({ data, setTriggerValue }) {
  speak = setTriggerValue;
  watch();
  asked ??= isCopy();
  const copied = await asked;
  warned(data.unsaved);
  const was = data.heard ? null : found();
  if (was && was.session !== data.session) {
    if (told === data.session) return;
    told = data.session;
    setTriggerValue("told", { ...was, way: was.way || "", alive: written, copied: copied && !written });
    return;
  }
  if (data.address) addressed(data.address);
  written = true;
  if (!kept(data) && !full && data.word) {
    full = true;
    setTriggerValue("told", { full: true });
    return;
  }
  if (data.light) lit(data.light);
}
