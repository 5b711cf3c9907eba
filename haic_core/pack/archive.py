"""Archives that carry no time and no machine: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_DATED = b"2026-11-01T00:00:00Z"
_DATE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_MAKER = re.compile(rb"(<(?:dc:creator|cp:lastModifiedBy)>)[^<]*(<)")
_LEVEL = 6


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive, in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, content, compresslevel=_LEVEL)
    return out.getvalue()


def timeless(office_file: bytes) -> bytes:
    """An Office file (and the workbooks inside it) without the time of its making and the name of its program's
    user."""
    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, content in files.items():
        if name.endswith((".xlsx", ".pptx")):
            files[name] = timeless(content)
        elif name == "docProps/core.xml":
            files[name] = _MAKER.sub(rb"\1HAIC Board\2", _DATE.sub(rb"\g<1>" + _DATED + rb"\2", content))
    return zipped(files)
