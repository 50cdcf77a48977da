"""What would hang, break or call home an inliner, in articles and in themes.

Each ends at once: in an article it is words, in a theme a fault with its line. An audit
hook of Python sees that nothing is opened but the theme's own files.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from digest.render.theme import packaged_templates

#: CSS that premailer or cssutils fetch, hang or break with
SHEETS = {
    "fetches": "@import url(http://192.0.2.1/a.css);",
    "reads a file": "@import 'file:///etc/passwd';",
    "an open comment": "/*" + "*" * 60,
    "4,000 rules": ".a{color:red}" * 4_000,
    "3,000 words in a value": ".a{b:" + "c " * 3_000 + "}",
    "a selector of digits": ".1a{color:red}",
    "a comma": ".a,{color:red}",
    "media in media": "@media a{@media b{.x{color:red}}}",
    "a control character": ".a{color:\x01}",
    "brackets": "(" * 9_000,
    "an XML declaration": '<?xml version="1.0" encoding="utf-8"?>',
}
STYLES = ("p", "head", "/*" + "*" * 60, "color:red;/*" + "*" * 60, "a:" + "b " * 3_000)
#: the same, as an author or a page from elsewhere could have it
ARTICLES = {
    **{f"style element: {k}": f"<style>{css}</style>" for k, css in SHEETS.items()},
    **{f"style {n}": f'<p style="{css}">Quay</p>' for n, css in enumerate(STYLES)},
    "a link": '<link rel="stylesheet" href="http://192.0.2.1/a.css">',
    "a picture": '<img src="http://192.0.2.1/a.png"><img src="file:///etc/passwd">',
    "Jinja": "{% for a in range(9999999) %}{{ config }}{% endfor %}{{ 9 ** 9 ** 9 }}",
    "a comment": "<!--[if mso]><style>/*" + "*" * 60 + "</style><![endif]-->",
    "a script": "<script>a</script><iframe src='http://192.0.2.1/'></iframe>",
    "words of it": '<pre><code>&lt;p style="/*"&gt; @import {{ x }}</code></pre>',
    "deep": "<div>" * 900 + "Quay",
}
THEMES = {
    **{f"sheet: {k}": ("style.css", css) for k, css in SHEETS.items()},
    **{
        f"style {n}": (
            "letter.html",
            f'{{% block head %}}<p style="{css}">{{% endblock %}}',
        )
        for n, css in enumerate(STYLES)
    },
    "a loop": (
        "letter.html",
        "{% block head %}{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    ),
    "digging": ("letter.html", "{% block head %}{{ config }}{% endblock %}"),
    "a class": ("letter.html", "{% block head %}{{ title.__class__ }}{% endblock %}"),
    "a huge text": ("letter.html", "{% block head %}{{ 'a' * 10**9 }}{% endblock %}"),
    "a slip": ("letter.html", "{% block head %}"),
    "another file": ("style.css", "{% include '/etc/passwd' %}"),
}
PROBE = """
import json, sys, time
from dataclasses import replace
from pathlib import Path
from digest.errors import DigestError
from digest.issues import Shown
from digest.load.article import load_article
from digest.pipeline.themes import sample
from digest.render.letters import render_issue
from digest.render.theme import Theme

themes, articles = map(Path, sys.argv[1:3])
ours = Theme((Path(sys.argv[3]),))
newsletter = sample.sample_newsletter("digest", Shown.WHOLE)
opened, told = [], {}

def look(event, args):
    is_started = event in ("os.system", "subprocess.Popen", "os.posix_spawn")
    if event.startswith("socket.") or is_started:
        opened.append(event)
    path = str(args[0]) if event == "open" else ""
    if path and not path.startswith((*sys.argv[1:4], sys.prefix, sys.base_prefix)):
        opened.append(path)

