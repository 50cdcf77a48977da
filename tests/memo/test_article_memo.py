"""What files came to is remembered by their bytes."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import an_article
from digest.memo.article_memo import ArticleMemo
from digest.model import ArticleBody, ArticleFacts
from digest.records.articles import ArticleRecord, Fault

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
BODY = ArticleBody(html="<p>Open again.</p>", text="Open again.")


def a_record(path: str, *, stamp: str = "1", fingerprint: str = "aa") -> ArticleRecord:
    """The record of a file with an article in it."""
    article = an_article(path=path, fingerprint=fingerprint)
    names = ArticleFacts.__dataclass_fields__
    facts = ArticleFacts(**{name: getattr(article, name) for name in names})
    return ArticleRecord(path=path, stamp=stamp, fingerprint=fingerprint, told=facts)


@pytest.fixture
def memo(tmp_path: Path) -> Iterator[ArticleMemo]:
    """A memo that nobody has used yet."""
    memo = ArticleMemo(tmp_path / "articles.sqlite", opened=NOW)
    yield memo
    memo.close()


def test_an_article_is_remembered_with_its_body(memo: ArticleMemo) -> None:
    """The body by itself, for whoever asks for it."""
    assert memo.recall("r") == ()
    assert memo.remember([(a_record("a.md"), BODY)])
    assert memo.recall("r") == (a_record("a.md"),)
    assert memo.body("a.md", "aa") == BODY
    assert memo.body("a.md", "bb") is None
    assert memo.body("b.md", "aa") is None


def test_a_fault_is_remembered_as_well(memo: ArticleMemo) -> None:
    """With its line, to be told again."""
    fault = Fault(fact="draft: perhaps", remedy="write true or false", line=3)
    record = ArticleRecord(path="a.md", stamp="1", fingerprint="aa", told=fault)
    memo.recall("r")
    memo.remember([(record, None)])
    assert memo.recall("r") == (record,)


def test_a_touched_file_keeps_its_body(memo: ArticleMemo) -> None:
    """Only its stamp is another one."""
    memo.recall("r")
    memo.remember([(a_record("a.md"), BODY)])
    memo.remember([(a_record("a.md", stamp="2"), None)])
    assert memo.recall("r") == (a_record("a.md", stamp="2"),)
    assert memo.body("a.md", "aa") == BODY


def test_what_another_recipe_read_is_forgotten(memo: ArticleMemo) -> None:
    """The same bytes may come to something else."""
    memo.recall("r")
    memo.remember([(a_record("a.md"), BODY)])
    assert memo.recall("s") == ()
    assert memo.body("a.md", "aa") is None
    assert memo.recall("r") == ()


def test_what_is_gone_is_forgotten(memo: ArticleMemo) -> None:
    """The file never grows beyond the content."""
    memo.recall("r")
    memo.remember([(a_record("a.md"), BODY), (a_record("b.md"), BODY)])
    memo.forget(["a.md"])
    memo.forget([])
    assert memo.recall("r") == (a_record("b.md"),)
    assert memo.body("a.md", "aa") is None


def test_a_copy_gives_bodies(memo: ArticleMemo) -> None:
    """In the process that it was sent to."""
    memo.recall("r")
    memo.remember([(a_record("a.md"), BODY)])
    copy = pickle.loads(pickle.dumps(memo))  # noqa: S301  our own
    assert copy.body("a.md", "aa") == BODY
    copy.close()


def test_half_a_character_is_not_kept(memo: ArticleMemo) -> None:
    """Whoever has the body has to hold it."""
    memo.recall("r")
    half = ArticleBody(html="\ud800", text="")
    assert not memo.remember([(a_record("a.md"), half)])
    assert memo.recall("r") == ()
