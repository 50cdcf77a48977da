"""The one memory of a site.

What is asked of it stands in protocols, the tables in schema, made of columns, the
statements in one module a noun, and what only one kind of database knows in the module
of its name.
"""
