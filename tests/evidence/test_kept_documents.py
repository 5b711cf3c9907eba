"""Documents kept as JSON: the same library with or without them, and never a word of a damaged file believed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from haic_core.evidence.kept_documents import KeptDocuments
from haic_core.evidence.library import DATA, read_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site's folder with one document of the repository under a key of its own."""
    (tmp_path / "sources").mkdir()
    text = (DATA / "sources" / "hsiao.toml").read_text(encoding="utf-8").replace('key = "hsiao"', 'key = "own"')
    (tmp_path / "sources" / "own.toml").write_text(text, encoding="utf-8")
    return tmp_path


def kept(folder: Path) -> Path:
    return folder / ".kept" / "documents"


def test_the_library_is_the_same_whether_its_documents_were_kept_or_not(folder: Path) -> None:
    first = read_library((folder,))
    assert kept(folder).is_file()
    again = read_library((folder,))
    assert again.sources == first.sources and again.version == first.version
    shutil.rmtree(folder / ".kept")
    assert read_library((folder,)).sources == first.sources


@pytest.mark.parametrize("damage", ["truncated", "one digit changed", "no text at all"])
def test_a_damaged_file_is_not_believed_and_is_written_anew(folder: Path, damage: str) -> None:
    first = read_library((folder,))
    content = kept(folder).read_bytes()
    spoiled = {
        "truncated": content[: len(content) // 2],
        "one digit changed": content.replace(b'"at_least": 100', b'"at_least": 10', 1),
        "no text at all": b"\xff\xfe",
    }[damage]
    assert spoiled != content
    kept(folder).write_bytes(spoiled)
    assert read_library((folder,)).sources == first.sources
    assert kept(folder).read_bytes() == content


def test_a_document_that_changed_is_read_anew_and_its_old_form_is_forgotten(folder: Path) -> None:
    read_library((folder,))
    path = folder / "sources" / "own.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("at_least = 8\n", "at_least = 9\n"), encoding="utf-8")
    changed = read_library((folder,)).source("own")
    limits = [
        line.condition for line in changed.criterion if line.condition and line.condition.fact == "haemoglobin_g_dl"
    ]
    assert [limit.at_least for limit in limits] == [9]
    assert len(kept(folder).read_text(encoding="utf-8").splitlines()) == 1


def test_where_the_folder_cannot_be_written_the_toml_is_read(folder: Path) -> None:
    (folder / ".kept").write_text("a file stands where the folder would be", encoding="utf-8")
    assert read_library((folder,)).source("own").citation.first_author == "Hsiao"
    assert (folder / ".kept").is_file()


def test_each_of_several_documents_is_found_again_by_its_content_and_one_no_longer_used_goes(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    first = KeptDocuments(path)
    for name in ("one", "two"):
        assert first.json_of(name.encode()) is None
        first.add(name.encode(), f'{{"µ": "{name}"}}')
    first.save()
    again = KeptDocuments(path)
    assert again.json_of(b"one") == '{"µ": "one"}' and again.json_of(b"three") is None
    again.save()
    last = KeptDocuments(path)
    assert last.json_of(b"one") == '{"µ": "one"}' and last.json_of(b"two") is None
    assert [entry.name for entry in tmp_path.iterdir()] == ["kept"]
