// A survival chart as plotly draws it, in a tenth of the time: what a person looks at until plotly has drawn the same
// and answers the pointer. It knows what haic_core/screen/plotly/survival.py asks for and no more of plotly; places and
// sizes that follow from no figure are plotly's own.
const TICK_PX = 5, LINE_EM = 1.3, FEWEST_EM = 2, MONTHS_PX = 64, LEVELS_PX = 76.08;
const round = (number) => Math.round(number * 100) / 100;
const scale = ([low, high], from, to) => (value) => round(from + ((value - low) / (high - low)) * (to - from));
const pen = document.createElement("canvas").getContext("2d");
let sketches = 0;

// How far the first letter reaches to the left of its place.
function reach(words, weight, size, family) {
  pen.font = `${weight} ${size}px ${family}`;
  return pen.measureText(words).actualBoundingBoxLeft;
}

// Words are escaped but for the <b> that plotly knows.
const told = (words) => String(words).replace(/<(?!\/?b>)/g, "&lt;")
  .replaceAll("<b>", '<tspan font-weight="bold">').replaceAll("</b>", "</tspan>");

const text = (x, y, words, { size, color }, anchor, more = "") =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${color}" text-anchor="${anchor}"${more}>${told(words)}</text>`;

const path = (d, color, width, more = "") => `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}"${more}/>`;

function line({ x: months, y: levels, line: { shape, width, color, dash }, fill, fillcolor, opacity = 1 }, x, y) {
  const step = shape === "hv" ? (month, level) => `H${x(month)}V${y(level)}` : (month, level) => `L${x(month)},${y(level)}`;
  const d = `M${x(months[0])},${y(levels[0])}` + months.map((month, at) => step(month, levels[at])).join("");
  if (fill) return `<path d="${d}" fill="${fillcolor}"/>`;
  const dashes = dash === "dot" ? `${width},${width}` : dash === "solid" ? "none" : dash;
  return width ? path(d, color, width, ` opacity="${opacity}" stroke-dasharray="${dashes}" stroke-miterlimit="2"`) : "";
}

function marks({ x: months, y: levels, error_x: error, marker }, x, y) {
  const r = round((marker.size / 2) * 1.3), cap = error.width;
  const whisker = (month, at) => path(`M${x(month + error.array[at])},${y(levels[at]) - cap}v${2 * cap}m0,${-cap}` +
    `H${x(month - error.arrayminus[at])}m0,${-cap}v${2 * cap}`, error.color, error.thickness);
  const point = (month, at) => `<path transform="translate(${x(month)},${y(levels[at])})" d="M${r},0L0,${r}L${-r},0L0,${-r}Z" ` +
    `fill="${marker.color}" stroke="${marker.line.color}" stroke-width="${marker.line.width}"/>`;
  return months.map(whisker).join("") + months.map(point).join("");
}

function numbers({ x: months, y: rows, text: words, textposition = [], textfont: { size, color } }, x, y) {
  const anchor = { "middle right": "start", "middle left": "end" };
  return months.map((month, at) => text(x(month), y(rows[at]), words[at], { size, color: color[at] },
    anchor[textposition[at]] ?? "middle", ` transform="translate(0,${size / 4})"`)).join("");
}

