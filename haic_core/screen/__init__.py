"""What a browser shows: pages as HTML with every text escaped, the board's screens, plotly figures as plain data.

Knows no Streamlit; the pages hand these pieces over to it.
"""
