"""Files that are handed in: how large a field takes them, and that the server does not keep what was read."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

SMALL_MB, REGISTRY_MB = 5, 200
"""How large a file a field takes, in megabytes; the server itself takes no larger one than the largest of these."""


def handed_in(field: str) -> Sequence[tuple[bytes, str]]:
    """What a field was given, as bytes with their names. It is read once: Streamlit would keep the file for as long as
    the tab is open, also where its field is not drawn any more; so the next field has to have another name."""
    given = st.session_state.get(field) or []
    files = given if isinstance(given, list) else [given]
    read = [(file.getvalue(), file.name) for file in files]
    for file in files:
        _let_go(file)
    return read


def _let_go(file: Any) -> None:
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
