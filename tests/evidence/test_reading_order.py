"""The order in which documents are read, and what the version of the data follows from."""

from __future__ import annotations

from pathlib import Path

from each import each

from haic_core.evidence.library import DATA, read_library

LINES = """schema = 1
key = "{key}"
tier = "C"
document = "{document}"
peer_reviewed = true
[citation]
first_author = "Someone"
title = "Something"
[study]
design = "{design}"
setting = "Somewhere"
locator = "Abstract"
"""


def put(folder: Path, key: str, design: str = "retrospective_cohort", document: str = "full_text") -> None:
    sources = folder / "sources"
    sources.mkdir(exist_ok=True)
    (sources / f"{key}.toml").write_text(LINES.format(key=key, design=design, document=document), encoding="utf-8")


def test_studies_come_before_reviews_and_labels_then_full_texts_before_abstracts_then_by_key(tmp_path: Path) -> None:
    put(tmp_path, "a_label", "guideline_or_label")
    put(tmp_path, "b_review", "narrative_review")
    put(tmp_path, "c_pooled", "pooled_review")
    put(tmp_path, "d_abstract", document="abstract")
    put(tmp_path, "z_study")
    put(tmp_path, "y_study")
    read = [source.key for source in read_library((tmp_path,)).sources]
    assert read == ["y_study", "z_study", "d_abstract", "a_label", "b_review", "c_pooled"]


def test_a_file_of_another_name_makes_another_version_even_where_its_content_is_the_same(tmp_path: Path) -> None:
    """Two documents left out for the same fault: only their names differ."""
    versions = set()
    for name in ("one", "two"):
        folder = tmp_path / name
        (folder / "sources").mkdir(parents=True)
        (folder / "sources" / f"{name}.toml").write_text("not a source = ", encoding="utf-8")
        versions.add(read_library((folder,)).version)
    assert len(versions) == 2


@each("folders", [(DATA,)])
def test_the_same_data_gives_the_same_version(folders: tuple[Path, ...]) -> None:
    assert read_library(folders).version == read_library(folders).version
