"""A part of the page that holds others, and how everything in it becomes HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from haic_core.onefile.stage.session import Session

Attributes = dict[str, str | bool | None]


def tag(name: str, attributes: Attributes, inside: str = "") -> str:
    """An element; an attribute that is None or False is left out, one that is True stands alone."""
    told = "".join(
        f" {key}" if value is True else f' {key}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return f"<{name}{told}>{inside}</{name}>"


def void(name: str, attributes: Attributes) -> str:
    """An element that holds nothing."""
    return tag(name, attributes).removesuffix(f"</{name}>")


def key_class(key: str | None) -> str:
    """The class by which the style sheets know a keyed part, as Streamlit makes it."""
    return "" if key is None else " st-key-" + "".join(one if one.isalnum() or one in "_-" else "-" for one in key)


class Holder:
    """What can be entered by ``with`` and drawn into; the boxes' calls are mixed into it."""

    def __init__(self, stage: Stage, opening: str = "", closing: str = "") -> None:
        self.stage, self.opening, self.closing = stage, opening, closing
        self.parts: list[str | Holder] = []
        self.shown = True

    def __enter__(self) -> Holder:
        self.stage.stack.append(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stage.stack.pop()

    def put(self, kind: str, inside: str, key: str | None = None, width: object = None) -> None:
        """One element in the frame that the style sheets know."""
        size = f"width:{width}px;max-width:100%" if isinstance(width, int) else None
        content = " stContent" if width == "content" else ""
        inner = tag("div", {"class": kind, "data-testid": kind}, inside)
        attributes: Attributes = {
            "class": f"stElementContainer{content}{key_class(key)}",
            "data-testid": "stElementContainer",
            "style": size,
        }
        self.parts.append(tag("div", attributes, inner))

    def html_of(self) -> str:
        """Everything in it."""
        if not self.shown:
            return ""
        return (
            self.opening + "".join(one if isinstance(one, str) else one.html_of() for one in self.parts) + self.closing
        )


class Stage:
    """The page being drawn: whose it is, and the parts that are open, the innermost last."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.stack: list[Holder] = []
        self.count = 0

    @property
    def here(self) -> Holder:
        return self.stack[-1]

    def place(self) -> int:
        """A number for what has no key: its place on the page."""
        self.count += 1
        return self.count


def frame(kind: str, classes: str = "", style: str = "", element: str = "div", more: Sequence[str] = ()) -> str:
    """How a part that holds others begins."""
    styled = f' style="{escape(style)}"' if style else ""
    return f'<{element} class="{kind}{escape(classes)}" data-testid="{kind}"{styled}{"".join(more)}>'
