"""deploy/: each file is tried as far as this machine can."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from digest import paths
from digest.cli import COMMANDS
from digest.config import MirrorSection, load_config
from digest.pipeline.mirroring import push_mirror
from digest.readers import SubscriberState
from digest.schedule import jobs
from digest.signed.links import Claim, LinkPurpose, make_token
from digest.store.protocols import NewSubscriber
from digest.web.app import make_app
from digest.wiring import Press
from front_servers import needs_nginx, nginx
from other_sides import needs_rsync
from publications import NINE, Clock, a_press, an_article_text, write_publication
from serving import free_port, serving
from waiting import until

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd is not installed"
)


def attempt(
    *command: str | Path, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """How the command ended."""
    return subprocess.run(  # noqa: S603  commands of ours
        command, cwd=folder, capture_output=True, check=False, text=True, timeout=120
    )


def run(*command: str | Path) -> str:
    """What the command says, which ends well."""
    done = attempt(*command)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def section_of(unit: Path, name: str) -> list[str]:
    """The lines of a section that say something."""
    text = unit.read_text().partition(f"[{name}]\n")[2].partition("\n[")[0]
    return [line for line in text.splitlines() if line and not line.startswith("#")]


# --- systemd


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_has_its_walls(unit: Path) -> None:
    """0 is best; what is left is the network, which mail and readers need."""
    told = run("systemd-analyze", "security", "--offline=yes", unit)
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", told)
    assert exposure
    assert float(exposure[1]) <= 1.5


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_each_line_of_a_unit(unit: Path, tmp_path: Path) -> None:
    """With a program that is here in the place of ours."""
    name = unit.name.replace("@", "@1")
    place = tmp_path / name
    place.write_text(unit.read_text().replace("/opt/digest/bin/digest", "/bin/true"))
    assert not run("systemd-analyze", "verify", "--man=no", place).strip()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_calls_a_command_that_there_is(unit: Path) -> None:
    """`digest COMMAND`, by the program that docs/hosting.md puts there."""
    (line,) = (each for each in section_of(unit, "Service") if "ExecStart=" in each)
    program, command, *_ = line.partition("=")[2].split()
    assert program == "/opt/digest/bin/digest"
    assert command in COMMANDS


@needs_systemd
def test_each_night_has_its_backup(tmp_path: Path) -> None:
    """The timer calls the unit of its name; a night that was missed is made up for."""
    for unit in DEPLOY.glob("digest-backup.*"):
        text = unit.read_text().replace("/opt/digest/bin/digest", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    timer = tmp_path / "digest-backup.timer"
    assert not run("systemd-analyze", "verify", "--man=no", timer).strip()
    assert "Persistent=true" in section_of(timer, "Timer")


def test_all_units_have_the_same_walls_and_place() -> None:
    """Who changes one changes all."""
    walls = [section_of(unit, "Service") for unit in UNITS]
    shared = [lines[lines.index("User=digest") :] for lines in walls]
    assert shared[1:] == shared[:-1]


def test_the_daemon_tells_systemd_how_it_goes() -> None:
    """It is ready when it says so, and has a watchdog that its progress feeds."""
    lines = section_of(DEPLOY / "digest.service", "Service")
    assert {"Type=notify", "WatchdogSec=60", "Restart=always"} <= set(lines)
    assert "RestartPreventExitStatus=2 75" in lines


# --- the image


def instructions() -> list[tuple[str, str]]:
    """Of the Dockerfile, each with what follows it."""
    told = (DEPLOY / "Dockerfile").read_text()
    text = re.sub(r"^#.*\n", "", told, flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    parts = (line.partition(" ") for line in lines if line.strip())
    return [(word, " ".join(rest.split())) for word, _, rest in parts]


def copied() -> list[str]:
    """What comes from the checkout into the image."""
    told = [rest for word, rest in instructions() if word == "COPY"]
    return [
        name
        for rest in told
        if not rest.startswith("--from")
        for name in rest.split()[:-1]
    ]


def test_the_image_is_made_of_files_that_are_there_and_not_ignored() -> None:
    """Nothing else comes along: no state, no key, no article."""
    rules = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    let_in = {rule[1:] for rule in rules if rule.startswith("!")}
    assert let_in == set(copied())
    assert all((ROOT / name).exists() for name in copied())
    assert "*" in rules


def test_the_image_runs_as_nobody_special() -> None:
    """After the last step that needs more, and with a look at its health."""
    words = [word for word, _ in instructions()]
    last_run = len(words) - 1 - words[::-1].index("RUN")
    user = words.index("USER")
    assert user > last_run
    assert instructions()[user] == ("USER", "digest")
    assert "HEALTHCHECK" in words
    assert instructions()[-1] == ("CMD", '["digest", "run"]')


def test_what_the_image_is_made_of_is_a_whole_program(tmp_path: Path) -> None:
    """The step that makes it, in a plain folder with what is copied there."""
    for name in copied():
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(source, tmp_path / name)
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel")
    done = attempt(*build, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = run(sys.executable, "-m", "zipfile", "--list", wheel)
    assert "digest/templates/site/style.css" in names
    assert "digest/cli/worker.py" in names


def test_the_lock_of_the_image_has_what_the_others_have() -> None:
    """The same versions that the tests run with, and what many machines need."""
    plain, machines, dev = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in (
            *("requirements.lock", "requirements-machines.lock"),
            "requirements-dev.lock",
        )
    )
    assert plain <= machines <= plain | dev
    names = {each.partition("==")[0] for each in machines - plain}
    assert {"obstore", "procrastinate", "psycopg", "psycopg-binary"} <= names


def test_the_image_knows_whether_it_is_well(tmp_path: Path) -> None:
    """Its check asks the door of the site."""
    (rest,) = (rest for word, rest in instructions() if word == "HEALTHCHECK")
    *_, code = yaml.safe_load(rest.partition(" CMD ")[2])
    root = write_publication(tmp_path / "site")
    with a_press(root, Clock(NINE)) as press, serving(make_app(press)) as client:
        check = code.replace(":8000", f":{client.port}")
        run(sys.executable, "-c", check)
    check = code.replace(":8000", f":{free_port()}")
    assert attempt(sys.executable, "-c", check).returncode == 1


# --- compose


@pytest.fixture
def services() -> dict[str, Any]:
    """Of compose.yaml, by name."""
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    assert set(found["volumes"]) == {"database"}
    assert set(found["secrets"]) == {"database", "key"}
    return dict(found["services"])


def test_the_parts_of_digest_run_side_by_side(services: dict[str, Any]) -> None:
    """Each by its own command, over one database and one site."""
    own = {name: each for name, each in services.items() if name != "database"}
    commands = {name: each["command"] for name, each in own.items()}
    assert commands == {
        "daemon": ["digest", "run"],
        "web": ["digest", "web"],
        "worker": ["digest", "worker"],
    }
    for each in own.values():
        assert each["depends_on"] == {"database": {"condition": "service_healthy"}}
        assert each["volumes"] == ["./site:/site"]
        assert each["read_only"]
        assert each["cap_drop"] == ["ALL"]


def test_secrets_come_by_files_that_digest_reads(
    services: dict[str, Any], tmp_path: Path
) -> None:
    """No password stands in the environment of a container."""
    environment = dict(services["daemon"]["environment"])
    (tmp_path / "database").write_text("a long password\n")
    (tmp_path / "key").write_text("k" * 64)
    given = {
        name: value.replace("/run/secrets", str(tmp_path))
        for name, value in environment.items()
    }
    root = write_publication(tmp_path / "site")
    text = '\n[store]\nurl = "postgresql://digest@database/digest"\n'
    with (root / "digest.toml").open("a") as file:
        file.write(text)
    config = load_config(root, given)
    assert config.store_password.reveal() == "a long password"
    names = {f"DIGEST_{name}_FILE" for name in ("STORE_PASSWORD", "SECRET_KEY")}
    assert set(environment) == names


# --- in front


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one article, behind a proxy of this machine."""
    root = tmp_path_factory.mktemp("site")
    write_publication(root, {"pier.md": an_article_text("Pier")})
    settings = root / "digest.toml"
    with settings.open("a") as file:
        file.write('trusted_proxy = "127.0.0.1"\naccess_log = "access.log"\n')
    return root


