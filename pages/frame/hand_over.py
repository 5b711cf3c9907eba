"""What has been drawn of a page leaves for the browser before the rest is drawn."""

import time

_FLUSHED_S = 0.002
"""In which Streamlit sends some tens of messages."""


def hand_over() -> None:
    """Streamlit sends from another thread, which waits for the one that draws: without a pause everything would leave
    together, once the whole page has been drawn."""
    time.sleep(_FLUSHED_S)
