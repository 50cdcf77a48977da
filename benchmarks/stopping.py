"""How soon `digest run` answers, and how soon it ends: while it sends and publishes.

    python benchmarks/stopping.py [ROUNDS]

Each round starts the daemon of a site with letters to send to a sink on this machine,
changes an article again and again, and stops it with SIGTERM somewhere in between.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from sending_site import Sending, Sites
from sinks import own_sink

from digest.deliveries import DeliveryState
from digest.store.protocols import DeliveryQuery
from digest.web.serving.server import open_door
from digest.wiring import open_press

READERS, ARTICLES, CONNECTIONS = 20_000, 300, 16
#: seconds that anything here may take
PATIENCE = 60.0
DIGEST = (sys.executable, "-c", "from digest.__main__ import main; main()")
ARTICLE = "---\ntitle: Tide {number}\ndate: 2026-11-10\n---\n\nThe tide came in.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round took and left."""

    #: seconds from the start of the process to the first whole feed
    start: float
    #: seconds from SIGTERM to the end of the process
    stop: float
    accepted: int
    in_doubt: int


def main() -> None:
    """Run the rounds and tell the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    # a second start finds compiled modules, as everywhere but here
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with own_sink(folder) as sink:
            sites = Sites(folder)
            sending = Sending(port=sink.port, connections=CONNECTIONS)
            found = [
                play(sites.open_copy(READERS, sending), pause=0.5 + 0.4 * number)
                for number in range(rounds)
            ]
    tell("bare Python to its end", [bare() for _ in range(rounds)])
    tell("start to first feed", [one.start for one in found])
    tell("SIGTERM to end", [one.stop for one in found])
    print("letters accepted", [one.accepted for one in found])
    print("letters in doubt", [one.in_doubt for one in found])


def tell(what: str, seconds: list[float]) -> None:
    """The least, the median and the most."""
    middle = statistics.median(seconds)
    told = f"least {min(seconds):.2f} s, median {middle:.2f} s, most {max(seconds):.2f}"
    print(f"{what}: {told} s")


def bare() -> float:
    """What the machine needs to start Python and end it."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.monotonic() - began


def play(site: Path, *, pause: float) -> Round:
    """One round, stopped so many seconds after the first letter."""
    with open_door("127.0.0.1:0") as door:
        listen = f"127.0.0.1:{door.getsockname()[1]}"
    with (site / "digest.toml").open("a") as file:
        file.write(f'\n[web]\nlisten = "{listen}"\n')
    for number in range(ARTICLES):
        write_article(site, number)
    subprocess.run([*DIGEST, "--site", site, "build"], check=True, capture_output=True)
    began = time.monotonic()
    with (
        (site / "log").open("wb") as log,
        subprocess.Popen(
            [*DIGEST, "--site", site, "run"], stdout=log, stderr=log
        ) as daemon,
    ):
        wait(lambda: answers(f"http://{listen}/atom.xml"))
        start = time.monotonic() - began
        wait(lambda: counts(site).get(DeliveryState.ACCEPTED, 0) > 0)
        ends = time.monotonic() + pause
        while time.monotonic() < ends:
            write_article(site, 0)
            time.sleep(0.1)
        began = time.monotonic()
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(PATIENCE) == 0
        stop = time.monotonic() - began
    with open_press(site) as press:
        in_doubt = press.store.release_all(now=press.clock())
    accepted = counts(site).get(DeliveryState.ACCEPTED, 0)
    return Round(start=start, stop=stop, accepted=accepted, in_doubt=in_doubt)


def write_article(site: Path, number: int) -> None:
    """An article that is new each time."""
    text = ARTICLE.format(number=number) + f"\n{time.monotonic_ns()}\n"
    (site / "content" / f"tide-{number}.md").write_text(text)


def counts(site: Path) -> dict[DeliveryState, int]:
    """The letters by state."""
    with open_press(site) as press:
        return dict(press.store.count_deliveries(DeliveryQuery(newsletter="weekly")))


def answers(url: str) -> bool:
    """Whether a whole feed stands there."""
    try:
        with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310  our own site
            return b"</feed>" in answer.read()
    except (URLError, OSError):
        return False


def wait(is_so: Callable[[], bool]) -> None:
    """Until it is so."""
    ends = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.005)


if __name__ == "__main__":
    main()
