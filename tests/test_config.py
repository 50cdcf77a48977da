from __future__ import annotations

import re
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from digest.config import Config, load_config, secret_key
from digest.config.reader import SECTIONS
from digest.errors import ConfigError
from digest.issues import Newsletter

SMALL = """\
[site]
title = "North Shore Notes"
url = "https://notes.example.org/"

[newsletters.weekly]
schedule = "0 7 * * MON"
zone = "Europe/Berlin"
from = "North Shore Notes <notes@notes.example.org>"
"""


POSTAL = 'postal_address = "1 Quay Street"'


def read(root: Path, text: str, environ: dict[str, str] | None = None) -> Config:
    """The configuration that the text makes."""
    (root / "digest.toml").write_text(text, encoding="utf-8")
    return load_config(root, environ or {})


def problems(root: Path, text: str) -> list[str]:
    """What is wrong with the text, one line each."""
    with pytest.raises(ConfigError) as caught:
        read(root, text)
    return str(caught.value).splitlines()


def test_a_small_file_is_enough(tmp_path: Path) -> None:
    """All else has a default that works."""
    config = read(tmp_path, SMALL)
    assert config.site.url == "https://notes.example.org"
    assert config.feeds.entries == 20
    assert config.mail.relay == "outbox"
    assert config.newsletters == (
        Newsletter(
            name="weekly",
            title="North Shore Notes",
            schedule="0 7 * * MON",
            zone="Europe/Berlin",
            sender="North Shore Notes <notes@notes.example.org>",
            list_id="weekly.notes.example.org",
        ),
    )


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    """Wherever digest is started; an absolute path stays."""
    config = read(tmp_path, SMALL + '[feeds]\nfolder = "/srv/feeds"\n')
    assert config.content_folder == tmp_path / "content"
    assert config.state_folder == tmp_path / ".digest"
    assert config.feeds_folder == Path("/srv/feeds")


def test_a_byte_order_mark_is_allowed(tmp_path: Path) -> None:
    """Some editors begin every file with one."""
    assert read(tmp_path, "\ufeff" + SMALL).site.title == "North Shore Notes"


