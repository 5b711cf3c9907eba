"""Fields to choose from: one of some answers, or several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from haic_core.onefile.stage import words
from haic_core.onefile.stage.box import Attributes, Holder, tag, void
from haic_core.onefile.stage.fields import Call, identity, labelled
from haic_core.onefile.stage.session import Decode, Field, Unchanged, named

Spoken = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Row:
    """Answers as a row of buttons."""

    kind: str
    label: str
    answers: list[Any]
    format_func: Spoken
    required: bool = False
    hides_label: bool = False


class Choices(Holder):
    """The calls for what is chosen."""

    def radio(
        self,
        label: str,
        options: Iterable[Any],
        index: int | None = 0,
        format_func: Spoken = str,
        key: str | None = None,
        help: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        *,
        disabled: bool = False,
        horizontal: bool = False,
        captions: Sequence[str] | None = None,
        label_visibility: str = "visible",
        width: object = None,
        persist_state: object = None,
    ) -> Any:
        """One of a few answers, all of them in sight."""
        answers, place = list(options), named("radio", key, label)
        now = self._one(place, answers, index, (on_change, args), persist_state)
        heads = "".join(
            _answer(place, number, words.line(str(format_func(answer))), answer == now, disabled, caption)
            for (number, answer), caption in zip(enumerate(answers), captions or [""] * len(answers), strict=True)
        )
        group = tag(
            "div", {"role": "radiogroup", "aria-label": words.plain(label), "data-testid": "stRadioGroup"}, heads
        )
        self.put("stRadio", labelled(label, place, group, help, label_visibility), key, width)
        return now

    def selectbox(
        self,
        label: str,
        options: Iterable[Any],
        index: int | None = 0,
        format_func: Spoken = str,
        key: str | None = None,
        help: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        *,
        placeholder: str | None = None,
        disabled: bool = False,
        label_visibility: str = "visible",
        persist_state: object = None,
    ) -> Any:
        """One of many answers."""
        answers, place = list(options), named("select", key, label)
        now = self._one(place, answers, index, (on_change, args), persist_state)
        rows = "".join(
            tag("option", {"value": str(number), "selected": answer == now}, words.line(str(format_func(answer))))
            for number, answer in enumerate(answers)
        )
        told: Attributes = {"id": identity(place), "data-field": place, "disabled": disabled}
        self.put("stSelectbox", labelled(label, place, tag("select", told, rows), help, label_visibility), key)
        return now

    def multiselect(
        self,
        label: str,
        options: Iterable[Any],
        default: Sequence[Any] | None = None,
        format_func: Spoken = str,
        key: str | None = None,
        help: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        *,
        max_selections: int | None = None,
        placeholder: str = "choose",
        disabled: bool = False,
        persist_state: object = None,
    ) -> list[Any]:
        """Any of many answers, in the order in which they are chosen."""
        answers, place = list(options), named("several", key, label)
        field = Field(place, list(default or ()), self._several(place, answers, max_selections), on_change, args)
        field.keeps = persist_state is not None
        now: list[Any] = self.stage.session.drawn(field)
        full = max_selections is not None and len(now) >= max_selections
        rows = "".join(
            tag(
                "label",
                {},
                void(
                    "input",
                    {
                        "type": "checkbox",
                        "id": f"{identity(place)}-{number}",
                        "data-several": place,
                        "value": str(number),
                        "checked": answer in now,
                        "disabled": disabled or (full and answer not in now),
                    },
                )
                + f"<span>{words.line(str(format_func(answer)))}</span>",
            )
            for number, answer in enumerate(answers)
        )
        chosen = "".join(f'<span class="hb-chosen">{words.line(str(format_func(one)))}</span>' for one in now)
        head: Attributes = {"id": identity(place), "aria-label": words.plain(label)}
        summary = tag("summary", head, chosen or escape(placeholder))
        body = tag("div", {"role": "group", "aria-label": words.plain(label), "class": "hb-several"}, rows)
        folded = tag("details", {"class": "hb-select", "data-fold": f"several:{place}"}, summary + body)
        self.put("stMultiSelect", labelled(label, place, folded, help), key)
        return now

    def toggle(self, label: str, value: bool = False, key: str | None = None) -> bool:
        """Yes or no."""
        place = named("toggle", key, label)
        now: bool = self.stage.session.drawn(Field(place, value, lambda raw: str(raw) == "true"))
        told: Attributes = {"type": "checkbox", "id": identity(place), "data-toggle": place, "checked": now}
        box = tag("label", {"class": "hb-toggle"}, void("input", told) + f"<span>{words.line(label)}</span>")
        self.put("stCheckbox", box, key)
        return now

    def pills(
        self,
        label: str,
        options: Iterable[Any],
        *,
        default: Any = None,
        format_func: Spoken = str,
        key: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        wrap: bool = True,
    ) -> Any:
        """One of some answers or none, each a small button."""
        shown = Row("pills", label, list(options), format_func)
        return self._row(shown, default, named("pills", key, label), key, (on_change, args))

    def segmented_control(
        self,
        label: str,
        options: Iterable[Any],
        *,
        default: Any = None,
        format_func: Spoken = str,
        key: str | None = None,
        on_change: Call = None,
        args: Sequence[object] = (),
        required: bool = False,
        wrap: bool = True,
        label_visibility: str = "visible",
    ) -> Any:
        """One of some answers, or none where none is required, as one bar."""
        shown = Row("segments", label, list(options), format_func, required, label_visibility != "visible")
        return self._row(shown, default, named("segments", key, label), key, (on_change, args))

    def _row(self, row: Row, default: Any, place: str, key: str | None, call: tuple[Call, Sequence[object]]) -> Any:
        before = self.stage.session.state.get(place, default)
        decode = _chosen(row.answers) if row.required else _toggled(row.answers, before)
        now = self.stage.session.drawn(Field(place, default, decode, *call))
        heads = "".join(
            tag(
                "button",
                {
                    "type": "button",
                    "class": f"hb-{row.kind}",
                    "data-field": place,
                    "value": str(number),
                    "aria-pressed": "true" if answer == now else "false",
                },
                words.line(str(row.format_func(answer))),
            )
            for number, answer in enumerate(row.answers)
        )
        told: Attributes = {"role": "group", "aria-label": words.plain(row.label), "class": f"hb-{row.kind}-row"}
        title: Attributes = {"data-testid": "stWidgetLabel", "class": "hb-hidden" if row.hides_label else None}
        self.put("stButtonGroup", tag("p", title, words.line(row.label)) + tag("div", told, heads), key)
        return now

    def _one(
        self, place: str, answers: list[Any], index: int | None, call: tuple[Call, Sequence[object]], persist: object
    ) -> Any:
        then, args = call
        first = answers[index] if index is not None and answers else None
        session = self.stage.session
        if place in session.state and session.state[place] not in answers:
            session.state[place] = first
        return session.drawn(Field(place, first, _chosen(answers), then, args, keeps=persist is not None))

    def _several(self, place: str, answers: list[Any], most: int | None) -> Decode:
        def decode(raw: Any) -> list[Any]:
            turned = _chosen(answers)(raw)
            now = [one for one in self.stage.session.state.get(place, []) if one in answers]
            if turned in now:
                return [one for one in now if one != turned]
            if most is not None and len(now) >= most:
                raise Unchanged
            return [*now, turned]

        return decode


def _answer(place: str, number: int, said: str, chosen: bool, disabled: bool, caption: str) -> str:
    told: Attributes = {
        "type": "radio",
        "name": identity(place),
        "id": f"{identity(place)}-{number}",
        "data-field": place,
        "value": str(number),
        "checked": chosen,
        "disabled": disabled,
    }
    option: Attributes = {"data-testid": "stRadioOption", "data-selected": chosen, "data-disabled": disabled}
    head = tag("label", option, void("input", told) + f"<div><p>{said}</p></div>")
    below = f'<div data-testid="stCaptionContainer"><p>{words.line(caption)}</p></div>' if caption else ""
    return tag("div", {}, head + below)


def _chosen(answers: list[Any]) -> Decode:
    def decode(raw: object) -> object:
        try:
            number = int(str(raw))
            return answers[number] if number >= 0 else answers[len(answers)]
        except (ValueError, IndexError):
            raise Unchanged from None

    return decode


def _toggled(answers: list[Any], before: object) -> Decode:
    """A second press takes a choice back."""

    def decode(raw: object) -> object:
        pressed = _chosen(answers)(raw)
        return None if pressed == before else pressed

    return decode
