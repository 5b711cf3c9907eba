"""Starts HAIC Board: makes its environment, fills it from the lock, opens the board. Needs Python and pip, venv or uv.

    python3 start.py            the board, in a browser
    python3 start.py test       its tests
    python3 start.py install    only the environment
    python3 start.py wheelhouse a folder of packages, to install from where no network is

The last two take one word more for what is needed beyond the board: registry (a hospital's own cohort), spark (one that
lies on Spark), server (the cohort and the sign-in) or tests (those two and what tests need). What else is given goes to
Streamlit or pytest. On Windows: py start.py. A folder `wheelhouse` beside this file is installed from instead of the
network. (An old Python must be able to read this far.)
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
ENVIRONMENT, WHEELHOUSE, LOCKS = ROOT / ".venv", ROOT / "wheelhouse", ROOT / "locks"
STAMP = ENVIRONMENT / "haic-board.json"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 13)
TICK_SECONDS = 1.0
OLDEST_PIP = (22, 3)  # the first that installs into another environment
PIP_WORDS = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
BUILD, PRODUCT, TESTS = "build", "product", "tests"
MORE = ("registry", "spark", "server", TESTS)
# Settings of the person's own pip that would send packages elsewhere than into the environment.
ASTRAY = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV", "PIP_USER", "PIP_PYTHON", "VIRTUAL_ENV")
PLAIN = {**{name: value for name, value in os.environ.items() if name not in ASTRAY}, "PIP_USER": "0"}


def main(arguments: list[str]) -> int:
    """Does what the first word says and gives the exit code of what it started."""
    word, rest = (arguments[0], arguments[1:]) if arguments and arguments[0][:1] != "-" else ("start", arguments)
    if {"-h", "--help"}.intersection(arguments[:1]):
        print((__doc__ or "").strip())
        return 0
    if word not in ("start", "test", "install", "wheelhouse"):
        stop(f"There is no '{word}'; there is start, test, install and wheelhouse.")
    if word in ("install", "wheelhouse") and rest and (rest[1:] or rest[0] not in MORE):
        stop(f"'{word} {' '.join(rest)}' is not known; after {word} comes nothing or one of {', '.join(MORE)}.")
    go_on_with_a_python_that_will_do()
    lock = TESTS if word == "test" else rest[0] if word != "start" and rest else PRODUCT
    if word == "wheelhouse":
        return fill_wheelhouse(lock)
    ready(lock)
    if word == "install":
        say("ready: python3 start.py opens the board")
        return 0
    say("the board's address stands below; Ctrl+C ends it" if word == "start" else "the tests; Ctrl+C ends them")
    if PLAIN.get("HAIC_DATA"):
        PLAIN["HAIC_DATA"] = os.path.abspath(PLAIN["HAIC_DATA"])
    return become([str(PYTHON), "-m", *(["pytest"] if word == "test" else ["streamlit", "run", "app.py"]), *rest])


def go_on_with_a_python_that_will_do() -> None:
    """Goes on with this Python, or with another one on the path where this one is too old or too new."""
    if OLDEST <= sys.version_info[:2] <= NEWEST and sys.implementation.name == "cpython":
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and not os.environ.get("HAIC_ASKED"):
            os.environ["HAIC_ASKED"] = "1"  # asks once only, whatever that name leads to
            raise SystemExit(subprocess.call([other, str(ROOT / "start.py"), *sys.argv[1:]]))
    here = f"{sys.implementation.name} {sys.version.split()[0]}".replace("cpython", "Python")
    uv = "  With uv, which is here:  uv run --no-project --python 3.13 start.py" if shutil.which("uv") else ""
    stop(f"HAIC Board runs on Python 3.11, 3.12 or 3.13; this is {here} ({sys.executable}).{uv}")


def ready(lock: str) -> None:
    """The environment, holding what a lock names. What an earlier start put there is left as it is."""
    wanted = {name: print_of(name) for name in (lock, *below(lock))}
    stamp = read_stamp()
    if ENVIRONMENT.exists() and not answers():
        if stamp is None or "made" not in stamp:
            stop(f"{ENVIRONMENT} is there, but holds no Python that will do; remove it or move it away.")
        say("the environment's Python is gone or is another one: made anew")
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        stamp = None
    if stamp is not None and wanted.items() <= stamp.items():
        return
    if not ENVIRONMENT.exists():
        stamp = make_environment()
    begun = {name: value for name, value in (stamp or {}).items() if name not in wanted}
    write_stamp(begun)
    install(BUILD)
    install(lock)
    write_stamp({**begun, **wanted})


def make_environment() -> dict[str, str]:
    """A virtual environment beside this file, also where Python came without what makes one."""
    uv, pip_comes_along = shutil.which("uv"), importlib.util.find_spec("ensurepip") is not None
    if not (uv or pip_comes_along or own_pip() or carried_pip()):
        stop(
            "This Python came without pip. On Debian and Ubuntu:  sudo apt install python3-venv  (elsewhere: pip or"
            " uv); then the same command again."
        )
    say(f"an environment of its own: {ENVIRONMENT.name}")
    bare = [] if pip_comes_along else ["--without-pip"]
    way = [uv, "venv", "--quiet", "--python", sys.executable] if uv else [sys.executable, "-m", "venv", *bare]
    code, said = heard([*way, str(ENVIRONMENT)])
    if code:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        stop(f"The environment could not be made in {ROOT}: {last_of(said)}")
    return {"made": "by start.py"}


def answers() -> bool:
    """Whether the environment's Python starts and is one that will do."""
    code, said = heard([str(PYTHON), "-c", "import sys; print(*sys.version_info[:2])"])
    return code == 0 and OLDEST <= tuple(int(part) for part in said.split()[-2:]) <= NEWEST


