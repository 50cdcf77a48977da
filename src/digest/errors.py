"""What can go wrong, sorted by what one can do about it.

A message reads *place: fact; remedy*. Answers that are expected, such as a relay that
refuses a recipient, are values and never stand here.
"""

from __future__ import annotations

from datetime import timedelta


class DigestError(Exception):
    """Something went wrong that a person can mend; its text says where and how."""

    #: of a command that ends with it
    exit_code = 1


class ConfigError(DigestError):
    """digest.toml, the environment or the command line has to be mended first."""

    exit_code = 2


class ContentError(DigestError):
    """One article cannot be read; it is left out and reported, and the rest goes on.

    `path` is the article's file, `line` the line in it (from 1) where one is known, and
    `url` what it refers to where that is at fault.
    """

    def __init__(
        self,
        path: str,
        fact: str,
        *,
        remedy: str = "",
        line: int | None = None,
        url: str = "",
    ) -> None:
        self.path = path
        self.line = line
        self.url = url
        # one that is said in a whole sentence stands in the form of all messages
        self.fact, _, said = (fact, "", "") if remedy else fact.partition("; ")
        self.remedy = remedy or said
        place = path if line is None else f"{path}:{line}"
        told = f"{self.fact}; {self.remedy}" if self.remedy else self.fact
        super().__init__(f"{place}: {told}")


class ThemeError(DigestError):
    """A template cannot be filled; nothing is written, and the last issue stays."""


class DesignError(ThemeError):
    """A letter cannot be as the section of its newsletter has it; the rest goes on.

    `section` and `key` name the setting in digest.toml, `fact` says what is wrong with
    it and what to do.
    """

    def __init__(self, section: str, key: str, fact: str) -> None:
        self.section = section
        self.key = key
        self.fact = fact
        super().__init__(f"[{section}] {key}: {fact}")


class LetterError(DigestError):
    """A letter has errors that its readers would meet; its issue waits until mended."""


class AddressError(DigestError):
    """A text is no e-mail address that mail can be sent to."""


class LinkError(DigestError):
    """A signed link was changed, cut, or made for something else."""


class FetchError(DigestError):
    """What stands at a web address could not be had; trying later may help.

    `status` is what the site answered, 0 where it did not; `retry_after` is how long it
    asks to be left alone, None where it does not.
    """

    def __init__(
        self, text: str, *, status: int = 0, retry_after: timedelta | None = None
    ) -> None:
        self.status = status
        self.retry_after = retry_after
        super().__init__(text)


class HubError(DigestError):
    """A request to the hub asks for what it does not do; its sender has to mend it."""


class ImportingError(DigestError):
    """A file or page cannot become an article; nothing was written for it."""


class ListError(DigestError):
    """A list of readers cannot be read; what was taken of it before is kept."""


class PublishError(DigestError):
    """The published tree could not be written; what stood there stays whole."""


class VisitsError(DigestError):
    """A log of requests cannot be read to its end; what came before counts."""


class BounceError(DigestError):
    """The mailbox of bounces could not be read; the next look goes on from there."""


class MirrorError(DigestError):
    """A copy of the published tree is not up to date; the next run goes on with it."""


class BackupError(DigestError):
    """A backup could not be written or read; what was there before stays whole."""


class ClockError(DigestError):
    """The clock cannot be right; no slot is recorded until it is set."""


class SpaceError(DigestError):
    """A disk is too full to begin what might not be written down to its end."""


class StoreError(DigestError):
    """The store did not answer; this run ends, and the next tick tries again."""


class DaemonError(DigestError):
    """The daemon cannot start, such as when its address is taken."""


class AnotherDaemonError(DaemonError):
    """Another daemon runs for this site already (EX_TEMPFAIL of sysexits.h)."""

    exit_code = 75