// Lines of the grid, and what is drawn over the curves.
function axes({ xaxis, yaxis }, x, y, left, right, top, bottom) {
  const crisp = ' shape-rendering="crispEdges"', below = bottom + 1 + TICK_PX + 1.2 * xaxis.tickfont.size;
  const across = (month) => ` transform="translate(${round(left + x(month))},0)"`;
  const down = (level) => ` transform="translate(0,${round(top + y(level))})"`;
  const grid = yaxis.tickvals.slice(1).map((level) => path(`M${left},0H${right}`, yaxis.gridcolor, 1, crisp + down(level)));
  const levels = yaxis.tickvals.map((level, at) =>
    text(left - 1, 0.35 * yaxis.tickfont.size, yaxis.ticktext[at], yaxis.tickfont, "end", down(level)));
  const months = xaxis.tickvals.map((month) => path(`M0,${bottom + 1}v${TICK_PX}`, "#444", 1, crisp + across(month)) +
    `<g class="xtick">${text(0, below, month, xaxis.tickfont, "middle", across(month))}</g>`);
  const middle = (top + bottom) / 2, aside = left - LEVELS_PX;
  const titles = text((left + right) / 2, bottom + MONTHS_PX, xaxis.title.text, xaxis.title.font, "middle") +
    text(aside, middle, yaxis.title.text, yaxis.title.font, "middle", ` transform="rotate(-90,${aside},${middle})"`);
  const base = path(`M${left},${bottom + 0.5}H${right}`, xaxis.linecolor, 1, crisp);
  return [grid.join(""), base + months.join("") + levels.join("") + titles];
}

// Every line of a name is bold but the last.
function name({ x: month, y: level, ax, ay, text: words, font, arrowcolor, standoff }, family, x, y, left, top) {
  const lines = words.replace(/<\/?b>/g, "").split("<br>"), weight = (at) => (at < lines.length - 1 ? "bold" : "normal");
  const head = [left + x(month), top + y(level)], tail = [head[0] + ax, head[1] + ay], apart = standoff / Math.hypot(ax, ay);
  const reaches = Math.max(0, ...lines.map((one, at) => reach(one, weight(at), font.size, family)));
  const begins = Math.round(tail[0]) + 2 + Math.ceil(reaches), line_px = LINE_EM * font.size;
  const first = Math.round(tail[1] - Math.round(28 + (lines.length - 1) * line_px) / 2) + 20;
  return lines.map((one, at) => text(begins, first + at * line_px, one, font, "start", ` font-weight="${weight(at)}"`)).join("") +
    path(`M${tail}L${head[0] + apart * ax},${head[1] + apart * ay}`, arrowcolor, 1);
}

// The figure as SVG in a box so wide; nothing where that is so narrow that plotly turns the months on their side.
function sketch({ data, layout }, width) {
  const { xaxis, yaxis, yaxis2, margin, height, font } = layout, left = margin.l, right = width - margin.r;
  if ((right - left) / xaxis.tickvals.length < FEWEST_EM * xaxis.tickfont.size) return "";
  const inside = height - margin.t - margin.b, from_top = (share) => margin.t + (1 - share) * inside;
  const [[bottom, top], [under, over]] = [yaxis, yaxis2].map(({ domain }) => domain.map(from_top));
  const x = scale(xaxis.range, 0, right - left), y = scale(yaxis.range, bottom - top, 0);
  const row = scale(yaxis2.range, under - over, 0), clip = `hb-sketch-${++sketches}`;
  const [grid, rest] = axes(layout, x, y, left, right, top, bottom);
  const drawn = { lines: (one) => line(one, x, y), markers: (one) => marks(one, x, y), text: (one) => numbers(one, x, row) };
  const all = (...modes) => data.filter(({ mode }) => modes.includes(mode)).map((one) => drawn[one.mode](one)).join("");
  return `<svg class="hb-sketch" width="${width}" height="${height}" aria-hidden="true" style="position:absolute;left:0;top:0;` +
    `background:${layout.paper_bgcolor};font-family:${font.family.replaceAll('"', "'")};white-space:pre;pointer-events:none">` +
    `<clipPath id="${clip}"><rect width="${right - left}" height="${bottom - top}"/></clipPath>${grid}` +
    `<g clip-path="url(#${clip})" transform="translate(${left},${top})">${all("lines", "markers")}</g>${rest}` +
    `<g transform="translate(${left},${over})">${all("text")}</g>` +
    `${layout.annotations.map((one) => name(one, font.family, x, y, left, top)).join("")}</svg>`;
}