@pytest.fixture(scope="module")
def in_front(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """The nginx before digest."""
    text = (DEPLOY / "nginx.conf").read_text()
    with a_press(site, Clock(NINE)) as press:
        jobs.rebuild(press)
        with serving(make_app(press), is_behind_proxy=True) as behind:
            places = {"127.0.0.1:8000": f"127.0.0.1:{behind.port}"}
            root = tmp_path_factory.mktemp("front")
            with nginx(text, root / "nginx", places=places) as client:
                yield client


@needs_nginx
def test_nginx_leaves_feeds_as_they_are(in_front: httpx.Client) -> None:
    """Each encoding with its own strong ETag, by which nothing is sent twice."""
    for coding in ("gzip", "br", "identity"):
        asked = {"Accept-Encoding": coding}
        whole = in_front.get("/atom.xml", headers=asked)
        assert whole.status_code == 200
        assert whole.headers.get("Content-Encoding", "identity") == coding
        assert whole.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        tag = whole.headers["ETag"]
        assert not tag.startswith("W/")
        again = in_front.get("/atom.xml", headers={**asked, "If-None-Match": tag})
        assert again.status_code == 304
        assert again.headers["ETag"] == tag


@needs_nginx
def test_nginx_passes_on_what_readers_do(in_front: httpx.Client, site: Path) -> None:
    """Forms, links of letters, and who it is that asks."""
    assert in_front.get("/subscribe").status_code == 200
    left = in_front.post("/leave/no-token")
    assert left.headers["Cache-Control"] == "no-store"
    in_front.get("/nowhere", headers={"X-Forwarded-For": "192.0.2.7"})
    log = site / "access.log"
    # of the address only the network is kept
    until(lambda: log.is_file() and "192.0.2.0 " in log.read_text())


@needs_nginx
def test_nginx_sends_everybody_to_https(in_front: httpx.Client) -> None:
    """A permanent redirect, to the same address."""
    plain = in_front.headers["X-Plain-Door"]
    answer = httpx.get(f"http://{plain}/a?b=c", headers={"Host": "notes.example.org"})
    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://notes.example.org/a?b=c"


@pytest.fixture(scope="module")
def mirror(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """The nginx over a mirror, which passes readers' links on to digest."""
    text = (DEPLOY / "nginx-mirror.conf").read_text()
    root = tmp_path_factory.mktemp("mirror")
    www = root / "www"
    with a_press(site, Clock(NINE)) as press:
        jobs.rebuild(press)
        section = MirrorSection(name="disk", url=f"rsync:{www}/")
        config = replace(press.config, mirrors=(section,))
        push_mirror(config, section, now=NINE, is_stopping=lambda: False)
        (www / "_redirects").write_text("/old/ https://notes.example.org/new/ 301\n")
        script = re.search(r"^#   sed -nE '(.+)' ", text, re.MULTILINE)
        assert script
        moved = root / "moved.map"
        moved.write_text(run("sed", "-nE", script[1], www / "_redirects"))
        with serving(make_app(press), is_behind_proxy=True) as behind:
            places = {
                "origin.example.org:8000": f"127.0.0.1:{behind.port}",
                "/srv/www/notes": str(www),
                "/etc/nginx/moved*.map": str(moved),
            }
            with nginx(text, root / "nginx", places=places) as client:
                yield client


@pytest.mark.parametrize("name", ["nginx-mirror.conf", "nginx-moved.conf"])
def test_every_link_in_a_letter_is_passed_on(name: str) -> None:
    """Whatever a letter asks of its reader, digest itself has to answer."""
    (told,) = re.findall(r"location ~ \^/\((\S+?)\)\(", (DEPLOY / name).read_text())
    passed = set(told.split("|"))
    assert set(LinkPurpose) <= passed
    assert {paths.BOUNCES, paths.HUB} <= passed
    assert {each.partition("/")[0] for each in (paths.CLOUD_NOTIFY,)} <= passed
    if name == "nginx-mirror.conf":
        assert {"subscribe", paths.PRIVATE, paths.GO} <= passed


@needs_nginx
@needs_rsync
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/articles/pier/", "text/html; charset=utf-8"),
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/tags/harbour/rss.xml", "application/rss+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "text/xml; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
    ],
)
def test_nginx_serves_a_mirror_as_digest_would(
    mirror: httpx.Client, path: str, kind: str
) -> None:
    """With types by which feeds are known, and an ETag."""
    found = mirror.get(path)
    assert found.status_code == 200
    assert found.headers["Content-Type"] == kind
    assert found.headers["Cache-Control"] == "public, max-age=900"
    tag = found.headers["ETag"]
    assert mirror.get(path, headers={"If-None-Match": tag}).status_code == 304