def read_stamp() -> dict[str, str] | None:
    """What this file wrote into the environment; None where it did not make it."""
    try:
        found = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write_stamp(stamp: dict[str, str]) -> None:
    """Kept in the environment itself, so that both go together."""
    STAMP.write_text(json.dumps(stamp), "utf-8")


def print_of(lock: str) -> str:
    """A fingerprint of a lock, so that a changed one is installed and an unchanged one is not looked at."""
    return hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest()


def install(lock: str) -> None:
    """What a lock names, each file checked against its hash."""
    installer, start = chosen_installer()
    house = ["--no-index", "--find-links", str(WHEELHOUSE)] if WHEELHOUSE.is_dir() else []
    where = f"from {WHEELHOUSE.name}" if house else "from the network"
    command, names = [*start, *checked(lock), *house], names_in(lock)
    say(f"{len(names)} packages for {lock}, {where}, with {installer}")
    if installer == "uv":
        code, said = subprocess.call(command, env=PLAIN, cwd=str(ROOT)), ""
    else:
        code, said = watched(command, names)
    if code:
        stop(f"The packages for {lock} could not be installed {where}. {why(said)}")


def checked(lock: str) -> list[str]:
    """A lock as pip and uv take it; what comes as source is built with the tools of the build lock, not the newest."""
    return ["--require-hashes", "--no-build-isolation", "-r", str(LOCKS / f"{lock}.txt")]


def chosen_installer() -> tuple[str, list[str]]:
    """uv where it is at hand; else the environment's own pip, this Python's, or one that lies in the wheelhouse."""
    uv, pip = shutil.which("uv"), ["install", *PIP_WORDS]
    if uv:
        return "uv", [uv, "pip", "install", "--python", str(PYTHON)]
    if heard([str(PYTHON), "-m", "pip", "--version"])[0] == 0:
        return "pip", [str(PYTHON), "-m", "pip", *pip]
    if own_pip():
        return "pip", [sys.executable, "-m", "pip", "--python", str(PYTHON), *pip]
    carried = carried_pip()
    if not carried:
        stop(
            f"{ENVIRONMENT} holds no pip and there is none beside it; remove that folder, then the same command again."
        )
    return "pip", [sys.executable, str(carried / "pip"), "--python", str(PYTHON), *pip]


def own_pip() -> bool:
    """Whether this Python has a pip that can install into another environment."""
    code, said = heard([sys.executable, "-m", "pip", "--version"])
    version = said.split()[1].split(".")[:2] if code == 0 else []
    return tuple(int(part) for part in version if part.isdigit()) >= OLDEST_PIP


def carried_pip() -> Path | None:
    """A pip that lies in the wheelhouse; it runs as it is."""
    return next(iter(sorted(WHEELHOUSE.glob("pip-*.whl"))), None)


def names_in(lock: str) -> list[str]:
    """The packages of a lock and of those it builds on."""
    lines = (line for name in (lock, *below(lock)) for line in (LOCKS / f"{name}.txt").read_text("utf-8").splitlines())
    return sorted({line.split("==")[0] for line in lines if "==" in line and line[0] not in " #"})


def below(lock: str) -> list[str]:
    """The locks that a lock builds on."""
    lines = (LOCKS / f"{lock}.txt").read_text("utf-8").splitlines()
    direct = [line[3:].rsplit(".", 1)[0] for line in lines if line.startswith("-r ")]
    return [name for one in direct for name in (one, *below(one))]


