"""INSERT ... ON CONFLICT, in words that both databases take.

The construct is SQLAlchemy's for SQLite. That for PostgreSQL says the same and no more
of what is used here, but to import it would load all that speaks with PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.dialects.sqlite.dml import OnConflictClause

__all__ = ["Insert", "insert"]

# PostgreSQL's compiler asks for it, too; no conflict is named by its constraint here
OnConflictClause.constraint_target = None  # type: ignore[attr-defined]
