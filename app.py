"""HAIC Board: the door and the frame around the pages. Each page draws its own safety line and case strip.

``streamlit run`` reads this file twice: once as a module that names the server's application, and, for every change on
a page, as a script that draws the page.
"""

import streamlit as st

if __name__ == "__main__":
    from pages.frame.rooms import navigate

    navigate().run()
else:
    from pages.frame.door import DRAWS, GUARDS, refused
    from pages.frame.ready import opened

    app = st.App(__file__, routes=[DRAWS], middleware=GUARDS, lifespan=opened, on_script_error=refused)
