"""What stands in Streamlit's place in the one file: its calls as far as the pages make them, drawn as plain HTML.

Pages and frame run unchanged. A session is one person in one tab; every change draws the page anew, as there, and the
shell puts what differs into the window. ``run`` is what the shell talks to.
"""
