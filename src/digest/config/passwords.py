"""What the environment adds to digest.toml: each password, token and shared secret."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from digest.config.mail_checks import WEBHOOKS
from digest.secret import Secret, read_secret


def read_passwords(
    relays: Iterable[str], mirrors: Iterable[str], environ: Mapping[str, str]
) -> dict[str, Any]:
    """The fields of Config that are secret, for relays and mirrors of these names.

    Raises ConfigError where a file that should hold one cannot be read.
    """
    return {
        "smtp_password": read_secret("DIGEST_SMTP_PASSWORD", environ),
        "relay_passwords": _each("DIGEST_SMTP_PASSWORD", relays, environ),
        "bounces_password": read_secret("DIGEST_BOUNCES_PASSWORD", environ),
        "webhook_secrets": _each("DIGEST_WEBHOOK", WEBHOOKS, environ),
        "mirror_secrets": _each("DIGEST_MIRROR", mirrors, environ),
        "store_password": read_secret("DIGEST_STORE_PASSWORD", environ),
    }


def _each(
    prefix: str, names: Iterable[str], environ: Mapping[str, str]
) -> dict[str, Secret]:
    """Of PREFIX_NAME, those that are given, by their names."""
    found = {
        name: read_secret(f"{prefix}_{name.upper().replace('-', '_')}", environ)
        for name in names
    }
    return {name: secret for name, secret in found.items() if secret}