def render(theme, html=""):
    def fill(facts):
        entry = sample.fill_sample(facts)
        return replace(entry, html=html) if html else entry
    issue = sample.sample_issue()
    return render_issue(
        theme, sample.SITE, newsletter, issue, sample.MAIL, fill=fill
    ).html

def timed(name, work):
    begun = time.process_time()
    try:
        work()
        result = ""
    except DigestError as error:
        result = str(error)
    told[name] = (time.process_time() - begun, result)

plain = load_article("a.md", b"# Quay\\n\\nOpen again.", sample.SITE)
for _ in range(2):
    timed("warm", lambda: render(ours, plain.html))
# a model is read once
for word in (b"Die Schiffe fahren wieder in den Hafen ein.", b"ka pu ti"):
    load_article("a.md", b"# Quay\\n\\n" + word * 9, sample.SITE)
sys.addaudithook(look)
for path in sorted(articles.iterdir()):
    data = path.read_bytes()
    def work():
        article = load_article(path.name, data, sample.SITE)
        render(ours, article.html)
    timed(path.name, work)
for folder in sorted(themes.iterdir()):
    timed(folder.name, lambda: render(Theme((folder, Path(sys.argv[3])))))
print(json.dumps({"opened": opened, "told": told}))
"""


def probed(folder: Path) -> dict[str, dict[str, tuple[float, str]]]:
    """What the probe tells of all attacks: time and error by name, and what opened."""
    for number, html in enumerate(ARTICLES.values()):
        page = f"# The quay\n\nIt is open again, and so is the fish market.\n\n{html}\n"
        (folder / f"articles/{number:02}.md").write_text(page)
    for number, (name, text) in enumerate(THEMES.values()):
        theme = folder / f"themes/t{number:02}/newsletter/digest"
        copytree(packaged_templates() / "newsletter/digest", theme)
        with (theme / name).open("a") as file:
            file.write(text)
        if name == "letter.html":
            letter = '{% extends folder ~ "/frame.html" %}\n' + text
            (theme / name).write_text(letter)
    places = [folder / "themes", folder / "articles", packaged_templates()]
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", PROBE, *map(str, places)],
        capture_output=True,
        text=True,
        check=True,
        timeout=170,
    )
    told: dict[str, dict[str, tuple[float, str]]] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def probe(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, dict[str, tuple[float, str]]]:
    """All attacks in one process, since it takes long to begin."""
    folder = tmp_path_factory.mktemp("attacks")
    (folder / "articles").mkdir()
    return probed(folder)


def test_no_attack_opens_a_socket_or_a_file(
    probe: dict[str, dict[str, tuple[float, str]]],
) -> None:
    """But the files of themes, and modules of Python."""
    assert not probe["opened"]


def test_every_attack_ends_at_once(
    probe: dict[str, dict[str, tuple[float, str]]],
) -> None:
    """Rendering takes a while of its own: twice as long as that, and a second."""
    usual = probe["told"]["warm"][0]
    slow = {
        name: told for name, told in probe["told"].items() if told[0] > 1 + 2 * usual
    }
    assert not slow


def test_an_attack_in_an_article_is_words(
    probe: dict[str, dict[str, tuple[float, str]]],
) -> None:
    """Whoever wrote it, the letter is made; of what is binary, the file is told."""
    found = {k: v[1] for k, v in probe["told"].items() if k.endswith(".md") and v[1]}
    binary = f"{list(ARTICLES).index('style element: a control character'):02}.md"
    assert set(found) == {binary}
    assert "save it as text" in found[binary]


@pytest.mark.parametrize("attack", THEMES)
def test_an_attack_in_a_theme_is_a_fault_of_the_theme(
    probe: dict[str, dict[str, tuple[float, str]]], attack: str
) -> None:
    """With its file; of a sheet or a template also with its line."""
    number = list(THEMES).index(attack)
    told = probe["told"][f"t{number:02}"][1]
    name = THEMES[attack][0]
    assert told.startswith(f"templates/newsletter/digest/{name}:")
    assert "; " in told