def fill_wheelhouse(lock: str) -> int:
    """Every file that a lock names for this system and this Python, to be carried to where no network is."""
    if WHEELHOUSE.exists():
        stop(f"{WHEELHOUSE} is there already; remove it first.")
    ready(lock)
    start = [str(PYTHON), "-m", "pip", "download", *PIP_WORDS, "--dest", str(WHEELHOUSE)]
    for name in (BUILD, lock):
        code, said = watched([*start, *checked(name)], names_in(name))
        if code:
            shutil.rmtree(WHEELHOUSE, ignore_errors=True)
            stop(f"The wheelhouse could not be filled. {why(said)}")
    say(f"{WHEELHOUSE.name} is filled: it goes beside start.py on a machine with this system and this Python")
    return 0


def watched(command: list[str], names: list[str]) -> tuple[int, str]:
    """Runs pip and shows how far it is, package by package; its words are kept for when it fails."""
    process = subprocess.Popen(
        command, env=PLAIN, cwd=str(ROOT), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    said: list[str] = []
    seen = 0
    writing, over = threading.Event(), threading.Event()
    teller = threading.Thread(target=tell_the_writing, args=(len(names), writing, over), daemon=True)
    teller.start()
    for heard_line in process.stdout or ():
        line = heard_line.decode("utf-8", "replace").rstrip()
        said.append(line)
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            progress(f"{min(seen, len(names))} of {len(names)}: {line.split('==')[0].split()[-1]}", seen)
        elif line.startswith("Installing collected"):
            progress("writing them into the environment, which takes minutes on a slow disk", 0)
            writing.set()
    over.set()
    teller.join()
    progress("", -1)
    return process.wait(), "\n".join(said)


def tell_the_writing(total: int, writing: threading.Event, over: threading.Event) -> None:
    """How many packages are written by now, second by second; pip itself says nothing of it for minutes."""
    before, seconds = written(), 0
    while not over.wait(TICK_SECONDS):
        if writing.is_set():
            seconds += 1
            told = f"{min(max(written() - before, 0), total)} of {total}, {seconds // 60}:{seconds % 60:02}"
            progress(f"writing them into the environment: {told}", seconds)


def written() -> int:
    """How many packages stand in the environment."""
    places = ("lib/python*/site-packages", "Lib/site-packages")
    return len({found.name for place in places for found in ENVIRONMENT.glob(f"{place}/*.dist-info")})


def progress(text: str, step: int) -> None:
    """One line that changes on a screen; in a log every tenth step."""
    if sys.stdout.isatty():
        print(f"\r   {text[:70]:<70}", end="\r", flush=True)
    elif text and step % 10 == 0:
        print(f"   {text}", flush=True)


def heard(command: list[str]) -> tuple[int, str]:
    """The exit code of a command and everything it said."""
    try:
        done = subprocess.run(
            command, env=PLAIN, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except OSError as error:
        return 1, str(error)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def why(said: str) -> str:
    """What pip said, in one sentence that names the way out."""
    low = said.lower()
    if "no space left" in low:
        return "The disk is full; the environment takes about 1 GB."
    if "do not match the hashes" in low:
        return f"A file is not the one that the lock names: {last_of(said)}"
    if any(sign in low for sign in ("name resolution", "connection", "newconnectionerror", "getaddrinfo", "timed out")):
        return "The package index was not reached; with a folder 'wheelhouse' beside start.py no network is needed."
    if "no matching distribution" in low:
        return f"A package is missing there for this system and Python {sys.version.split()[0]}: {last_of(said)}"
    return last_of(said)


def last_of(said: str) -> str:
    """The last line that says something, the error's own where there is one."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["No reason was given."]
    return ([line for line in lines if line.startswith("ERROR")] or lines)[-1][:300]


def become(command: list[str]) -> int:
    """Goes on as another program in this folder; where a system cannot do that, waits for it to end."""
    os.chdir(str(ROOT))
    if os.name != "nt":
        os.execve(command[0], command, PLAIN)
    process = subprocess.Popen(command, env=PLAIN)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # meant for the program, which ends by itself
            continue


def say(text: str) -> None:
    print(f"== {text}".encode("ascii", "replace").decode(), flush=True)


def stop(sentence: str) -> NoReturn:
    print(sentence.encode("ascii", "replace").decode(), file=sys.stderr)  # whatever a terminal can show
    raise SystemExit(2)


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        stop("Stopped; the same command goes on from here.")
    except OSError as fault:
        stop(f"{fault.filename}: {fault.strerror}.")
