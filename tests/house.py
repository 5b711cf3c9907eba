"""The house as the tests see it: its wings, its doors, and readers of its source text."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)
ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "haic_core"

# Bottom first. A module imports from its own wing, without circles, and from the wings below it.
WINGS = (
    "words", "case", "evidence", "curves", "cohort", "judgement", "wording", "chart", "intake", "screen", "pack",
    "onefile",
)  # fmt: skip
# What stands beside the wings and may see all of them.
ABOVE = ("answers", "__main__")

# Who may import what from outside the standard library. A name not listed here may not be imported at all.
DOORS: dict[str, set[str]] = {
    "pydantic": {"words.record", "evidence", "cohort.choices", "cohort.mapping", "onefile.parts"},
    "pydantic_core": {"words.record", "evidence.reader"},
    "lifelines": {"curves.kaplan_meier"},
    "numpy": {"cohort.estimates", "cohort.sites", "curves.kaplan_meier", "curves.reconstruction", "curves.digitised"},
    "scipy": {
        "cohort.estimates",
        "cohort.sites",
        "curves.kaplan_meier",
        "curves.reconstruction",
        "curves.digitised",
        "evidence.pooling",
    },
    "pandas": {"curves.kaplan_meier", "curves.reconstruction"},
    "plotly": {"screen.plotly"},
    "python_calamine": {"words.workbook"},
    "ibis": {"cohort.engines", "cohort.expression"},
    "duckdb": {"cohort.engines"},
    "pyarrow": {"cohort.engines"},
    "psycopg": {"cohort.engines"},
    "pyspark": {"cohort.engines"},
    "py4j": {"cohort.engines"},
    "pptx": {"pack.slides"},
    "reportlab": {"pack.lettering", "pack.sheet"},
    "PIL": {"pack.pictures"},
    "tomllib": {"words.reading"},
    "tomlkit": {"evidence.writing"},
    "markdown_it": {"onefile.stage.words"},
}
# Where documents and series are left out of an answer: the property that reads the tier, and the choices themselves.
# Who reads, writes and lists files; the pack's folder is moved as a whole by its own module.
THE_DISK, MOVES_FOLDERS = "words.files", "pack.folder"
OF_THE_DISK = {"read_bytes", "read_text", "write_bytes", "write_text", "glob", "rglob", "iterdir", "unlink", "open"}
FILTERS = ("evidence.source", "evidence.series")
READS_ITS_OWN_FILES = {"evidence.library", "curves.kept", "curves.reconstruction.prior", "onefile"}

LONGEST_FILE, LONGEST_PAGE, LONGEST_FRAME, LONGEST_FUNCTION = 300, 110, 130, 60
FORBIDDEN_PARTS = ("manager", "handler", "processor", "helper", "utils", "service")


def floor_of() -> dict[str, int]:
    """Every wing with its floor, 0 the lowest; the command line's answers and its door above them."""
    return {room: level for level, room in enumerate((*WINGS, *ABOVE))}


def core_files() -> list[Path]:
    return sorted(CORE.rglob("*.py"))


def page_files() -> list[Path]:
    """app.py and everything under pages/."""
    return [path for path in [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))] if path.exists()]


@cache
def tree_of(path: Path) -> ast.Module:
    """A file's syntax, read once for all laws; nobody changes it."""
    return ast.parse(path.read_text("utf-8"))


def nodes(tree: ast.AST, *kinds: type[Node]) -> list[Node]:
    """Every node of these kinds, wherever it stands in a file."""
    return [node for kind in kinds for node in _by_kind(tree).get(kind, ()) if isinstance(node, kind)]


@cache
def _by_kind(tree: ast.AST) -> dict[type, list[ast.AST]]:
    """A file is walked through once for all laws; that took three quarters of their time."""
    found: dict[type, list[ast.AST]] = {}
    for node in ast.walk(tree):
        found.setdefault(type(node), []).append(node)
    return found


