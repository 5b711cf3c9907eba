"""Files that are handed in are read and let go: the server keeps none of their bytes beside what was made of them."""

from __future__ import annotations

import pytest
from screens import EXAMPLES, opened
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from benchmarks.changes import MEETING, PAPER, REGISTRY, Handed
from haic_core.case.file import write_case

Store = dict[tuple[int, str], str]
CASE = Handed("case.json", write_case(EXAMPLES["Solitary late recurrence"]).encode())
BROKEN = Handed("broken.json", b"{")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Store:
    """The names of the files that the server has and has not let go."""
    store: Store = {}
    add, remove = MemoryUploadedFileManager.add_file, MemoryUploadedFileManager.remove_file

    def comes(self: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec) -> None:
        store[id(self), file.file_id] = file.name
        add(self, session_id, file)

    def goes(self: MemoryUploadedFileManager, session_id: str, file_id: str) -> None:
        del store[id(self), file_id]
        remove(self, session_id, file_id)

    monkeypatch.setattr(MemoryUploadedFileManager, "add_file", comes)
    monkeypatch.setattr(MemoryUploadedFileManager, "remove_file", goes)
    return store


@pytest.mark.parametrize(
    ("page", "label", "file"),
    [
        ("case", "Open", CASE),
        ("case", "Open", BROKEN),
        ("meeting", *MEETING),
        ("meeting", MEETING[0], BROKEN),
        ("paper", *PAPER),
        ("paper", PAPER[0], BROKEN),
        ("cohort", *REGISTRY),
        ("cohort", REGISTRY[0], BROKEN),
    ],
)
def test_a_file_that_was_read_or_refused_is_not_kept(page: str, label: str, file: Handed, kept: Store) -> None:
    at = opened(page)
    field = next(one for one in at.file_uploader if one.label.startswith(label))
    at = field.set_value((file.name, file.content, "application/octet-stream")).run()
    assert not at.exception and kept == {} and not any(one.value for one in at.file_uploader)


def test_a_file_that_lies_in_a_field_is_kept_until_it_is_read(kept: Store) -> None:
    """So that the test above can fail: counts files of several hospitals stay in their field."""
    at = opened("cohort")
    at = next(one for one in at.radio if one.label == "From").set_value("Counts of several hospitals").run()
    at = at.file_uploader[0].set_value((BROKEN.name, BROKEN.content, "application/json")).run()
    assert list(kept.values()) == [BROKEN.name]
