"""The whole board in one HTML file that needs no server and no installation.

``parts`` are the pinned packages it carries (the browser's Python, pydantic), ``bundle`` what of this repository goes
in, ``build`` puts them together. In the file the pages run as they are; ``stage`` stands there in Streamlit's place.
"""
