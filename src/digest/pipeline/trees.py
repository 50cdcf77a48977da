"""Where documents come to stand, and what they are made with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from digest import paths
from digest.compose.entries import fill_entry
from digest.compose.references import References
from digest.config import Config
from digest.deliveries import Letter
from digest.issues import Issue
from digest.model import ArticleBody, Entry, EntryFacts, Site
from digest.pipeline.content import Content, remember
from digest.pipeline.letters import IssueLetters
from digest.pipeline.targets import plan_private_targets, plan_targets
from digest.publish import Effort, Published, Tree, publish_targets
from digest.render.theme import Theme
from digest.render.tools import Tools
from digest.store.protocols import Store

#: of a run that brings no issue
NO_LETTERS: Mapping[tuple[str, int], Letter] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTools:
    """Opens the tools of a build, in each process that takes part in it."""

    theme: Theme
    site: Site
    bodies: Mapping[str, ArticleBody]
    references: References
    letters: IssueLetters
    #: of the published tree
    folder: Path

    def __call__(self) -> Tools:
        """The tools of this process."""
        return Tools(
            theme=self.theme,
            site=self.site,
            fill=self.fill,
            body=self.body,
            letter=self.letters,
            standing=self.standing,
        )

    def standing(self, path: str) -> bytes:
        """What stands at the path now; nothing where that cannot be read."""
        try:
            return (self.folder / path).read_bytes()
        except OSError:
            return b""

    def body(self, entry: EntryFacts) -> ArticleBody:
        """The body of the entry as its article has it."""
        return self.bodies[entry.path]

    def fill(self, entry: EntryFacts) -> Entry:
        """The entry with its body."""
        return fill_entry(entry, self.body(entry), self.references)


def publish_trees(
    config: Config,
    store: Store,
    theme: Theme,
    content: Content,
    effort: Effort,
    *,
    fresh: Sequence[Issue] = (),
    letters: Mapping[tuple[str, int], Letter] = NO_LETTERS,
) -> Published:
    """The tree for everybody, and what has an address for one subscriber each.

    All of it is planned before the ids in it are kept, and they before any file is
    written. `fresh` are issues that become public with it; `letters` has, by newsletter
    and number, those that the store will know only later.
    """
    # a dict, for it goes to other processes
    known = IssueLetters(stored=store.letter_reader(), fresh=dict(letters))
    targets = plan_targets(config, store, theme, content, known, fresh=fresh)
    if config.feeds.compressed:
        # late: most sites have no need of what packs
        from digest.pipeline.packing import with_packed  # noqa: PLC0415

        targets = with_packed(targets)
    own = plan_private_targets(config, content)
    remember(store, content)
    open_tools = OpenTools(
        theme=theme,
        site=config.site,
        bodies=content.bodies,
        references=content.composition.references,
        letters=known,
        folder=config.feeds_folder,
    )
    private = _private_tree(config)
    published = publish_targets(public_tree(config), targets, open_tools, effort)
    if not own and not private.folder.is_dir():
        return published
    beside = publish_targets(private, own, open_tools, effort)
    return replace(published, looks={**published.looks, **beside.looks})


def public_tree(config: Config) -> Tree:
    """Where the documents for everybody stand."""
    state = config.state_folder
    return Tree(
        folder=config.feeds_folder,
        lock=state / "publish.lock",
        ledger=state / "cache" / "ledger",
        former_manifest=state / "published",
    )


def _private_tree(config: Config) -> Tree:
    """Where private feeds stand."""
    state = config.state_folder
    return Tree(
        folder=state / paths.PRIVATE,
        lock=state / "private.lock",
        ledger=state / "cache" / "private-ledger",
        former_manifest=state / "private.published",
    )
