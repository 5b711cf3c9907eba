"""What the screens show, as HTML: one module a screen or a kind of picture, made from records alone."""
