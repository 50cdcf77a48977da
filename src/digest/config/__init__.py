"""digest.toml, the environment and secret files, checked -> Config.

Every problem is reported at once, each with its line. A function takes the section that
it needs, never the whole Config; only the pipeline and the wiring see all of it.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from digest.config.checks import is_listen_address
from digest.config.mail_sections import (
    BouncesSection,
    DkimSection,
    MailSection,
    RelaySection,
    SendingSection,
    SubscribingSection,
)
from digest.config.names import NUMBER, name_fault
from digest.config.problems import Problems
from digest.config.reader import FILE, Reader
from digest.config.running_sections import (
    MirrorSection,
    ScheduleSection,
    StoreSection,
    WebSection,
)
from digest.config.sections import (
    CheckSection,
    Config,
    ContentSection,
    FeedsSection,
    PathRule,
    PicturesSection,
    PodcastSection,
    Share,
    Source,
    path_fault,
)
from digest.errors import ConfigError
from digest.secret import Secret, keep_key, read_secret

__all__ = [
    "FILE",
    "NUMBER",
    "BouncesSection",
    "CheckSection",
    "Config",
    "ContentSection",
    "DkimSection",
    "FeedsSection",
    "MailSection",
    "MirrorSection",
    "PathRule",
    "PicturesSection",
    "PodcastSection",
    "RelaySection",
    "ScheduleSection",
    "Secret",
    "SendingSection",
    "Share",
    "Source",
    "StoreSection",
    "SubscribingSection",
    "WebSection",
    "is_listen_address",
    "line_of",
    "load_config",
    "name_fault",
    "path_fault",
    "secret_key",
]

#: characters of a key; a shorter one could be found by trying
SHORTEST_KEY = 32


def load_config(root: Path, environ: Mapping[str, str] = os.environ) -> Config:
    """Read and check ROOT/digest.toml; raise ConfigError with every problem in it."""
    path = root / FILE
    try:
        # some editors begin a file with a byte order mark
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = f"{path}: there is no such file; make one with `digest init {root}`"
        raise ConfigError(message) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}); mend the file") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        # it names no line where the file ends too soon
        number = line[1] if line else len(text.splitlines())
        raise ConfigError(
            f"{FILE}:{number}: is not TOML ({error}); mend the line"
        ) from error
    except (ValueError, RecursionError) as error:
        fact = "nests too deep, or has too long a number"
        raise ConfigError(f"{FILE}:1: {fact}; mend it") from error
    return Reader(path, text, tables).read(environ)


def line_of(root: Path, section: str, key: str) -> str:
    """`digest.toml:LINE` of the key, for what is found to be wrong with it later."""
    try:
        text = (root / FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return FILE
    return f"{FILE}:{Problems(text).line(section, key)}"


def secret_key(config: Config, environ: Mapping[str, str] = os.environ) -> Secret:
    """The key that signs links: from the environment, else made once and kept.

    It is kept in the state folder. Raises ConfigError where it cannot be.
    """
    given = read_secret("DIGEST_SECRET_KEY", environ)
    if given and len(given.reveal()) < SHORTEST_KEY:
        fact = f"has {len(given.reveal())} characters; use {SHORTEST_KEY} or more"
        raise ConfigError(f"DIGEST_SECRET_KEY: {fact}, as `openssl rand -hex 32` makes")
    return given or keep_key(config.state_folder / "secret.key")