def test_every_problem_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    """In the order of the file; the owner mends all in one go."""
    text = """\
[site]
title = 7
colour = "blue"

[feeds]
entries = 0

[newsletters.weekly]
schedule = "0 7 * *"
zone = "Europe/Atlantis"
from = "nobody"

[postbox]
size = 1

[web]
listen = "127.0.0.1:70000"
"""
    assert [line.partition(": ")[0] for line in problems(tmp_path, text)] == [
        "digest.toml:1",
        "digest.toml:2",
        "digest.toml:3",
        "digest.toml:6",
        "digest.toml:9",
        "digest.toml:10",
        "digest.toml:11",
        "digest.toml:13",
        "digest.toml:17",
    ]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ('[feeds]\nsize = "x"', "digest.toml:10: [feeds] size: unknown key; use com"),
        (
            '[feeds]\nhub = "built-in hub"',
            "10: [feeds] hub: 'hub' is no hub; write \"built-in\" or https://HOST/PATH",
        ),
        (
            "[feeds]\nlargest = 1",
            "10: [feeds] largest: 1 does not fit; write 10000 or more",
        ),
        ('[podcast]\nowner = "Ann"', "digest.toml:10: [podcast] owner: "),
        (
            '[podcast]\ncategories = ["Arts >"]',
            "10: [podcast] categories: one is empty; write it as Society & Culture",
        ),
        ("[postbox]", "digest.toml:9: [postbox]: unknown section; use bounces, check"),
        (
            '[feeds]\nentries = "x"',
            "10: [feeds] entries: 'x' does not fit; write entries = 7",
        ),
        ("[feeds]\nentries = true", "10: [feeds] entries: True does not fit"),
        (
            "[feeds]\nentries = 0",
            "10: [feeds] entries: 0 does not fit; write 1 or more",
        ),
        ("[[feeds]]", "digest.toml:9: [feeds]: is no table; write [feeds]"),
        ("[mail]\nattempts = 0", "10: [mail] attempts: 0 does not fit"),
        ("[mail]\nattempts = -1", "10: [mail] attempts: -1 does not fit"),
        ("[schedule]\ntick = 60", "10: [schedule] tick: 60 does not fit"),
        ('[web]\nlisten = "8000"', "10: [web] listen: '8000' is no HOST:PORT; use"),
        (
            '[web]\ntrusted_proxy = "::1, x"',
            "[web] trusted_proxy: '::1, x' is no IP addr",
        ),
        ('[web]\nlisten = ":80"', "10: [web] listen: ':80' is no HOST:PORT"),
        ('[web]\nlisten = "h:²"', "10: [web] listen: 'h:²' is no HOST:PORT"),
        ('[feeds]\nfolder = "content"', "10: [feeds] folder: shares a folder with [c"),
        ('[feeds]\nfolder = "x/../content/out"', "10: [feeds] folder: shares a folder"),
        ('[feeds]\nfolder = "."', "10: [feeds] folder: holds digest.toml"),
        ('[feeds]\nfolder = ".."', "10: [feeds] folder: holds digest.toml"),
        ('[feeds]\nfolder = ".digest/x"', "with [store] state; publish beside it"),
        ('[feeds]\nfolder = "templates"', "with the folder of templates; publish"),
        ('[feeds]\n"a(b" = 1', "digest.toml:10: [feeds] a(b: unknown key"),
        ('[feeds]\n  "size"=1', "digest.toml:10: [feeds] size: unknown key"),
        ('[mail]\nrelay = "smpt://x"\n' + POSTAL, "[mail] relay: 'smpt://x' is no rel"),
        ('[mail]\nrelay = "smtp://x:y"\n' + POSTAL, "10: [mail] relay: 'smtp://x:y' h"),
        ('[mail]\nrelay = "smtp://x"', "digest.toml:9: [mail] postal_address: is empt"),
        (
            '[mail]\nrelay = "smtp://x"\npostal_address = " "',
            "11: [mail] postal_addr",
        ),
        (
            '[mail]\nunsubscribe_address = "ann"',
            "10: [mail] unsubscribe_address: 'an",
        ),
        ('[newsletters.Weekly!]\nfrom = "a@b.example"', "mend"),
    ],
)
def test_a_problem_says_place_fact_and_remedy(
    tmp_path: Path, broken: str, told: str
) -> None:
    """Each of them on one line, and no other beside it."""
    (line,) = problems(tmp_path, SMALL + broken + "\n")
    assert told in line


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('title = "North Shore Notes"\n', "", "1: [site]: title is missing; add it"),
        ('from = "North Shore', '# "', "digest.toml:5: [newsletters.weekly]: from is"),
        ("https://notes.example.org/", "notes.example.org", "3: [site] url: 'notes.e"),
        ("https://notes.example.org/", "http://[", "3: [site] url: 'http://[' is no"),
        ("notes.example.org/", "notes.example.org/?a", "[site] url: 'https://notes.e"),
        ("0 7 * * MON", "0 7 30 2 *", "6: [newsletters.weekly] schedule: '0 7 30 2"),
        ("0 7 * * MON", "0 25 * * *", "is no cron expression"),
        ("Europe/Berlin", "Europe", "digest.toml:7: [newsletters.weekly] zone: Europe"),
        ("Europe/Berlin", "", "is no time zone; use a name as Europe/Berlin"),
        ("<notes@notes.example.org>", "<notes>", "8: [newsletters.weekly] from:"),
        ("[newsletters.weekly]", "[newsletters.Weekly]", "is no name for a newslette"),
        ('zone = "', 'max_entries = 0\nzone = "', "max_entries: 0 is too few; use 1"),
        ('zone = "', 'catch_up_within = -1\nzone = "', "catch_up_within: -1 is too"),
        ('zone = "', 'list_id = "weekly"\nzone = "', "7: [newsletters.weekly] list_id"),
        ('zone = "', 'list_id = "a b.c"\nzone = "', "'a b.c' is no LABEL.DOMAIN; writ"),
        ('zone = "', 'list_id = ""\nzone = "', "list_id: '' is no LABEL.DOMAIN; write"),
        ("notes.example.org/", "notes.example.org:0/", "[site] url: 'https://notes.e"),
        ("notes.example.org/", "ann@notes.example.org/", "[site] url: 'https://ann@n"),
        ('zone = "', 'tags = "harbour"\nzone = "', "7: [newsletters.weekly] tags: 'h"),
        ('zone = "', 'name = "daily"\nzone = "', "7: [newsletters.weekly] name: unkn"),
    ],
)
def test_what_the_small_file_needs_is_checked(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """Missing values, wrong ones, and ones that mean nothing."""
    assert before in SMALL
    (line,) = problems(tmp_path, SMALL.replace(before, after, 1))
    assert told in line


def test_problems_of_mail_are_told_with_all_others(tmp_path: Path) -> None:
    """At once and in the order of the file: a relay is no matter of a second try."""
    text = """\
[mail]
relay = "smpt://relay.example.org"
unsubscribe_address = "nobody"

[site]
title = "North Shore Notes"
url = "notes.example.org"
"""
    assert [line.partition(": ")[0] for line in problems(tmp_path, text)] == [
        "digest.toml:1",
        "digest.toml:2",
        "digest.toml:3",
        "digest.toml:7",
    ]


def test_a_relay_with_all_that_it_needs_is_right(tmp_path: Path) -> None:
    """User, password and postal address."""
    mail = f"[mail]\nrelay = 'smtp://ann@relay.example.org'\n{POSTAL}\n"
    config = read(tmp_path, SMALL + mail, {"DIGEST_SMTP_PASSWORD": "tide"})
    assert config.mail.relay == "smtp://ann@relay.example.org"


def test_an_address_in_another_script_is_written_as_mail_takes_it(
    tmp_path: Path,
) -> None:
    """The domain of where to unsubscribe, and that of a list, in ASCII (RFC 5891)."""
    text = SMALL.replace("<notes@notes.example.org>", "<notes@bücher.example>")
    text = text.replace("https://notes.example.org/", "https://bücher.example/")
    config = read(tmp_path, text + "[mail]\nunsubscribe_address = 'x@bücher.example'\n")
    assert config.mail.unsubscribe_address == "x@xn--bcher-kva.example"
    assert config.newsletters[0].list_id == "weekly.xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("url", "read_as"),
    [
        ("https://bücher.example/über/", "https://xn--bcher-kva.example/%C3%BCber"),
        ("https://example.org/100%/", "https://example.org/100%"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_site_has_one_url_in_ascii(tmp_path: Path, url: str, read_as: str) -> None:
    """So pages, links and headers name it the same; a bare percent sign stays."""
    text = SMALL.replace("https://notes.example.org/", url)
    text = text.replace("notes@notes.example.org", "notes@bücher.example")
    config = read(tmp_path, f"{text}\n[dkim]\ndomain = 'xn--bcher-kva.example'\n")
    assert config.site.url == read_as


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000"])
def test_a_site_on_trial_may_have_any_sender(tmp_path: Path, host: str) -> None:
    """It has no name that a receiver could compare."""
    config = read(
        tmp_path, SMALL.replace("https://notes.example.org/", f"http://{host}")
    )
    assert config.newsletters[0].sender.endswith("<notes@notes.example.org>")


@pytest.mark.parametrize(
    ("sender", "is_right"),
    [
        ("notes@example.org", True),
        ("notes@mail.notes.example.org", True),
        ("notes@letters.example.org", True),
        ("notes@gmail.com", False),
        ("notes@example.com", False),
        ("notes@org", False),
    ],
)
def test_a_sender_is_of_the_site_s_domain(
    tmp_path: Path, sender: str, *, is_right: bool
) -> None:
    """Else receivers refuse the letters (DMARC, RFC 9989)."""
    text = SMALL.replace("notes@notes.example.org", sender)
    if is_right:
        assert sender in read(tmp_path, text).newsletters[0].sender
    else:
        assert problems(tmp_path, text)
        told = "[dkim]\ndomain = 'example.com'\n"
        if sender.endswith("example.com"):
            assert sender in read(tmp_path, text + told).newsletters[0].sender


def test_newsletters_are_tables(tmp_path: Path) -> None:
    """Neither a word nor a table with a word in it."""
    site = SMALL.partition("[newsletters")[0]
    (line,) = problems(tmp_path, 'newsletters = "weekly"\n' + site)
    assert "[newsletters]: is no table; write [newsletters.NAME]" in line
    told = problems(tmp_path, site + '[newsletters]\nweekly = "monday"\n')
    assert any("is no table; write [newsletters.weekly]" in line for line in told)


def test_a_site_may_have_no_newsletter_or_several(tmp_path: Path) -> None:
    """They come in the order of the file."""
    site, _, weekly = SMALL.partition("[newsletters.weekly]")
    assert read(tmp_path, site).newsletters == ()
    both = f"{site}[newsletters.weekly]{weekly}[newsletters.daily]{weekly}"
    names = [newsletter.name for newsletter in read(tmp_path, both).newsletters]
    assert names == ["weekly", "daily"]


@pytest.mark.parametrize(
    "start",
    ["2026-11-01T00:00:00", "2026-10-31T23:00:00Z", "2026-11-01T02:00:00+03:00"],
)
def test_a_start_is_local_time_where_it_names_no_zone(
    tmp_path: Path, start: str
) -> None:
    """It comes out in UTC."""
    config = read(tmp_path, f"{SMALL}start = {start}\n")
    assert config.newsletters[0].start == datetime(2026, 10, 31, 23, tzinfo=UTC)


def test_a_missing_file_is_said_with_how_to_make_one(tmp_path: Path) -> None:
    """The owner may just stand in the wrong folder."""
    with pytest.raises(ConfigError, match=r"there is no such file; make one with `dig"):
        load_config(tmp_path, {})


def test_a_file_that_is_no_text_is_said_so(tmp_path: Path) -> None:
    """Rather than guessed at."""
    (tmp_path / "digest.toml").write_bytes(b"\xff\xfe[site]")
    with pytest.raises(ConfigError, match=r"digest\.toml: cannot be read .*; mend"):
        load_config(tmp_path, {})


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    """Nothing else can be said of it."""
    (line,) = problems(tmp_path, SMALL + "zone 'UTC'\n")
    assert line.startswith("digest.toml:9: is not TOML (")
    (line,) = problems(tmp_path, SMALL.rstrip() + "\nzone = ")
    assert re.match(r"digest\.toml:\d+: is not TOML \(.* end of document\)", line)
    assert line.endswith("; mend the line")


@pytest.mark.parametrize("value", ["9" * 5_000, "[" * 5_000])
def test_a_file_that_nobody_wrote_is_no_crash(tmp_path: Path, value: str) -> None:
    """Python reads neither such numbers nor such depths."""
    (line,) = problems(tmp_path, f"{SMALL}\nx = {value}\n")
    assert line == "digest.toml:1: nests too deep, or has too long a number; mend it"


def test_every_section_and_field_can_be_written(tmp_path: Path) -> None:
    """With its own default, which so passes its own check."""
    lines = []
    for name, kind in SECTIONS.items():
        if name != "site":
            lines.append(f"[{name}]")
            lines += [
                f"{field.name} = {_toml(field.default)}"
                for field in fields(kind)
                if field.default is not MISSING
            ]
    written = read(tmp_path, SMALL + "\n".join(lines))
    assert repr(written) == repr(read(tmp_path, SMALL))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, StrEnum):
        return repr(value.value)
    return str(list(value)) if isinstance(value, tuple) else repr(value)


def test_rules_of_the_check_are_silenced_by_name(tmp_path: Path) -> None:
    """Which rules there are is not known here."""
    text = f'{SMALL}[check]\nignore = ["bare-url", "* sources/*"]\n'
    assert read(tmp_path, text).check.ignore == ("bare-url", "* sources/*")
    (line,) = problems(tmp_path, f"{SMALL}[check]\nskip = []\n")
    assert line == "digest.toml:10: [check] skip: unknown key; use ignore"


def test_the_password_comes_from_the_environment(tmp_path: Path) -> None:
    """It hides itself wherever it is printed."""
    config = read(tmp_path, SMALL, {"DIGEST_SMTP_PASSWORD": "tide table"})
    assert config.smtp_password.reveal() == "tide table"
    assert "tide" not in repr(config)
    assert "tide" not in f"{config.smtp_password}"


def test_the_password_comes_from_a_file(tmp_path: Path) -> None:
    """As container platforms hand secrets over, with a line end."""
    (tmp_path / "password").write_text("tide table\n")
    environ = {"DIGEST_SMTP_PASSWORD_FILE": str(tmp_path / "password")}
    assert read(tmp_path, SMALL, environ).smtp_password.reveal() == "tide table"


def test_no_password_is_an_empty_one(tmp_path: Path) -> None:
    """Most sites need none."""
    assert not read(tmp_path, SMALL).smtp_password


def test_a_secret_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    """With the variable that names it."""
    environ = {"DIGEST_SMTP_PASSWORD_FILE": str(tmp_path / "nowhere")}
    with pytest.raises(ConfigError, match=r"DIGEST_SMTP_PASSWORD_FILE: .*nowhere cann"):
        read(tmp_path, SMALL, environ)


def test_a_given_key_signs_links(tmp_path: Path) -> None:
    """And none is made then."""
    config = read(tmp_path, SMALL)
    environ = {"DIGEST_SECRET_KEY": "k" * 64}
    assert secret_key(config, environ).reveal() == "k" * 64
    assert not config.state_folder.exists()


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    """Who finds it can sign anybody off; 32 characters are enough."""
    config = read(tmp_path, SMALL)
    with pytest.raises(ConfigError, match=r"DIGEST_SECRET_KEY: has 31 char.*; use 32"):
        secret_key(config, {"DIGEST_SECRET_KEY": "k" * 31})
    assert secret_key(config, {"DIGEST_SECRET_KEY": "k" * 32})
