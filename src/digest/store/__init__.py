"""The one memory of a site.

What is asked of it stands in protocols, the tables in schema, made of columns, and the
statements in one module a noun, put together in sql: readers, issues, bounces, the hub,
and the ledger of deliveries. What only one kind of database knows stands in databases,
what becomes of a store as a whole in copies.
"""
