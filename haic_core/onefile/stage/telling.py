"""What a page only tells: HTML of the core, headings, sentences, charts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from haic_core.onefile.stage import words
from haic_core.onefile.stage.box import Holder, tag


class Telling(Holder):
    """The calls that draw and ask nothing."""

    def html(self, body: str, *, width: object = None) -> None:
        """HTML of the core, as it is."""
        self.put("stHtml", body, width=width)

    def markdown(self, body: str) -> None:
        """A text of ours, of one or more paragraphs."""
        self.put("stMarkdown", tag("div", {"data-testid": "stMarkdownContainer"}, words.whole(body)))

    def header(self, body: str, anchor: str | bool | None = None) -> None:
        """A heading of the page's parts."""
        name = anchor if isinstance(anchor, str) else None
        self.put("stHeading", tag("h2", {"id": name}, words.line(body)))

    def error(self, body: str) -> None:
        """Why something was not done."""
        self._alert(body, "error")

    def warning(self, body: str) -> None:
        """What is to be kept in mind."""
        self._alert(body, "warning")

    def info(self, body: str) -> None:
        """What is good to know."""
        self._alert(body, "info")

    def _alert(self, body: str, kind: str) -> None:
        held = tag("div", {"data-testid": "stMarkdownContainer"}, f"<p>{words.line(body)}</p>")
        self.put("stAlert", tag("div", {"role": "alert", "class": f"stAlertContainer st-{kind}"}, held))

    def code(self, body: str, language: str | None = None, wrap_lines: bool = False, height: int = 0) -> None:
        """A text to copy, sign by sign."""
        style = f"max-height:{height}px" if height else None
        copy = tag("button", {"type": "button", "class": "hb-copy", "data-copy": True}, "Copy")
        self.put("stCode", copy + tag("pre", {"style": style, "tabindex": "0"}, escape(body)))

    def space(self, size: str = "small") -> None:
        """Nothing, as wide as what is left."""
        self.put("stSpace", "", key=f"space-{size}")

    def plotly_chart(
        self,
        figure: Mapping[str, object],
        theme: object = None,
        alt: str = "",
        key: str = "",
        config: Mapping[str, object] | None = None,
    ) -> None:
        """A chart as plotly's plain dictionary; the shell has plotly draw it."""
        drawn = json.dumps({**figure, "config": config or {}}, ensure_ascii=False, allow_nan=False)
        chart = tag("div", {"class": "hb-plot", "role": "img", "aria-label": alt, "data-plot": drawn})
        self.put("stPlotlyChart", chart, key or None)
