"""What a board pack says, gathered once from one assessment, so that slide, sheet and table cannot differ."""

from haic_core.pack_content.balance import Balance
from haic_core.pack_content.content import PackContent, Versions, content_of
from haic_core.pack_content.lines import ConflictLine, DecidingLine, EvidenceLine, OptionLine, SourceLine
from haic_core.pack_content.survival_chart import DrawnCurve, Point, SurvivalChart

__all__ = ["Balance", "ConflictLine", "DecidingLine", "DrawnCurve", "EvidenceLine", "OptionLine", "PackContent",
           "Point", "SourceLine", "SurvivalChart", "Versions", "content_of"]
