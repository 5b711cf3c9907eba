"""HAIC Board: the frame around the pages. Each page draws its own safety line and case strip."""

import streamlit as st

from pages.frame.rooms import navigate

st.set_page_config(page_icon="pages/frame/icon.png", layout="wide")
navigate().run()
