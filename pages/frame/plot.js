// One chart in its place. plotly's script is read once for the window; until it is there, a picture stands in its place.
const CONFIG = { displaylogo: false, showSendToCloud: false };
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

function wait(box, { waiting, figure }) {
  box.style.minHeight = `${figure.layout.height}px`;
  // The picture is of the figure it came with: of another one nothing is shown rather than that.
  if (!box.drawn) box.replaceChildren();
  if (!waiting || window.Plotly) return;
  const picture = document.createElement("img");
  picture.className = "hb-waiting";
  picture.alt = "";
  picture.style.cssText = `width:100%;height:${figure.layout.height}px;object-fit:contain;object-position:left top`;
  picture.src = `data:image/svg+xml,${encodeURIComponent(waiting)}`;
  box.append(picture);
}

async function draw(box, told) {
  wait(box, told);
  // To ask a box for its width has the browser lay the page out; it is told of every other width anyway.
  box.width ||= box.clientWidth;
  watch(box);
  if (!box.width) return;
  const draws = await plotly(told.script).catch(() => null);
  if (!draws) {
    if (box.told === told && !box.firstChild) box.textContent = told.failed;
    return;
  }
  if (box.told !== told || !box.isConnected) return;
  if (!box.drawn) box.replaceChildren();
  box.drawn = true;
  const { data, layout } = told.figure;
  draws.react(box, data, { ...layout, width: box.width }, { ...CONFIG, displayModeBar: told.buttons && "hover" });
}

// A chart that is not seen (in a narrow window, behind another tab) is drawn once it is.
function watch(box) {
  if (box.watched) return;
  box.watched = new ResizeObserver(([{ contentRect }]) => requestAnimationFrame(() => {
    const width = Math.floor(contentRect.width);
    if (!box.isConnected || !width || width === box.width) return;
    box.width = width;
    if (box.drawn) window.Plotly.relayout(box, { width });
    else draw(box, box.told);
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
