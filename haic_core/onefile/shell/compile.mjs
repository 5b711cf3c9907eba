// Run by Node when the file is built: the file's own Python compiles what it will import, so that no browser has to.
// compile.mjs FOLDER-OF-PYODIDE FOLDER-OF-ARCHIVES JOBS: each archive is replaced by its compiled form.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [own, folder, jobs] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(own, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: own, lockFileContents: fs.readFileSync(path.join(own, "pyodide-lock.json"), "utf8") });
const compiled = python.runPython(`
import importlib.util, io, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def compiled(content, place, optimise, scripts, with_source):
    """The archive with code for source. Scripts stay as they are; of some modules the source stays beside the code."""
    given, made = zipfile.ZipFile(io.BytesIO(content.to_bytes())), io.BytesIO()
    scripts, with_source = tuple(scripts), tuple(with_source)
    with zipfile.ZipFile(made, "w") as out:
        for name in sorted(given.namelist()):
            held = given.read(name)
            folder, _, file = name.rpartition("/")
            is_source = name.endswith(".py") and folder not in scripts
            if not is_source or name.startswith(with_source or ("\\0",)):
                out.writestr(zipfile.ZipInfo(name), held)
            if is_source:
                code = compile(held, f"{place}/{name}", "exec", dont_inherit=True, optimize=optimise)
                beside = f"{folder}/__pycache__/{file[:-3]}.cpython-314.pyc"
                at = beside if name.startswith(with_source or ("\\0",)) else name + "c"
                out.writestr(zipfile.ZipInfo(at), _code_to_hash_pyc(code, importlib.util.source_hash(held), False))
    return made.getvalue()

compiled`);
for (const { archive, place, optimise, scripts, sources } of JSON.parse(jobs)) {
  const at = path.join(folder, archive);
  const made = compiled(new Uint8Array(fs.readFileSync(at)), place, optimise, python.toPy(scripts), python.toPy(sources));
  fs.writeFileSync(at, made.toJs());
}
