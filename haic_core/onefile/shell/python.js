// The worker: unpacks what the file carries, starts Python and answers the page. Nothing is fetched from anywhere.
const SITE = "/lib/python3.14/site-packages", BOARD = "/board";
let board = null;

async function unpacked(text) {
  const raw = atob(text), bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  const whole = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(whole).arrayBuffer());
}

const told = (said, share) => postMessage({ progress: said, share });
const address = (bytes, type) => URL.createObjectURL(new Blob([bytes], { type }));

async function wake({ parts, begin }) {
  told("Unpacking", 0.05);
  const names = Object.keys(parts);
  const held = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await unpacked(parts[name])])));
  const kinds = { "pyodide.asm.wasm": "application/wasm", "python_stdlib.zip": "application/zip" };
  // Whatever Python's loader asks for lies here; there is no other way out.
  self.fetch = async (asked) => {
    const name = String(asked.url ?? asked).split("/").pop();
    if (!(name in kinds)) throw new TypeError(`${name} is not in this file`);
    return new Response(held[name], { headers: { "Content-Type": kinds[name] } });
  };
  self.importScripts = undefined; // Python's loader tries it to learn where it runs; the policy would complain
  told("Starting Python", 0.2);
  const { loadPyodide } = await import(address(held["pyodide.mjs"], "text/javascript"));
  const { default: createPyodideModule } = await import(address(held["pyodide.asm.mjs"], "text/javascript"));
  const python = await loadPyodide({
    createPyodideModule, indexURL: "file:///python/", lockFileContents: new TextDecoder().decode(held["pyodide-lock.json"]),
    stdLibURL: "file:///python/python_stdlib.zip", env: { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1" },
    stdout: () => {}, stderr: () => {},
  });
  told("Reading the library", 0.6);
  python.unpackArchive(held["packages.zip"], "zip", { extractDir: SITE });
  python.unpackArchive(held["board.zip"], "zip", { extractDir: BOARD });
  for (const name of names) delete held[name];
  python.runPython(`import sys\nsys.path.insert(0, ${JSON.stringify(BOARD)})\nfrom haic_core.onefile.stage.waking import awake`);
  board = python.globals.get("awake")(BOARD);
  return board.heard(begin);
}

function file(key) {
  const made = board.file(key);
  if (typeof made === "string") return made;
  const [name, mime, content] = made.toJs();
  made.destroy();
  return { name, mime, content };
}

onmessage = async ({ data: { number, what, given } }) => {
  try {
    const answer = what === "wake" ? await wake(given) : what === "file" ? file(given) : board.heard(given.told, given.files);
    postMessage({ number, answer });
  } catch (error) {
    postMessage({ number, fault: `${error.name || "Error"}: ${String(error.message).trim().split("\n").pop()}` });
  }
};