@needs_nginx
@needs_rsync
def test_nginx_leads_on_and_hides_as_digest_would(mirror: httpx.Client) -> None:
    """Former addresses, what is not there, what is for servers only."""
    moved = mirror.get("/old/?utm=x")
    assert (moved.status_code, moved.headers["Location"]) == (
        301,
        "https://notes.example.org/new/",
    )
    for path in ("/nowhere", "/_redirects", "/.digest-published"):
        missing = mirror.get(path)
        assert missing.status_code == 404
        assert "North Shore Notes" in missing.text


@needs_nginx
@needs_rsync
def test_nginx_passes_readers_links_of_a_mirror_on(mirror: httpx.Client) -> None:
    """Forms and links of letters are answered by digest itself."""
    assert mirror.get("/subscribe").status_code == 200
    assert mirror.post("/leave/no-token").headers["Cache-Control"] == "no-store"


@dataclass(frozen=True)
class Moved:
    """A site that moved, asked at the domain that it had."""

    client: httpx.Client
    #: of a letter that went out before
    token: str
    press: Press


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moved]:
    """A site that had another domain when its first letters went out."""
    root = tmp_path_factory.mktemp("moved")
    site = write_publication(root / "site")
    text = (DEPLOY / "nginx-moved.conf").read_text()
    clock = Clock(NINE)
    with a_press(site, clock) as press:
        rows = [NewSubscriber(address="ann@example.net")]
        press.store.import_subscribers(rows, ["weekly"], consent="owner", now=NINE)
        (reader,) = press.store.subscribers()
        claim = Claim(subscriber=reader.id, newsletter="weekly")
        token = make_token(press.key.reveal(), LinkPurpose.LEAVE, claim)
    settings = site / "digest.toml"
    settings.write_text(settings.read_text().replace("//notes.", "//new."))
    with (
        a_press(site, clock) as press,
        serving(make_app(press), is_behind_proxy=True) as behind,
    ):
        places = {"127.0.0.1:8000": f"127.0.0.1:{behind.port}"}
        with nginx(text, root / "nginx", places=places) as client:
            yield Moved(client, token, press)


@needs_nginx
def test_links_of_letters_from_before_a_move_are_answered(moved: Moved) -> None:
    """At their old address, by one click, without a redirect (RFC 8058)."""
    form = {"List-Unsubscribe": "One-Click"}
    answer = moved.client.post(f"/leave/{moved.token}", data=form)
    assert answer.status_code == 200
    assert moved.press.store.count_subscribers()["weekly"] == {
        SubscriberState.UNSUBSCRIBED: 1
    }


@needs_nginx
@pytest.mark.parametrize("path", ["/atom.xml", "/articles/pier/?a=b", "/"])
def test_all_else_of_a_former_domain_leads_to_the_new_one(
    moved: Moved, path: str
) -> None:
    """For good, so that feed readers write the new address down."""
    answer = moved.client.get(path)
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"https://notes.example.org{path}"
