// The window: tells Python what was typed and pressed, and puts the page that follows into it. What is typed before
// Python is awake waits, and is told in its order.
const page = document.getElementById("page"), bar = document.getElementById("waking"), said = document.getElementById("said");
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const waiting = [], open = new Map(), answers = new Map();
let python = null, awake = false, busy = false, asked = 0, place = "";

function ask(what, given) {
  asked += 1;
  python.postMessage({ number: asked, what, given });
  return new Promise((done, failed) => answers.set(asked, { done, failed }));
}

function heard({ data }) {
  if (data.progress) return progress(data.progress, data.share);
  const { done, failed } = answers.get(data.number);
  answers.delete(data.number);
  if (data.fault) failed(new Error(data.fault)); else done(data.answer);
}

function progress(words, share) {
  bar.querySelector("p").textContent = `${words} …`;
  bar.querySelector("i").style.width = `${100 * share}%`;
}

function tell(event, files) {
  waiting.push({ told: JSON.stringify(event), files });
  if (awake) pump();
}

async function pump() {
  if (busy) return;
  busy = true;
  try {
    while (waiting.length) {
      const answer = await ask("heard", waiting.shift());
      if (!waiting.length) show(JSON.parse(answer));
    }
  } catch (fault) {
    alarm(`This could not be done (${fault.message}).`);
  }
  busy = false;
}

function alarm(words) {
  said.hidden = !words;
  said.querySelector("p").textContent = words;
}

// What is being typed while an answer comes stays.
function keepTyped(old, now) {
  if (old.dataset?.plot && old.dataset.plot === now.dataset?.plot) return false;
  if (!old.dirty || old !== document.activeElement) return true;
  if (old.tagName === "TEXTAREA") now.textContent = `\n${old.value}`; else now.setAttribute("value", old.value);
  return true;
}

const CALLS = { beforeNodeMorphed: keepTyped, beforeAttributeUpdated: (name, node) => !(name === "open" && node.tagName === "DETAILS") };

function show(answer) {
  const moved = answer.place !== place;
  place = answer.place;
  if (moved) page.replaceChildren();
  Idiomorph.morph(page, answer.html, { morphStyle: "innerHTML", callbacks: CALLS });
  document.querySelector("nav").innerHTML = answer.links;
  document.documentElement.dataset.place = place;
  document.title = `${answer.title} · HAIC Board`;
  document.documentElement.style.colorScheme = answer.theme;
  window.onbeforeunload = answer.unsaved ? (event) => event.preventDefault() : null;
  alarm(answer.said);
  word = answer.word;
  keepOrForget();
  settle();
  if (moved) window.scrollTo(0, 0);
}

// Nothing is kept unless the person asks for it, and then by this tab alone, until it is closed.
const PLACE = "haic-board.meeting", keep = document.querySelector("#keep input");
let word = "";

function store(how) {
  try { return how(window.sessionStorage) ?? ""; } catch { return ""; }
}

function keepOrForget() {
  store((kept) => (keep.checked && word ? kept.setItem(PLACE, word) : kept.removeItem(PLACE)));
}

keep.addEventListener("change", keepOrForget);

function settle() {
  open.clear();
  for (const fold of page.querySelectorAll("details[data-fold]")) open.set(fold.dataset.fold, fold.open);
  for (const link of page.querySelectorAll('a[href^="http"]')) { link.target = "_blank"; link.rel = "noopener noreferrer"; }
  for (const chart of page.querySelectorAll("[data-plot]")) {
    if (chart.drawn === chart.dataset.plot) continue;
    chart.drawn = chart.dataset.plot;
    const { data, layout, config } = JSON.parse(chart.drawn);
    Plotly.react(chart, data, { autosize: true, ...layout }, { responsive: true, displaylogo: false, ...config });
  }
}

function go(target, query = {}) {
  tell({ what: "go", place: target, query });
}

// Links of the core lead to pages as the app names them: "library?document=hsiao".
function followed(link, event) {
  const there = link.getAttribute("href");
  if (link.dataset.go !== undefined) { event.preventDefault(); return go(link.dataset.go); }
  if (/^(https?:|mailto:|#)/.test(there)) return undefined;
  event.preventDefault();
  const [path, query = ""] = there.split("#")[0].split("?");
  return go(path.replace(/^[./]+/, ""), Object.fromEntries(new URLSearchParams(query)));
}

async function takeAway(key) {
  const made = await ask("file", key);
  if (typeof made === "string") return alarm(made);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([made.content], { type: made.mime }));
  link.download = made.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return tell({ what: "press", key });
}

async function copied(button) {
  await navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent);
  button.textContent = "Copied";
}