@cache
def tracked_files() -> list[Path]:
    """The files git knows, or (unpacked without git) every file outside hidden folders."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [
            path
            for path in ROOT.rglob("*")
            if not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(ROOT).parts)
        ]
    return [path for path in paths if path.is_file()]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """``haic_core/case/facts.py`` is ``case.facts``; a package's __init__ is the package."""
    parts = list(path.relative_to(CORE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def room_of(module: str) -> str:
    """The wing a module lies in, or its own name beside the wings."""
    return module.split(".")[0]


def has_door(module: str, doors: set[str]) -> bool:
    """Whether a module, or a package it lies in, stands in a list of doors."""
    parts = module.split(".")
    return any(".".join(parts[:length]) in doors for length in range(1, len(parts) + 1))


@dataclass(frozen=True)
class Import:
    """One import: of a module of the core (``inside``), or of a top-level package outside."""

    target: str
    inside: bool
    line: int


def imports(tree: ast.AST, module: str, is_package: bool = False) -> Iterator[Import]:
    """Every import, absolute or relative, also one that only the checker of types reads."""
    here = ["haic_core", *module.split(".")]
    package = here if is_package else here[:-1]
    found: list[ast.Import | ast.ImportFrom] = [*nodes(tree, ast.Import), *nodes(tree, ast.ImportFrom)]
    for node in found:
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{start}.{alias.name}" for alias in node.names]
        else:
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            inside = parts[0] == "haic_core"
            yield Import(_known(tuple(parts[1:])) if inside else parts[0], inside, node.lineno)


@cache
def _known(parts: tuple[str, ...]) -> str:
    """The module a dotted name lies in: 'case.facts.FACTS' is case.facts."""
    for length in range(len(parts), 0, -1):
        place = CORE.joinpath(*parts[:length])
        if place.with_suffix(".py").exists() or (place / "__init__.py").exists():
            return ".".join(parts[:length])
    return "__init__"


@cache
def graph() -> dict[str, set[str]]:
    """Module by module of the core: which other modules of the core it imports."""
    found = {}
    for path in core_files():
        module = module_of(path)
        known = imports(tree_of(path), module, path.name == "__init__.py")
        found[module] = {one.target for one in known if one.inside and one.target != "__init__"} - {module}
    return found


def cycle_in(edges: dict[str, set[str]]) -> list[str]:
    """One cycle of a graph as the list of its modules, or an empty list."""
    done: set[str] = set()

    def walk(module: str, way: list[str]) -> list[str]:
        if module in way:
            return [*way[way.index(module) :], module]
        if module in done:
            return []
        for target in sorted(edges.get(module, ())):
            if found := walk(target, [*way, module]):
                return found
        done.add(module)
        return []

    return next((found for module in sorted(edges) if (found := walk(module, []))), [])


def floor_faults(edges: dict[str, set[str]]) -> list[str]:
    """Imports that do not go down, wing by wing."""
    floors = floor_of()
    faults = []
    for module, targets in sorted(edges.items()):
        for target in sorted(targets):
            here, there = room_of(module), room_of(target)
            if here != there and floors.get(there, len(floors)) >= floors.get(here, -1):
                faults.append(f"haic_core/{module} imports {target}; imports only go down: {', '.join(floors)}")
    return faults


def ghosts() -> list[str]:
    """Modules and packages that the tables of this file name and that do not exist."""
    named = {*WINGS, *ABOVE, *FILTERS, *READS_ITS_OWN_FILES, *(module for doors in DOORS.values() for module in doors)}
    return sorted(name for name in named if _known(tuple(name.split("."))) != name)


def door_faults(tree: ast.AST, module: str, standard: frozenset[str]) -> list[str]:
    """Imports from outside that this module has no door to."""
    faults = []
    for one in imports(tree, module):
        needs_door = one.target in DOORS or one.target not in standard
        if not one.inside and needs_door and not has_door(module, DOORS.get(one.target, set())):
            faults.append(
                f"haic_core/{module} line {one.line} imports {one.target}; "
                f"its door is {', '.join(sorted(DOORS.get(one.target, {'nowhere in the core'})))}"
            )
    return faults


def disk_faults(tree: ast.AST, module: str) -> list[str]:
    """Calls by which a module reaches for a file past the one door to the disk."""
    if module == THE_DISK:
        return []
    kept = OF_THE_DISK - ({"rglob", "iterdir"} if module == MOVES_FOLDERS else set())
    return [
        f"haic_core/{module} line {call.lineno}: {ast.unparse(call.func)}() reaches for the disk; {THE_DISK} does that"
        for call in nodes(tree, ast.Call)
        if (call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)) in kept
    ]


def filter_faults(tree: ast.AST, module: str) -> list[str]:
    """Choices of documents or series that belong into evidence/series.py: by tier, by primary, by whether quoted."""
    if module in FILTERS:
        return []
    sieves = [test for node in nodes(tree, ast.comprehension) for test in node.ifs]
    tests = [*sieves, *(node.test for node in nodes(tree, ast.If)), *(node.test for node in nodes(tree, ast.IfExp))]
    chosen = nodes(tree, ast.Compare)
    found: list[tuple[str, ast.expr]] = [
        ("compares with a tier", node) for node in chosen if _reads(node, {"C"}, of="Tier")
    ]
    found += [("compares a primary", node) for node in chosen if _reads(node, {"primary"}, unless="patient")]
    found += [("chooses by who is quoted", test) for test in tests if _reads(test, {"quoted_from"})]
    found += [
        ("leaves out what is quoted or context", test) for test in sieves if _reads(test, {"quoted", "is_context"})
    ]
    return [
        f"haic_core/{module} line {node.lineno} {what}; evidence/series.py makes such choices" for what, node in found
    ]


def _reads(tree: ast.AST, attributes: set[str], of: str = "", unless: str = "") -> bool:
    """Whether an expression reads one of these attributes (of a certain name; of any but a certain name)."""
    read = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in attributes]
    names = [node.value.id if isinstance(node.value, ast.Name) else "" for node in read]
    return any(name != unless if unless else name == of or not of for name in names)


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [*nodes(tree, ast.FunctionDef), *nodes(tree, ast.AsyncFunctionDef)]


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def undocumented(tree: ast.Module) -> list[str]:
    """The module, its public functions and its public classes that say nothing of themselves."""
    silent = [] if ast.get_docstring(tree) else ["the module"]
    public = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return silent + [
        node.name
        for node in tree.body
        if isinstance(node, public) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]


