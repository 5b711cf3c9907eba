"""Who may go on: everybody on one's own computer; on a server that asks for it, whoever has signed in there."""

import os
from functools import cache

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from haic_core.wording.beginning import NO_SIGN_IN_SET_UP, SIGN_IN, SIGN_IN_ABOUT, SIGN_OUT


@cache
def _is_set_up() -> bool:
    """Whether this server knows a sign-in; it was told so before it started."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


@cache
def is_asked() -> bool:
    """Whether this server lets in only who has signed in. A server that was told to ask never forgets to."""
    return bool(os.environ.get("HAIC_SIGN_IN")) or _is_set_up()


def let_in() -> None:
    """Stops here until whoever sits there has signed in, where this server asks for it."""
    if not is_asked() or (_is_set_up() and st.user.is_logged_in):
        return
    st.title("HAIC Board")
    if _is_set_up():
        st.write(SIGN_IN_ABOUT)
        st.button(SIGN_IN, on_click=st.login, type="primary")
    else:
        st.error(NO_SIGN_IN_SET_UP)
    st.stop()


def way_out() -> list[StreamlitPage]:
    """The page that signs out, where there is something to sign out of."""
    return [st.Page(st.logout, title=SIGN_OUT, icon=":material/logout:", url_path="out")] if is_asked() else []
