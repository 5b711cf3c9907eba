"""What cannot be read of the product's own and of a site's data: it is said in the core's words (on the page, as
test_door.py asks a server), and nothing that can still be trusted is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from running import ROOT

from haic_core.evidence import library
from haic_core.evidence.library import read_examples, read_library, read_methods
from haic_core.words.refusal import Refusal
from pages.frame.door import refused


def test_any_other_fault_shows_its_kind_only() -> None:
    assert not refused(ValueError("what a patient's file held"))


def broken(name: str, content: bytes | None) -> Callable[[Path], None]:
    """Spoils one file of a copy of the data: other content, or none at all."""

    def spoil(data: Path) -> None:
        (data / name).unlink()
        if content is not None:
            (data / name).write_bytes(content)

    return spoil


UNUSABLE = {
    "no list of options": (broken("modalities.toml", None), "modalities.toml: the file cannot be read"),
    "a torn list of options": (broken("modalities.toml", b"[[option]\n"), "modalities.toml: this is not valid TOML"),
    "options without names": (broken("modalities.toml", b"[[option]]\nmodality = 'tace'"), "modalities.toml: option"),
    "options that are none": (
        broken("modalities.toml", b"option = 3"),
        "modalities.toml: the table 'option' is missing",
    ),
    "options that are numbers": (broken("modalities.toml", b"option = [1, 2]"), "modalities.toml: option"),
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the product's data that the core takes for its own, with three documents."""
    kept = ("hsiao.toml", "aarts2020.toml", "sirtex_label_y90.toml")
    spared = [path.name for path in (ROOT / "data" / "sources").iterdir() if path.name not in kept]
    copytree(ROOT / "data", tmp_path / "data", ignore=lambda folder, _: [*spared, "curves", "second_reading", ".kept"])
    copytree(ROOT / "docs", tmp_path / "docs", ignore=lambda folder, _: ["pictures"])
    monkeypatch.setattr(library, "DATA", tmp_path / "data")
    monkeypatch.delenv("HAIC_DATA", raising=False)
    return tmp_path / "data"


@pytest.mark.parametrize(("spoil", "said"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_unusable_list_of_options_is_refused_by_its_name(
    spoil: Callable[[Path], None], said: str, data: Path
) -> None:
    spoil(data)
    with pytest.raises(Refusal) as no:
        read_library((data,))
    assert str(no.value).startswith(said)


@pytest.mark.parametrize("content", [b"limit = 3", b"[[limit]]\nid = 1", b"\xff", b"[[limit]\n", b"x = " + b"[" * 5000])
def test_a_sites_limits_of_freshness_of_a_wrong_shape_are_told_and_ours_stand(
    content: bytes, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "site" / "sources").mkdir(parents=True)
    (tmp_path / "site" / "freshness.toml").write_bytes(content)
    read = read_library((data, tmp_path / "site"))
    assert read.freshness == read_library((data,)).freshness != ()
    assert any(sentence.startswith("freshness.toml: ") for sentence in read.left_out)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_lies_among_a_sites_documents_and_is_none_is_told_and_the_others_are_read(
    data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "site" / "sources"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "pipe.toml")
    (folder / "folder.toml").mkdir()
    (folder / "loop.toml").symlink_to("loop.toml")
    (folder / "device.toml").symlink_to("/dev/zero")
    with (folder / "big.toml").open("wb") as file:
        file.truncate(30_000_000)
    (folder / "deep.toml").write_bytes(b"a = " + b"[" * 5000)
    (folder / "steers.toml").write_text('key = "\\u001B[2J"', "utf-8")
    before = read_library((data,))
    read = read_library((data, tmp_path / "site"))
    new = [sentence for sentence in read.left_out if sentence not in before.left_out]
    named = ["big.toml", "deep.toml", "device.toml", "folder.toml", "loop.toml", "pipe.toml", "steers.toml"]
    assert [sentence.partition(":")[0] for sentence in new] == named
    assert read.sources == before.sources


def test_a_missing_example_or_text_is_named(data: Path) -> None:
    example = next((data / "examples").glob("*.json"))
    example.write_bytes(b"{")
    with pytest.raises(Refusal, match=f"^{example.name}: this is not JSON"):
        read_examples()
    (data.parent / "docs" / "methods.md").unlink()
    with pytest.raises(Refusal, match=r"^methods\.md: the file cannot be read"):
        read_methods()
