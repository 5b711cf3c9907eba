"""A pack as files: the same bytes every time, a manifest that holds, one folder written whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import packs
import pytest
from invented import invented_library
from pptx import Presentation
from pypdf import PdfReader
from worked import case_text

from haic_core.__main__ import main
from haic_core.case.file import case_from, read_case, write_case
from haic_core.case.file_names import slug
from haic_core.evidence.library import DATA
from haic_core.pack import files
from haic_core.pack.archive import zipped
from haic_core.pack.content import content_of
from haic_core.pack.folder import MANIFEST, free_folder, write_pack
from haic_core.pack.sheet import sheet
from haic_core.pack.slides import slides
from haic_core.words.refusal import Refusal

ROOT = DATA.parent
EXAMPLE = next((DATA / "examples").glob("2_*.json"))

# Assesses a case and tells what of a pack's programs that loaded; then packs it with an audit hook that tells every
# path written, made, moved or removed, and every connection.
WATCHED = """
import contextlib, json, os, sys
import haic_core.pack
from haic_core.__main__ import main
with open(os.devnull, "w") as aside, contextlib.redirect_stdout(aside):
    main(["assess", sys.argv[1]])
loaded = sorted({"pptx", "reportlab", "PIL", "matplotlib", "lxml", "xlsxwriter"} & set(sys.modules))
seen = []
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and (
            set(args[1] or "") & set("wax+") or args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
        seen.append(os.fsdecode(args[0]))
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate"):
        seen.extend(os.fsdecode(one) for one in args[:2] if isinstance(one, (str, bytes)))
    elif event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen"):
        seen.append(event)
sys.addaudithook(hook)
code = main(["pack", sys.argv[1], "--out", sys.argv[2]])
print(json.dumps({"wrote": seen, "loaded": loaded}), file=sys.stderr)
sys.exit(code)
"""


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> tuple[list[Path], list[tuple[bytes, bytes]]]:
    """The same case packed by a process that differs from this one in hash seed, time zone, language and working
    folder; by two that differ from each other as well in the deep run."""
    zones = {"2024": "Asia/Tokyo", **({"1": "UTC"} if pytestconfig.getoption("deep") else {})}
    places = [tmp_path_factory.mktemp(seed) for seed in zones]
    packed = tmp_path_factory.mktemp("packed") / "case.json"
    packed.write_text(write_case(packs.case("decided")), "utf-8")
    started = []
    for place, (seed, zone) in zip(places, zones.items(), strict=True):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": "C",
            "HOME": str(place),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
        }
        environment.pop("HAIC_DATA", None)
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", WATCHED, str(packed), str(place / "pack")],
                cwd=place,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
    told = [process.communicate() for process in started]
    assert {process.returncode for process in started} == {0}, told
    return places, told


def test_the_same_case_gives_the_same_bytes_in_another_process_zone_and_hash_order(
    elsewhere: tuple[list[Path], list[tuple[bytes, bytes]]],
) -> None:
    here = packs.files("decided")
    assert here
    for place, (told, _) in zip(*elsewhere, strict=True):
        assert held(place / "pack") == here
        assert told == here[MANIFEST]


def test_nothing_is_written_outside_the_folder_but_the_folder_beside_it_that_becomes_it(
    elsewhere: tuple[list[Path], list[tuple[bytes, bytes]]],
) -> None:
    places, told = elsewhere
    for place, (_, said) in zip(places, told, strict=True):
        paths = json.loads(said)["wrote"]
        assert len(paths) > 20
        outside = [
            path
            for path in paths
            if not os.path.abspath(os.path.join(place, path)).startswith((str(place / "pack"), str(place / ".pack-")))
            and path != os.devnull
        ]
        assert outside == []
        assert [path.name for path in place.iterdir()] == ["pack"]


def test_the_manifest_names_every_file_with_its_hash_and_what_the_pack_was_made_from(
    elsewhere: tuple[list[Path], list[tuple[bytes, bytes]]],
) -> None:
    one = elsewhere[0][0]
    found = held(one / "pack")
    told = json.loads(found.pop(MANIFEST))
    assert {entry["name"]: entry["sha256"] for entry in told["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in found.items()
    }
    assert told["data_version"] == packs.read().version and told["rules_version"] and told["product_version"]
    assert told["input_sha256"] == hashlib.sha256(found["case.json"]).hexdigest()


def test_the_case_file_in_the_pack_opens_as_the_case_that_was_packed() -> None:
    for name in ("empty", "decided", "crowded"):
        assert read_case(packs.file(name, "case.json"), "case.json") == packs.case(name)


def test_the_download_holds_the_same_files_as_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def built(*given: object) -> dict[str, bytes]:
        asked.append(given)
        return packs.files("empty")

    monkeypatch.setattr(files, "pack_files", built)
    day = date(2027, 6, 1)
    with zipfile.ZipFile(io.BytesIO(files.pack_zip(packs.case("empty"), packs.read(), day))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == packs.files("empty")
        assert archive.testzip() is None
    assert asked == [(packs.case("empty"), packs.read(), day, None)]


def every_part(content: bytes, name: str = "") -> Iterator[tuple[str, bytes]]:
    """A file and, where it is an archive, everything in it, however deep."""
    yield name, content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            for inner in archive.namelist():
                yield from every_part(archive.read(inner), f"{name}/{inner}")


def test_no_file_tells_when_where_or_by_whom_it_was_made() -> None:
    parts = [part for name, content in packs.files("decided").items() for part in every_part(content, name)]
    dates = [date for _, content in parts for date in re.findall(rb"<dcterms:\w+[^>]*>([^<]+)<", content)]
    makers = {
        maker for _, content in parts for maker in re.findall(rb"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", content)
    }
    assert len(dates) >= 8 and set(dates) == {b"2026-11-01T00:00:00Z"}
    assert makers <= {b"HAIC Board", b""} and b"HAIC Board" in makers
    for name, content in parts:
        assert b"Steve Canny" not in content and b"python-pptx" not in content and b"/root" not in content, name
        assert not content.startswith(b"\x89PNG") or (b"tIME" not in content and b"Software\0HAIC Board" in content)
    told = PdfReader(io.BytesIO(packs.file("decided", ".pdf"))).metadata
    assert told is not None
    assert [str(told[key]) for key in ("/Author", "/Producer", "/Creator")] == ["HAIC Board"] * 3
    assert [str(told[key]) for key in ("/CreationDate", "/ModDate")] == ["D:20000101000000+00'00'"] * 2


def test_a_label_becomes_a_plain_file_name() -> None:
    assert [slug(label) for label in ("", "Case 7", "Bögen/../ß", "患者", "a\\b:c*", "..")] == [
        "case",
        "case-7",
        "bogen",
        "case",
        "a-b-c",
        "case",
    ]


# The folder

PACK = {"a.txt": b"one", "tables/b.csv": b"two"}
PACK[MANIFEST] = json.dumps(
    {"files": [{"name": name, "sha256": hashlib.sha256(content).hexdigest()} for name, content in PACK.items()]}
).encode()
CHANGED = {**PACK, "a.txt": b"three"}


def test_a_new_and_an_empty_folder_are_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        write_pack(PACK, str(tmp_path / name))
        assert held(tmp_path / name) == PACK
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "new"]


def test_a_pack_that_nobody_touched_is_replaced_and_one_that_somebody_edited_is_not(tmp_path: Path) -> None:
    write_pack(PACK, str(tmp_path / "pack"))
    write_pack(CHANGED, str(tmp_path / "pack"))
    assert held(tmp_path / "pack") == CHANGED
    with pytest.raises(Refusal, match="other files"):
        write_pack(PACK, str(tmp_path / "pack"))
    assert held(tmp_path / "pack") == CHANGED


@pytest.mark.parametrize("found", ["notes.txt", "manifest.json", ".hidden", "sub/notes.txt"])
def test_a_folder_that_holds_other_files_is_refused_and_left_as_it_was(tmp_path: Path, found: str) -> None:
    path = tmp_path / "pack" / found
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(Refusal, match="holds other files"):
        write_pack(PACK, str(tmp_path / "pack"))
    assert held(tmp_path) == {f"pack/{found}": b"mine"}


def test_a_file_a_link_and_a_place_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    for name, word in (
        ("file", "not a folder"),
        ("link", "not a folder"),
        ("nowhere/pack", "nowhere"),
        ("file/pack", "not a folder"),
    ):
        with pytest.raises(Refusal, match=word):
            free_folder(str(tmp_path / name))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "link"]


def test_a_pack_that_cannot_be_written_whole_leaves_nothing_behind_and_the_earlier_one_in_place(tmp_path: Path) -> None:
    broken = {**PACK, "x" * 300: b"a name longer than any disk takes"}
    with pytest.raises(Refusal, match="the file cannot be written"):
        write_pack(broken, str(tmp_path / "pack"))
    assert list(tmp_path.iterdir()) == []
    write_pack(PACK, str(tmp_path / "pack"))
    with pytest.raises(Refusal, match="the file cannot be written"):
        write_pack(broken, str(tmp_path / "pack"))
    assert held(tmp_path) == {f"pack/{name}": content for name, content in PACK.items()}


def test_an_earlier_pack_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(PACK, str(tmp_path / "pack"))
    rename = Path.rename

    def refuses_new(path: Path, target: str | Path) -> Path:
        if path.name == "new":
            raise OSError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuses_new)
    with pytest.raises(Refusal, match=r"written to 'pack' .Permission denied"):
        write_pack(CHANGED, str(tmp_path / "pack"))
    assert held(tmp_path) == {f"pack/{name}": content for name, content in PACK.items()}


@pytest.mark.parametrize(
    ("content", "folder", "word"),
    [
        (case_text({"ecgo": 1}), "pack", "Did you mean 'ecog'?"),
        (case_text({}), "nowhere/pack", "nowhere"),
        (case_text({}), ".", "holds other files"),
        ("no JSON", "pack", "not JSON"),
    ],
)
def test_a_pack_that_is_refused_is_one_sentence_and_no_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: str,
    folder: str,
    word: str,
) -> None:
    (tmp_path / "case.json").write_text(content)
    monkeypatch.chdir(tmp_path)
    assert main(["pack", "case.json", "--out", folder]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and word in err
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


def test_a_day_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", str(EXAMPLE), "--out", str(tmp_path / "pack"), "--on", "2026-02-30"]) == 2
    assert "2026-02-30" in capsys.readouterr().err and not (tmp_path / "pack").exists()


def test_a_pack_needs_to_be_told_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", str(EXAMPLE)]) == 2
    assert "--out" in capsys.readouterr().err


def test_neither_the_command_line_nor_an_assessment_loads_what_only_a_pack_needs(
    elsewhere: tuple[list[Path], list[tuple[bytes, bytes]]],
) -> None:
    assert [json.loads(said)["loaded"] for _, said in elsewhere[1]] == [[] for _ in elsewhere[0]]


def test_files_keep_their_order_in_an_archive() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"b": b"1", "a": b"2"}))) as archive:
        assert archive.namelist() == ["b", "a"]


def test_a_decision_with_markup_signs_is_packed_as_it_was_said() -> None:
    said = "if <b>5 & more</b> \"mm\" 'x' = 1 </a:t>"
    case = case_from({"schema": 1, "label": "a & b", "decision": {"conditions": [said]}}, "drawn")
    content = content_of(case, invented_library())
    deck = Presentation(io.BytesIO(slides(content)))
    assert said in [
        cell.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    pages = PdfReader(io.BytesIO(sheet(content))).pages
    assert said in " ".join(" ".join(page.extract_text() for page in pages).split())
