"""An issue as its readers would get it, and what is wrong with it before they do."""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.check.findings import Finding
from digest.check.letters.inspection import inspect_letter
from digest.compose.entries import fill_entry
from digest.config import Config, line_of
from digest.deliveries import Letter
from digest.errors import ContentError, DesignError, ThemeError
from digest.images import Image
from digest.issues import Issue, Newsletter
from digest.mail.messages.message import Message
from digest.mail.messages.specimen import specimen
from digest.model import Entry, EntryFacts
from digest.pipeline.content import Content
from digest.pipeline.issues.composing import Workshop
from digest.references import content_path
from digest.render.letters import render_issue

#: a logo's pixels for each that it is shown in
SHARP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The letter of an issue, and one message of it, looked through."""

    letter: Letter = field(repr=False)
    #: addressed to nobody
    message: Message = field(repr=False)
    findings: tuple[Finding, ...] = ()


def make_proof(workshop: Workshop, newsletter: Newsletter, issue: Issue) -> Proof:
    """Render the issue and look through it as receivers will.

    Raises DigestError where theme, design or sender are at fault.
    """
    config = workshop.config
    letter = _letter(workshop, newsletter, issue)
    message = specimen(
        letter,
        site=config.site,
        newsletter=newsletter,
        key=workshop.key,
        unsubscribe_address=config.mail.unsubscribe_address,
        signer=workshop.signer,
    )
    findings = inspect_letter(
        message.data,
        path=f"issues/{newsletter.name}/{issue.number}.eml",
        postal_address=config.mail.postal_address,
        has_own_text=letter.has_own_text,
        is_to_be_signed=workshop.signer is not None,
        is_trial=not config.relays,
        ignore=config.check.ignore,
    )
    return Proof(letter=letter, message=message, findings=findings)


def _letter(workshop: Workshop, newsletter: Newsletter, issue: Issue) -> Letter:
    config, content = workshop.config, workshop.content

    def fill(facts: EntryFacts) -> Entry:
        body = content.bodies[facts.path]
        return fill_entry(facts, body, content.composition.references)

    try:
        return render_issue(
            workshop.theme,
            config.site,
            newsletter,
            issue,
            config.mail,
            fill=fill,
            logo=_logo(content, newsletter),
        )
    except DesignError as error:
        raise _with_line(config, error) from error


def _logo(content: Content, newsletter: Newsletter) -> Image | None:
    """The newsletter's logo in the content folder; None where it is elsewhere.

    Raises DesignError for one that could not be published.
    """
    url = newsletter.design.logo
    if not url or content_path("", url) is None:
        return None
    image = content.composition.references.picture(url, path="")
    if image is None:
        section = f"newsletters.{newsletter.name}.design"
        told = f"{url!r} is no picture of the content folder"
        raise DesignError(section, "logo", f"{told}; {_way_out(content, url)}")
    wanted = SHARP * newsletter.design.logo_width
    widest = image.renditions[-1]
    chosen = next((r for r in image.renditions if r.width >= wanted), widest)
    return Image(
        url=chosen.url,
        width=chosen.width,
        height=chosen.height,
        renditions=(chosen,),
    )


def _way_out(content: Content, url: str) -> str:
    """What to do about a picture that is not published, as its own problem says."""
    path = content_path("", url)
    for problem in content.problems:
        if isinstance(problem, ContentError) and path in (problem.path, problem.url):
            return f"it {problem.fact}: {problem.remedy}"
    return "mend the name or the file"


def _with_line(config: Config, error: DesignError) -> ThemeError:
    """The error with the line of digest.toml that is to be mended."""
    return ThemeError(f"{line_of(config.root, error.section, error.key)}: {error}")
