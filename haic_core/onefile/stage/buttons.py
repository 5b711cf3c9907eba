"""What is pressed: buttons, files to take away, the way to another page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from haic_core.onefile.stage import words
from haic_core.onefile.stage.box import Attributes, Holder, tag
from haic_core.onefile.stage.fields import Call, identity
from haic_core.onefile.stage.rooms import Room
from haic_core.onefile.stage.session import Field, Taken, named


class Buttons(Holder):
    """The calls for what is pressed."""

    def button(
        self,
        label: str,
        key: str | None = None,
        help: str | None = None,
        on_click: Call = None,
        args: Sequence[object] = (),
        kwargs: Mapping[str, object] | None = None,
        *,
        type: str = "secondary",
        icon: str | None = None,
        disabled: bool = False,
        width: object = "content",
        shortcut: str | None = None,
    ) -> bool:
        """Does something once."""
        place = named("button", key, label)
        pressed = Field(place, False, bool, on_click, args, kwargs or {}, momentary=True)
        self.put("stButton", self._pressed(pressed, label, type, disabled, help, shortcut), key, _wide(width))
        return bool(pressed.value)

    def download_button(
        self,
        label: str,
        data: str | bytes | Callable[[], str | bytes],
        file_name: str = "file",
        mime: str = "text/plain",
        key: str | None = None,
        help: str | None = None,
        on_click: Call | str = None,
        args: Sequence[object] = (),
        *,
        type: str = "secondary",
        icon: str | None = None,
        disabled: bool = False,
        width: object = "content",
    ) -> bool:
        """Gives a file away; it is made when it is asked for."""
        place = named("file", None, label, file_name)  # by what a person reads; nothing of a session is kept here
        then = None if isinstance(on_click, str) else on_click
        pressed = Field(place, False, bool, then, args, momentary=True)
        self.stage.session.files[place] = Taken(data, file_name, mime)
        self.put("stDownloadButton", self._pressed(pressed, label, type, disabled, help, None), key, _wide(width))
        return bool(pressed.value)

    def page_link(self, page: Room, *, label: str = "", icon: str | None = None, width: object = None) -> None:
        """The way to another page."""
        told: Attributes = {"href": f"#{page.url_path}", "data-go": page.url_path}
        self.put("stPageLink", tag("a", told, words.line(label or page.title)))

    def _pressed(
        self, field: Field, label: str, kind: str, disabled: bool, help: str | None, shortcut: str | None
    ) -> str:
        self.stage.session.drawn(field)
        told: Attributes = {
            "type": "button",
            "id": identity(field.key),
            "data-press": field.key,
            "data-kind": kind,
            "disabled": disabled,
            "title": words.plain(help) if help else None,
            "data-shortcut": shortcut,
        }
        return tag("button", told, f"<p>{words.line(label)}</p>")


def _wide(width: object) -> object:
    return width if isinstance(width, int) else None if width == "stretch" else "content"
