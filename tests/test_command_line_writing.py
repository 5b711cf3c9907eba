"""The command line where it cannot write, or where what lies in its way was laid there: one sentence, exit 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT

from haic_core.__main__ import main
from haic_core.curves import kept
from haic_core.curves.published import keep_curves
from haic_core.pack.folder import free_folder
from haic_core.words.refusal import Refusal

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of this kind are Unix's")


def refused(out: Path) -> str:
    """The sentence with which a place for a pack is refused."""
    with pytest.raises(Refusal) as no:
        free_folder(str(out))
    assert len(str(no.value)) < 250 and str(no.value).isprintable()
    return str(no.value)


def test_a_pack_under_a_name_that_no_disk_takes_is_refused(tmp_path: Path) -> None:
    assert "the folder cannot be made (File name too long)" in refused(tmp_path / ("x" * 300))


def test_a_pack_below_a_closed_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_symlink", closed)
    assert refused(tmp_path / "closed") == "closed: the folder cannot be made (Permission denied)."


@UNIX
@pytest.mark.parametrize(
    "manifest", ["[" * 100_000, "null", '{"files": {"a": 1}}', '{"files": [{"name": [], "sha256": 1}]}', ""]
)
def test_a_folder_with_a_hostile_manifest_is_no_pack_of_ours(manifest: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(manifest, "utf-8")
    assert "holds other files" in refused(tmp_path)


@UNIX
@pytest.mark.parametrize("name", ["manifest.json", "slides.pptx"])
def test_a_pipe_in_the_folder_is_not_waited_for(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    listed = {"files": [{"name": name, "sha256": "0"}]}
    if name != "manifest.json":
        (tmp_path / "manifest.json").write_text(json.dumps(listed), "utf-8")
    assert "holds other files" in refused(tmp_path)


def test_curves_are_not_kept_where_the_folder_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from invented import arden

    (tmp_path / "curves").write_text("a file where the folder should be", "utf-8")
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "curves")
    monkeypatch.setattr(kept.write, "__defaults__", (tmp_path / "curves",))
    with pytest.raises(Refusal, match="the file cannot be written"):
        keep_curves([arden()])


@UNIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_an_answer_that_finds_no_room_is_said_and_one_that_nobody_reads_on_is_not() -> None:
    asked = [sys.executable, "-m", "haic_core", "curve", "hsiao/haic"]
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(asked, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (told.returncode, told.stderr) == (2, b"The answer could not be written (No space left on device).\n")
    closed = subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert closed.stdout is not None and closed.stderr is not None
    closed.stdout.close()
    assert (closed.stderr.read(), closed.wait()) == (b"", 0)


@pytest.mark.parametrize(
    "asked", [["y" * 5000], ["assess", "case.json", "--" + "z" * 3000], ["curve", "\x1b[31m" + "x" * 5000]]
)
def test_kilobytes_and_control_signs_of_a_command_are_not_echoed(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked) == 2
    [sentence] = capsys.readouterr().err.splitlines()
    assert len(sentence) < 2100 and sentence.isprintable()
