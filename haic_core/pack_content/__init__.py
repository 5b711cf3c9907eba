"""What a board pack says, gathered once from one assessment, so that slide, sheet and table cannot differ."""

from haic_core.pack_content.content import PackContent, Versions, content_of
from haic_core.pack_content.lines import ConflictLine, DecidingLine, EvidenceLine, OptionLine, SourceLine

__all__ = ["ConflictLine", "DecidingLine", "EvidenceLine", "OptionLine", "PackContent", "SourceLine", "Versions",
           "content_of"]
