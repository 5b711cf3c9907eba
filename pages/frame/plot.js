// One chart in its place. plotly's script is read once for the window; a survival chart stands there at once as a
// sketch (sketch.js), and once that has been painted plotly draws the same picture, which answers the pointer.
const CONFIG = { displaylogo: false, showSendToCloud: false }, LONGEST_MS = 500;
let script = null;

function plotly(address) {
  script ??= new Promise((ready, failed) => {
    if (window.Plotly) { ready(window.Plotly); return; }
    const read = document.createElement("script");
    read.src = new URL(address, window.location.href).href;
    read.onload = () => ready(window.Plotly);
    read.onerror = () => { script = null; read.remove(); failed(new Error("plotly's script could not be read")); };
    document.head.append(read);
  });
  return script;
}

const later = window.requestIdleCallback ?? setTimeout;
const painted = () => new Promise((done) => requestAnimationFrame(() => later(done, { timeout: LONGEST_MS })));

// Over the curves of before, at once; where nothing is sketched those stay until plotly has drawn.
function show(box, { figure, at_once }) {
  box.style.height = `${figure.layout.height}px`;
  if (!box.drawn) box.replaceChildren();
  box.querySelector(":scope > .hb-sketch")?.remove();
  const seen = at_once && sketch(figure, box.width);
  if (seen) box.insertAdjacentHTML("beforeend", seen);
  return seen;
}

async function draw(box, told) {
  // To ask a box for its width has the browser lay the page out; it is told of every other width anyway.
  box.width ||= box.clientWidth;
  watch(box);
  if (!box.width) return;
  const seen = show(box, told), reads = plotly(told.script).catch(() => null);
  if (seen) await painted();
  const draws = await reads;
  if (box.told !== told || !box.isConnected) return;
  if (!draws) {
    if (!box.firstChild) box.textContent = told.failed;
    return;
  }
  box.drawn = true;
  const { data, layout } = told.figure;
  draws.react(box, data, { ...layout, width: box.width }, { ...CONFIG, displayModeBar: told.buttons && "hover" });
  box.querySelector(":scope > .hb-sketch")?.remove();
}

// A chart that is not seen (in a narrow window, behind another tab) is drawn once it is.
function watch(box) {
  if (box.watched) return;
  box.watched = new ResizeObserver(([{ contentRect }]) => requestAnimationFrame(() => {
    const width = Math.floor(contentRect.width);
    if (!box.isConnected || !width || width === box.width) return;
    box.width = width;
    draw(box, box.told);
  }));
  box.watched.observe(box);
}

export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".hb-live");
  const told = JSON.parse(new TextDecoder().decode(data));
  box.told = told;
  box.setAttribute("role", "figure");
  box.setAttribute("aria-label", told.words);
  draw(box, told);
  return () => setTimeout(() => {
    if (box.isConnected) return;
    box.watched?.disconnect();
    window.Plotly?.purge(box);
  });
}