def page_faults(tree: ast.AST, numeric_facts: frozenset[str], is_frame: bool = False) -> list[str]:
    """What a page does that belongs into the core. The frame may read its style sheet and set the server's socket."""
    faults = []
    reading = ("read_csv", "glob", "rglob") if is_frame else ("read_text", "read_bytes", "read_csv", "glob", "rglob")
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.ClassDef):
            faults.append(f"line {line}: the class {node.name} belongs into haic_core")
        if (
            isinstance(node, ast.Compare)
            and not _is_count(node.left)
            and any(_is_bound(part) for part in (node.left, *node.comparators))
        ):
            faults.append(f"line {line}: '{ast.unparse(node)}' compares with a number; a bound belongs into data/")
        if isinstance(node, ast.Constant) and node.value in numeric_facts and isinstance(node.value, str):
            faults.append(f"line {line}: names the fact '{node.value}'; what is asked of a fact belongs into data/")
        if isinstance(node, ast.Name) and node.id == "open":
            faults.append(f"line {line}: opens a file; reading belongs into haic_core/library")
        if isinstance(node, ast.Attribute) and node.attr in reading:
            faults.append(f"line {line}: .{node.attr} reads a file; reading belongs into haic_core/library")
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            faults += [
                f"line {line}: imports {name}; a page draws what the core answers"
                for name in names
                if name.split(".")[0] in NOT_FOR_PAGES - (FOR_THE_FRAME if is_frame else set())
            ]
        if isinstance(node, COMPREHENSIONS) and _nested(node):
            faults.append(f"line {line}: a comprehension inside a comprehension is logic; name it in the core")
    return faults


FOR_THE_FRAME = {"socket"}
NOT_FOR_PAGES = {
    "tomllib",
    "csv",
    "re",
    "math",
    "statistics",
    "numpy",
    "scipy",
    "pandas",
    "lifelines",
    "plotly",
    "pptx",
    "pydantic",
    "sqlite3",
    "requests",
    "urllib",
    "socket",
}
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def _is_bound(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and not isinstance(node.value, bool)
        and node.value not in (0, 1)
    )


def _is_count(node: ast.AST) -> bool:
    """How many things there are to draw is the page's own business."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len"


def _nested(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> bool:
    inner = [part for part in ast.walk(node) if isinstance(part, COMPREHENSIONS) and part is not node]
    return bool(inner) or len(node.generators) > 2
