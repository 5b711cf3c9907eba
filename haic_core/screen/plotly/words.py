"""A text that is not ours, as plotly draws it letter by letter."""

from html import escape


def plain(text: str) -> str:
    """Without markup. plotly reads the escape of < and of &, but not that of a quotation mark, which opens nothing
    inside a text.

    >>> plain('<b> & "b"')
    '&lt;b&gt; &amp; "b"'
    """
    return escape(text, quote=False)
