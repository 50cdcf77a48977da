"""Pictures: what those get who do not see them, and whether they can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digest.check.collection import Collection, PictureFacts, Study, fault_at, pairs
from digest.check.findings import Fault, Rule, Severity
from digest.check.manuscript import shown
from digest.check.references import Reference, ReferenceKind, picture_tag
from digest.load.sights import squeezed
from digest.references import content_path

#: pixels of the column of a letter, on a screen of usual density
NARROWEST = 600
#: bytes; more takes a phone seconds on the way
HEAVIEST = 3_000_000
#: an alt that repeats its kind and tells nothing, in six languages
SAYS_NOTHING = frozenset(
    squeezed(words)
    for words in (
        *("image", "picture", "photo", "photograph", "img", "graphic", "screenshot"),
        *("Bild", "Foto", "Grafik", "Abbildung", "photographie", "capture d’écran"),
        *("imagen", "fotografía", "captura de pantalla", "صورة", "画像", "写真", "図"),
        *("alt", "alt text", "untitled", "null", "undefined", "placeholder"),
    )
)
_FILE_NAME = re.compile(
    r"\S*\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?|bmp)"
    r"|(?:img|dsc[nf]?|pxl|p|image|photo|screenshot)[-_ ]?\d[\d\W_]*",
    re.IGNORECASE,
)
_EMPTY_ALT = re.compile(
    r"\salt\s*=\s*(?:\"\s*\"|'\s*')|\srole\s*=\s*[\"']?(?:presentation|none)\b",
    re.IGNORECASE,
)


def find_missing_alt(collection: Collection) -> Iterator[Fault]:
    """Pictures without words, unless the author says that they only decorate."""
    for study, reference in pairs(collection):
        if not reference.is_picture or reference.words.strip():
            continue
        if not _is_decorative(study, reference):
            fact = f"the picture {reference.shown_url} has no alt"
            yield fault_at(study, reference, fact, _alt_remedy(reference))


def find_useless_alt(collection: Collection) -> Iterator[Fault]:
    """Alts that repeat a file's name, or that there is a picture."""
    for study, reference in pairs(collection):
        words = reference.words.strip()
        says_nothing = squeezed(words) in SAYS_NOTHING or _FILE_NAME.fullmatch(words)
        if reference.is_picture and words and says_nothing:
            fact = f"the alt “{shown(words)}” tells nothing of the picture"
            yield fault_at(study, reference, fact, "write what it shows")


def find_insecure_picture(collection: Collection) -> Iterator[Fault]:
    """Pictures that are fetched without encryption."""
    for study, reference in pairs(collection):
        is_insecure = reference.url.strip().lower().startswith("http:")
        if reference.is_picture and is_insecure:
            fact = f"the picture {reference.shown_url} is fetched by http:"
            remedy = "write https:, or copy the file into the content folder"
            yield fault_at(study, reference, fact, remedy)


def find_small_picture(collection: Collection) -> Iterator[Fault]:
    """Lead pictures that are narrower than the column of a letter."""
    for study, reference, picture in _local(collection):
        lead = study.article.image
        is_lead = lead is not None and lead.url == reference.url
        if is_lead and 0 < picture.width < NARROWEST:
            fact = f"{reference.shown_url} is {picture.width} pixels wide"
            remedy = f"take one of {NARROWEST} or more"
            yield fault_at(study, reference, fact, remedy)


def find_heavy_picture(collection: Collection) -> Iterator[Fault]:
    """Pictures that take long to load."""
    for study, reference, picture in _local(collection):
        if picture.size > HEAVIEST:
            fact = f"{reference.shown_url} has {picture.size / 1e6:.1f} MB"
            remedy = f"save it with less than {HEAVIEST / 1e6:g} MB"
            yield fault_at(study, reference, fact, remedy)


def find_unusable_picture(collection: Collection) -> Iterator[Fault]:
    """Picture files that no browser shows, and those that would fill its memory."""
    for study, reference, picture in _local(collection):
        if picture.problem:
            fact = f"{reference.shown_url} {picture.problem.fact}"
            yield fault_at(study, reference, fact, picture.problem.remedy)


def _local(collection: Collection) -> Iterator[tuple[Study, Reference, PictureFacts]]:
    """The pictures that lie in the content folder."""
    for study, reference in pairs(collection):
        path = content_path(study.path, reference.url) or ""
        if reference.is_picture and path in collection.pictures:
            yield study, reference, collection.pictures[path]


def _is_decorative(study: Study, reference: Reference) -> bool:
    """Whether the author wrote an empty alt with their own hand."""
    if reference.kind is ReferenceKind.LEAD:
        declared = study.manuscript.text[: study.manuscript.body]
        return bool(re.search(r"\balt\s*[:=]\s*(?:\"\"|'')", declared))
    return bool(_EMPTY_ALT.search(picture_tag(reference, study.manuscript)))


def _alt_remedy(reference: Reference) -> str:
    if reference.kind is ReferenceKind.LEAD:
        return 'write `alt:` below `image:`, or alt: "" where it only decorates'
    return 'write what it shows; <img src="..." alt=""> tells that it only decorates'


RULES = (
    Rule(
        name="missing-alt",
        severity=Severity.ERROR,
        description="pictures without an alt that are not told to be decorative",
        reason="who cannot see the picture, or has none in the mail, gets nothing",
        find=find_missing_alt,
    ),
    Rule(
        name="useless-alt",
        severity=Severity.WARNING,
        description="alts that are a file's name, or say “image”",
        reason="it is read out, and takes time without telling anything",
        find=find_useless_alt,
    ),
    Rule(
        name="insecure-picture",
        severity=Severity.WARNING,
        description="pictures whose address is fetched without encryption",
        reason="mail programs and browsers leave them out, and others see who reads",
        find=find_insecure_picture,
    ),
    Rule(
        name="small-picture",
        severity=Severity.WARNING,
        description=f"lead pictures of less than {NARROWEST} pixels",
        reason="they look blurred in a letter, or leave half of the column empty",
        find=find_small_picture,
    ),
    Rule(
        name="heavy-picture",
        severity=Severity.WARNING,
        description=f"picture files of more than {HEAVIEST / 1e6:g} MB",
        reason="each build reads them, and some kinds are published as they are",
        find=find_heavy_picture,
    ),
    Rule(
        name="unusable-picture",
        severity=Severity.ERROR,
        description="files that are no picture for the web, or far too large a one",
        reason="readers see a broken frame",
        find=find_unusable_picture,
    ),
)
