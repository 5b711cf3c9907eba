"""Bare machines: a Debian with hardly more than Python in a folder of its own, entered as root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import house

CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
# Which packages a root has beside the smallest Debian.
PYTHON = "python3,ca-certificates"


def why_none() -> str:
    """Why no bare root can be made here; nothing where it can."""
    if os.geteuid():
        return "a root of its own can only be entered as root"
    missing = [name for name in ("debootstrap", "unshare", "chroot") if not shutil.which(name)]
    return f"{missing[0]} is not installed" if missing else ""


def made(folder: Path, release: str, packages: str) -> Path:
    """A root of a Debian release with these packages."""
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={packages}", release, str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=900,
    )
    for name in ("/etc/resolv.conf", "/etc/hosts", CERTIFICATES):
        if Path(name).exists():
            shutil.copy(name, folder / name[1:])
    return folder


def copied(root: Path, folder: Path) -> Path:
    """The same root once more, to be spoiled by another try."""
    subprocess.run(["cp", "-a", "--reflink=auto", str(root), str(folder)], check=True)
    return folder


def with_the_board(root: Path) -> Path:
    """The tracked files laid into a root, as a person unpacks them."""
    place = root / "srv" / "board"
    for path in house.tracked_files():
        target = place / path.relative_to(house.ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return place


def command(root: Path, line: str, offline: bool = False) -> list[str]:
    """A shell line in the board's folder of a root, in namespaces of its own, of which nothing is left at its end."""
    inside = f"mount -t proc proc /proc && cd /srv/board && {line}"
    # Whoever ends the outer process ends all in it; loopback is up also where there is no other network.
    loopback = "ip link set lo up 2>/dev/null; " if offline else ""
    bound = f"{loopback}mount --bind /dev {root}/dev && exec chroot {root} sh -c '{inside}'"
    spaces = ["--mount", "--pid", "--fork", "--kill-child", *(["--net"] if offline else [])]
    known = {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/root", "LANG": "C.UTF-8"}
    told = [f"{name}={value}" for name, value in known.items()]
    certificates = [f"{name}={CERTIFICATES}" for name in ("PIP_CERT", "SSL_CERT_FILE")]
    return ["unshare", *spaces, "env", "-i", *told, *certificates, "sh", "-c", bound]


def done(root: Path, line: str, offline: bool = False) -> tuple[int, str]:
    """The exit code of a shell line in a root, and everything it said."""
    ran = subprocess.run(
        command(root, line, offline), stdin=subprocess.DEVNULL, capture_output=True, timeout=900, check=False
    )
    return ran.returncode, (ran.stdout + ran.stderr).decode("utf-8", "replace")


@contextmanager
def running(root: Path, line: str, offline: bool = False) -> Iterator[None]:
    """A shell line that goes on in a root until it is no longer needed."""
    process = subprocess.Popen(command(root, line, offline), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)