document.addEventListener("click", (event) => {
  for (const popover of document.querySelectorAll("details:is(.stPopover,.hb-select)[open]")) {
    if (!popover.contains(event.target)) popover.open = false;
  }
  const at = event.target.closest("a[href],button");
  if (!at) return undefined;
  if (at.tagName === "A") return followed(at, event);
  if (at.dataset.copy !== undefined) return copied(at);
  if (at.dataset.tab) return tell({ what: "open", key: at.dataset.tab, value: Number(at.value) });
  if (at.dataset.field) return tell({ what: "change", key: at.dataset.field, value: at.value });
  if (!at.dataset.press) return undefined;
  if (at.closest(".stDownloadButton")) return awake && takeAway(at.dataset.press);
  return tell({ what: "press", key: at.dataset.press });
});

document.addEventListener("change", async ({ target }) => {
  if (!page.contains(target)) return undefined;
  target.dirty = false;
  if (target.dataset.several) return tell({ what: "change", key: target.dataset.several, value: target.value });
  if (target.dataset.toggle) return tell({ what: "change", key: target.dataset.toggle, value: String(target.checked) });
  if (!target.dataset.field || target.dataset.live !== undefined) return undefined;
  if (target.type === "file") {
    const files = [...target.files], most = Number(target.dataset.most) || Infinity;
    const large = files.find((one) => one.size > most * 1048576);
    if (large) { target.value = ""; return alarm(`${large.name}: the file is larger than ${most} MB, the most that is read.`); }
    const contents = await Promise.all(files.map((one) => one.arrayBuffer()));
    target.value = "";
    return tell({ what: "files", key: target.dataset.field, names: files.map((one) => one.name) }, contents.map((one) => new Uint8Array(one)));
  }
  if (!target.checkValidity()) return target.reportValidity();
  return tell({ what: "change", key: target.dataset.field, value: target.value });
});

let typing = 0;
document.addEventListener("input", ({ target }) => {
  target.dirty = true;
  if (target.dataset.live === undefined) return;
  clearTimeout(typing);
  typing = setTimeout(() => { target.dirty = false; tell({ what: "change", key: target.dataset.field, value: target.value }); }, 50);
});

document.addEventListener("toggle", ({ target }) => {
  const key = target.dataset?.fold;
  if (!key || key.startsWith("several:") || open.get(key) === target.open) return;
  open.set(key, target.open);
  tell({ what: "open", key, value: target.open });
}, true);

const KEYS = { ArrowLeft: "Left", ArrowRight: "Right", ArrowUp: "Up", ArrowDown: "Down", " ": "Space" };
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const popover = event.target.closest("details:is(.stPopover,.hb-select)[open]");
    if (popover) { popover.open = false; return popover.querySelector("summary").focus(); }
  }
  if (event.target.getAttribute?.("role") === "tab" && /^Arrow(Left|Right)$/.test(event.key)) {
    const step = event.key === "ArrowLeft" ? "previousElementSibling" : "nextElementSibling";
    event.target[step]?.focus();
    return event.target[step]?.click();
  }
  if (event.key === "Enter" && event.target.dataset?.live !== undefined) {
    if (!event.target.dirty) return undefined; // it was told already, and the next question is on its way
    clearTimeout(typing);
    event.target.dirty = false;
    return tell({ what: "change", key: event.target.dataset.field, value: `${event.target.value}` });
  }
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey) return undefined;
  const pressed = (event.altKey ? "Alt+" : "") + (KEYS[event.key] ?? event.key);
  const button = [...page.querySelectorAll("button[data-shortcut]:not(:disabled)")].find(
    (one) => one.dataset.shortcut.toLowerCase() === pressed.toLowerCase());
  if (!button) return undefined;
  event.preventDefault();
  return button.click();
});

const theme = () => (dark.matches ? "dark" : "light");
dark.addEventListener("change", () => tell({ what: "theme", value: theme() }));

function texts() {
  const parts = {};
  for (const held of document.querySelectorAll("script[data-part]")) { parts[held.dataset.part] = held.textContent.trim(); held.remove(); }
  return parts;
}

async function begin() {
  page.innerHTML = document.getElementById(`first-${theme()}`).innerHTML;
  settle();
  progress("Waking", 0.02);
  if (typeof WebAssembly !== "object") throw new Error("WebAssembly is switched off");
  if (typeof DecompressionStream !== "function") throw new Error("it cannot unpack what this file carries");
  const parts = texts();
  const code = document.getElementById("python").textContent;
  python = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  python.onmessage = heard;
  python.onerror = (event) => refused(event.message || "the browser allows no worker");
  const query = Object.fromEntries(new URLSearchParams(location.search));
  const kept = store((own) => own.getItem(PLACE));
  keep.checked = Boolean(kept);
  const begun = { what: "go", place: location.hash.slice(1), query, theme: theme(), kept };
  const first = JSON.parse(await ask("wake", { parts, begin: JSON.stringify(begun) }));
  place = first.place;
  awake = true;
  bar.hidden = true;
  if (waiting.length) await pump(); else show(first);
  document.documentElement.dataset.awake = "yes";
}

function refused(why) {
  bar.dataset.refused = "yes";
  bar.querySelector("p").textContent = `This browser does not run the board: ${why}. It needs a current Firefox, Chrome, Edge or Safari that may use WebAssembly.`;
}

begin().catch((fault) => refused(fault.message));
