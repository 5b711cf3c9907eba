"""The one door to the disk: a file is read if it is one, of a bearable size and at hand; written whole or not at all.

Whatever else lies there (a folder, a pipe, a device, a name that no disk takes) is a Refusal that names it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from haic_core.words.refusal import Refusal

LARGEST_BYTES = 4_000_000


def read_file(path: Path, most: int = LARGEST_BYTES) -> bytes:
    """The content of a file; raises Refusal where there is none, it cannot be read, or it is larger than ``most``."""
    with on_disk(path, "the file cannot be read"):
        # Opening a pipe would wait for whoever writes into it; whether it is a file is asked of what was opened.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            os.close(handle)
            raise Refusal(f"{path.name}: this is no file; a file is needed.", place=path.name, allowed="a file")
        with os.fdopen(handle, "rb") as file:
            content = file.read(most + 1)
    if len(content) > most:
        size = max(about.st_size, len(content))
        raise Refusal(
            f"{path.name}: the file holds at least {size:,} bytes, but {most:,} are the most that is read.",
            place=path.name,
            found=f"{size:,} bytes",
            allowed=f"at most {most:,} bytes",
        )
    return content


def read_words(path: Path) -> str:
    """The text of a file of our own in UTF-8; raises Refusal as read_file does."""
    try:
        return read_file(path).decode("utf-8")
    except UnicodeDecodeError:
        sentence = f"{path.name}: this is not a UTF-8 text file."
        raise Refusal(sentence, place=path.name, allowed="text in UTF-8") from None


def files_in(folder: Path, ending: str) -> list[Path]:
    """What lies in a folder under names with this ending, by name; raises Refusal where it cannot be looked into."""
    with on_disk(folder, "the folder cannot be read"):
        return sorted(folder / name for name in os.listdir(folder) if name.endswith(ending))


def is_there(path: Path) -> bool:
    """Whether anything lies at a path, readable or not; nothing lies under a name that no disk takes."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder lies at a path."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def write_file(path: Path, content: bytes) -> None:
    """Writes a file beside its place and moves it there; raises Refusal and then leaves nothing behind."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with on_disk(path, "the file cannot be written"):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(content)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise


def remove_file(path: Path) -> None:
    """Takes a file away; raises Refusal where it cannot be."""
    with on_disk(path, "the file cannot be removed"):
        path.unlink()


def lead_nowhere(stream: int) -> None:
    """Lets what is still written to a stream of this process vanish."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream)
    os.close(nowhere)


@contextmanager
def on_disk(path: Path, what: str) -> Iterator[None]:
    """Whatever the system has against a path becomes a Refusal that names it and says what could not be done."""
    try:
        yield
    except OSError as error:
        raise _refusal(path, what, error.strerror or type(error).__name__) from None
    except Refusal:
        raise
    except ValueError:
        raise _refusal(path, what, "no file has such a name") from None


def _refusal(path: Path, what: str, why: str) -> Refusal:
    return Refusal(f"{path.name}: {what} ({why}).", place=path.name, found=why)
