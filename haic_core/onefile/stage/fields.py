"""Fields to type into: text, numbers, days, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from haic_core.onefile.stage import words
from haic_core.onefile.stage.box import Attributes, Holder, tag, void
from haic_core.onefile.stage.session import Decode, Field, Unchanged, named

Call = Callable[..., object] | None


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was handed in."""

    name: str
    content: bytes

    def getvalue(self) -> bytes:
        """Its bytes."""
        return self.content


def identity(key: str) -> str:
    """The id of a field in the window."""
    return "w-" + "-".join(key.split())


def labelled(label: str, key: str, inside: str, help: str | None = None, visibility: str = "visible") -> str:
    """A field under its label, with what it means for who asks."""
    hidden = " hb-hidden" if visibility != "visible" else ""
    meant = words.plain(help) if help else ""
    sign = tag("span", {"class": "stTooltipIcon", "title": meant, "aria-hidden": "true"}, "?") if help else ""
    told = tag("span", {"class": "hb-hidden", "id": f"{identity(key)}-help"}, words.line(help)) if help else ""
    head = tag(
        "label",
        {"for": identity(key), "data-testid": "stWidgetLabel", "class": hidden},
        f"<p>{words.line(label)}</p>{sign}",
    )
    return head + inside + told


class Fields(Holder):
    """The calls for what is typed."""

    def _field(
        self, key: str, first: object, decode: Decode, call: tuple[Call, Sequence[object]], persist: object = None
    ) -> Any:
        then, args = call
        return self.stage.session.drawn(Field(key, first, decode, then, args, keeps=persist is not None))

    def text_input(
        self,
        label: str,
        value: str = "",
        max_chars: int | None = None,
        key: str | None = None,
        type: str = "default",
        help: str | None = None,
        autocomplete: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        label_visibility: str = "visible",
        live: str | bool = False,
        width: object = None,
        persist_state: object = None,
    ) -> str:
        """One line of text."""
        place = named("text", key, label)
        said: str = self._field(place, value, _text(max_chars), (on_change, args), persist_state)
        told: Attributes = {
            **_common(place, help, disabled),
            "type": "search" if type == "search" else "text",
            "value": said,
            "placeholder": placeholder,
            "maxlength": str(max_chars) if max_chars else None,
            "autocomplete": autocomplete or "off",
            "data-live": isinstance(live, str),
        }
        self.put("stTextInput", labelled(label, place, void("input", told), help, label_visibility), key, width)
        return said

    def text_area(
        self,
        label: str,
        value: str = "",
        height: int = 122,
        *,
        key: str | None = None,
        help: str | None = None,
        max_chars: int | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        placeholder: str | None = None,
        disabled: bool = False,
    ) -> str:
        """Several lines of text."""
        place = named("area", key, label)
        said: str = self._field(place, value, _text(max_chars), (on_change, args))
        told: Attributes = {**_common(place, help, disabled), "placeholder": placeholder, "style": f"height:{height}px"}
        # The browser drops a line break that begins the text.
        inside = tag("textarea", told, "\n" + escape(said))
        self.put("stTextArea", labelled(label, place, inside, help), key)
        return said

    def number_input(
        self,
        label: str,
        min_value: float | None = None,
        max_value: float | None = None,
        value: float | str | None = None,
        step: float | None = None,
        format: str | None = None,
        *,
        key: str | None = None,
        help: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        placeholder: str | None = None,
        disabled: bool = False,
        persist_state: object = None,
    ) -> float | None:
        """A number within bounds, whole where its bounds are."""
        place = named("number", key, label)
        whole = all(isinstance(one, int) for one in (min_value, max_value, step) if one is not None)
        decode = _number(whole, min_value, max_value)
        now: float | None = self._field(place, value, decode, (on_change, args), persist_state)
        told: Attributes = {
            **_common(place, help, disabled),
            "type": "number",
            "value": "" if now is None else f"{now:g}",
            "min": None if min_value is None else f"{min_value:g}",
            "max": None if max_value is None else f"{max_value:g}",
            "step": "1" if whole and step is None else "any" if step is None or not whole else f"{step:g}",
            "placeholder": placeholder,
        }
        self.put("stNumberInput", labelled(label, place, void("input", told), help), key)
        return now

    def date_input(
        self,
        label: str,
        value: date | None = None,
        min_value: date | None = None,
        max_value: date | None = None,
        key: str | None = None,
        help: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        *,
        format: str = "YYYY-MM-DD",
        disabled: bool = False,
        width: object = None,
    ) -> date | None:
        """A day, or none."""
        place = named("day", key, label)
        now: date | None = self._field(place, value, _day(max_value), (on_change, args))
        told: Attributes = {
            **_common(place, help, disabled),
            "type": "date",
            "value": now.isoformat() if now else "",
            "max": max_value.isoformat() if max_value else None,
        }
        self.put("stDateInput", labelled(label, place, void("input", told), help), key, width)
        return now

    def file_uploader(
        self,
        label: str,
        type: object = None,
        accept_multiple_files: bool = False,
        key: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        *,
        max_upload_size: int | None = None,
    ) -> list[Given]:
        """Files handed in, none larger than so many megabytes; they stay in this tab."""
        place = named("files", key, label)
        given: list[Given] = self._field(place, [], _files, (on_change, args))
        most = None if max_upload_size is None else str(max_upload_size)
        told: Attributes = {**_common(place, None, False), "type": "file", "multiple": accept_multiple_files}
        told["data-most"] = most
        self.put("stFileUploader", labelled(label, place, void("input", told)), key)
        return given


def _common(place: str, help: str | None, disabled: bool) -> Attributes:
    described = f"{identity(place)}-help" if help else None
    return {"id": identity(place), "data-field": place, "aria-describedby": described, "disabled": disabled}


def _text(most: int | None) -> Decode:
    return lambda raw: str(raw)[:most]


def _number(whole: bool, low: float | None, high: float | None) -> Decode:
    def decode(raw: object) -> float | None:
        if raw in ("", None):
            return None
        try:
            number = float(str(raw))
        except ValueError:
            raise Unchanged from None
        if (low is not None and number < low) or (high is not None and number > high) or (whole and number % 1):
            raise Unchanged
        return int(number) if whole else number

    return decode


def _day(latest: date | None) -> Decode:
    def decode(raw: object) -> date | None:
        if not raw:
            return None
        try:
            day = date.fromisoformat(str(raw))
        except ValueError:
            raise Unchanged from None
        if latest and day > latest:
            raise Unchanged
        return day

    return decode


def _files(raw: Sequence[Mapping[str, Any]]) -> list[Given]:
    return [Given(str(one["name"]), bytes(one["content"])) for one in raw]
