"""A stranger's text in every kind of place where Streamlit reads Markdown: Chromium shows it sign by sign."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.repaint import hello

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# Each of them a way in which a text becomes more than text.
STRANGERS = [
    "![x](https://evil.example/x.png)",
    "[a link](https://evil.example) and <https://evil.example/>",
    "https://evil.example/plain, http://evil.example, www.evil.example, WWW.evil.example",
    "write to mailto:someone@evil.example or someone@evil.example",
    '<img src="https://evil.example/y.png"> <script>alert(1)</script> <b>bold</b>',
    ":smile: :+1: :streamlit: :material/home: :red[red] :blue-background[blue] :small[x] :help[x]",
    ":color[c]{foreground=red} :red-badge[x] :streamlit:",
    "$a^2$ and $$b$$ costs $5 and $6",
    "`code` ```python *emphasis* _under_ **strong** ~~gone~~",
    "# head  - item  1. item  > quote  | a | b |  [x]: https://evil.example  [^1]",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "&amp; &lt;b&gt; &#33; \\ \\* \\!",
    "[![x](https://evil.example/z.png)](https://evil.example) ![y][y]",
    "- item", "1. item", "# head", "> quote", "+ x", "***", "---", "=== ", "    indented", "~~~",
]  # fmt: skip
APP = textwrap.dedent("""
    import json, sys
    sys.path.insert(0, {root!r})
    import streamlit as st
    from haic_core.screen.literal import literal
    number = st.number_input("Number", 1, 120, 18)
    for place, words in enumerate(json.loads({strangers!r})):
        words = literal(words)
        st.warning(f"Left out: {{words}}")
        st.button(words, key=f"b{{place}}")
        st.radio(words, [words], key=f"r{{place}}")
        if place < 2:
            st.markdown(words)
            st.caption(words)
            st.header(words, anchor=False)
            st.text_input(words, key=f"t{{place}}")
            st.checkbox(words, key=f"c{{place}}")
            st.expander(words).write(words)
            st.tabs([words])
            st.download_button(words, "", key=f"d{{place}}")
    st.write(f"shown: {{number}}")
""")
READ = """() => [...document.querySelectorAll('[data-testid=stMarkdownContainer]')].map(one => one.textContent)"""

# Whether so many texts stand, the server is done and no field is still on its way: a busy machine takes its time.
DRAWN = """least => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
  && !document.querySelector('[data-testid=stSkeleton]')
  && document.querySelectorAll('[data-testid=stMarkdownContainer]').length >= least"""


def as_drawn(words: str) -> str:
    """What a person reads: one line, without the joint that nobody sees."""
    return " ".join(words.replace("\N{WORD JOINER}", "").split())


def test_markdown_of_a_stranger_is_read_as_text_in_every_place(browser: Browser, tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[2])
    app = APP.format(root=root, strangers=json.dumps(STRANGERS))
    asked: list[str] = []
    with hello(tmp_path, app) as server:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://127.0.0.1:{server.port}")
        page.wait_for_selector("text=shown: 18")
        page.wait_for_function(DRAWN, arg=11 * 2 + 3 * (len(STRANGERS) - 2) + len(STRANGERS))
        texts = [as_drawn(text) for text in page.evaluate(READ)]
        made = page.locator(
            "[data-testid=stMarkdownContainer] :is(a, img, code, em, strong, del, b, i, h1, ul, ol, li, blockquote,"
            " table, sup, .katex, span[style], span[role=img], .stMarkdownBadge, hr)"
        )
        found = made.evaluate_all("all => all.map(one => one.outerHTML)")
        page.close()
    assert [url for url in asked if "evil" in url] == []
    assert [html for html in found if "stHeader" not in html] == []
    for place, words in enumerate(STRANGERS):
        assert texts.count(as_drawn(words)) == (11 if place < 2 else 3), words
        assert f"Left out: {as_drawn(words)}" in texts
