"""Where a registry lies and who counts it: files on DuckDB, PostgreSQL, Spark, and OMOP tables on any of them.

``line`` reads a connection line, ``connection`` opens it, ``running`` counts without making anybody wait. What goes
wrong on a server becomes one sentence; a password is in none of them. Ibis and the drivers are imported only here.
"""
