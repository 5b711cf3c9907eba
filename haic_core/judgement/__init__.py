"""One patient against the library: findings, rule books, options, what would change them, which cohorts she resembles.

Three-valued throughout. Knows patients, documents and curves; makes no sentence and draws nothing.
"""
