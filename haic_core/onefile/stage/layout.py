"""How a page is divided: columns, containers, tabs, what is folded away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.onefile.stage import words
from haic_core.onefile.stage.box import frame, key_class, tag
from haic_core.onefile.stage.buttons import Buttons
from haic_core.onefile.stage.choices import Choices
from haic_core.onefile.stage.fields import Fields
from haic_core.onefile.stage.session import named
from haic_core.onefile.stage.telling import Telling

_GAPS = {"xxsmall": 0.25, "xsmall": 0.5, "small": 1, "medium": 2, "large": 4, "none": 0}
_ALONG = {"center": "center", "bottom": "flex-end", "top": "flex-start", None: "flex-start"}


class Box(Telling, Fields, Choices, Buttons):
    """A part of the page with every call the pages make."""

    def _held(self, opening: str, closing: str) -> Box:
        inner = Box(self.stage, opening, closing)
        self.parts.append(inner)
        return inner

    def container(
        self,
        *,
        key: str | None = None,
        horizontal: bool = False,
        vertical_alignment: str | None = None,
        gap: str | None = None,
        width: object = None,
        border: bool = False,
        height: int | str | None = None,
    ) -> Box:
        """Things below or, horizontal, beside each other."""
        style = f"gap:{_GAPS[gap]}rem;" if gap else ""
        if isinstance(height, int):
            style += f"height:{height}px;overflow:auto;"
        if horizontal:
            style += f"align-items:{_ALONG[vertical_alignment]}"
        kind = "stHorizontalBlock" if horizontal else "stVerticalBlock"
        beside = f"{' stBeside' if horizontal else ''}{' stBordered' if border else ''}"
        outer = frame("stLayoutWrapper") + frame(kind, beside + key_class(key), style)
        return self._held(outer, "</div></div>")

    def columns(
        self, spec: int | Sequence[float], *, gap: str = "small", vertical_alignment: str | None = None
    ) -> list[Box]:
        """Columns of these shares of the width."""
        shares = [1.0] * spec if isinstance(spec, int) else [float(one) for one in spec]
        style = f"gap:{_GAPS[gap]}rem"
        row = self._held(frame("stLayoutWrapper") + frame("stHorizontalBlock", " stColumns", style), "</div></div>")
        at = f"align-self:{_ALONG[vertical_alignment]}" if vertical_alignment else ""
        return [
            row._held(frame("stColumn", "", f"flex:{share:g} 1 0%;{at}") + frame("stVerticalBlock"), "</div></div>")
            for share in shares
        ]

    def expander(self, label: str, *, key: str | None = None, expanded: bool = False, on_change: object = None) -> Fold:
        """A part that is folded away until it is asked for."""
        return self._fold("stExpander", label, named("expander", key, label), expanded, key)

    def popover(self, label: str, *, key: str | None = None, disabled: bool = False) -> Fold:
        """A part that opens above the page."""
        if disabled:
            self.put("stPopover", tag("button", {"type": "button", "disabled": True}, words.line(label)), key)
        made = self._fold("stPopover", label, named("popover", key, label), False, key)
        made.shown = not disabled
        return made

    def _fold(self, kind: str, label: str, place: str, first: bool, key: str | None) -> Fold:
        is_open = bool(self.stage.session.opened(place, first))
        told = (f' data-fold="{escape(place)}"', " open" if is_open else "")
        summary = f"<summary>{words.line(label)}</summary>"
        body = frame(f"{kind}Body") + frame("stVerticalBlock")
        made = Fold(self.stage, frame(kind, key_class(key), element="details", more=told) + summary + body)
        made.closing, made.open = "</div></div></details>", is_open
        self.parts.append(made)
        return made

    def tabs(self, labels: Sequence[str], *, default: str | None = None) -> list[Box]:
        """Leaves of which one shows."""
        place = f"tabs:{':'.join(labels)}"
        chosen = self.stage.session.opened(place, labels.index(default) if default else 0)
        heads = "".join(
            tag(
                "button",
                {
                    "type": "button",
                    "role": "tab",
                    "aria-selected": "true" if number == chosen else "false",
                    "tabindex": "0" if number == chosen else "-1",
                    "data-tab": place,
                    "value": str(number),
                },
                words.line(label),
            )
            for number, label in enumerate(labels)
        )
        self.parts.append(frame("stTabs") + tag("div", {"role": "tablist"}, heads) + "</div>")
        leaves = []
        for number, label in enumerate(labels):
            opening = frame("stVerticalBlock", " stTabPanel", more=(f' role="tabpanel" aria-label="{escape(label)}"',))
            leaves.append(self._held(opening, "</div>"))
            leaves[-1].shown = number == chosen
        return leaves


class Fold(Box):
    """What is folded away, and whether it is open."""

    open: bool = False
