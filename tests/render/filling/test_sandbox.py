"""The sandbox: whatever a template asks for, it ends at once, with its line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from digest.errors import ThemeError
from digest.render.theme import Theme
from digest.words import words_for

#: loops and calls without an end that anybody would wait for
ENDLESS = {
    "nested loops without output": "{% for a in range(99999) %}"
    "{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "loops over a list": "{% set x = range(9999)|list %}{% for a in x %}"
    "{% for b in x %}{% for c in x %}{% endfor %}{% endfor %}{% endfor %}",
    "loops that leave all out": "{% set x = range(9999)|list %}{% for a in x %}"
    "{% for b in x if false %}{% endfor %}{% endfor %}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}"
    "{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "an inclusion of itself": "{% include 'a.html' %}",
    "two inclusions of itself": "{% if n|default(30) %}"
    "{% with n = n|default(30) - 1 %}"
    "{% include 'a.html' %}{% include 'a.html' %}{% endwith %}{% endif %}",
    "an extension of itself": "{% extends 'a.html' %}",
    "an import of itself": "{% import 'a.html' as a %}{{ a.x() }}",
    "a block that shows itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "a loop that calls itself": "{% for x in range(20) recursive %}"
    "{% if loop.depth < 30 %}{{ loop(range(20)) }}{% endif %}{% endfor %}",
    "a caller within callers": "{% macro m() %}{{ caller() }}{{ caller() }}"
    "{% endmacro %}{% call m() %}{% call m() %}{% call m() %}"
    "{% for i in range(90000) %}{% endfor %}{% endcall %}{% endcall %}{% endcall %}",
    "a search in a list, again and again": "{% set x = range(9999)|list %}"
    "{% for i in x %}{{ 'z' in x }}{% endfor %}",
    "a comparison of lists, again and again": "{% set x = range(9999)|list %}"
    "{% set y = x + [] %}{% for i in x %}{% if x == y %}{% endif %}{% endfor %}",
    "a slice, again and again": "{% set x = 'a' * 9000000 %}"
    "{% for i in range(9999) %}{% set y = x[1:] %}{% endfor %}",
    "a kept text, again and again": "{% set x = 'a' * 1000000 %}{% set y %}"
    "{% for i in range(9999) %}{{ x }}{% endfor %}{% endset %}",
    "a filter, again and again": "{% set x = range(9999)|list %}"
    "{% for i in x %}{% set y = x|sort %}{% endfor %}",
    "lines, again and again": "{% set x = '\u0301 ' * 30000 %}"
    "{% for i in range(999) %}{% set y = x|underlined|wrap %}{% endfor %}",
    "a method, again and again": "{% set x = 'a' * 900000 %}"
    "{% for i in range(9999) %}{% set y = x.count('b') %}{% endfor %}",
    "formats, again and again": "{% for i in range(90000) %}"
    "{% set y = '{}'.format(i)|title|replace('a', 'b')|center(9) %}{% endfor %}",
}
#: texts, lists and numbers that fill every memory
HUGE = {
    "a repeated text": "{{ 'a' * 10**9 }}",
    "a text repeated from the left": "{{ 10**9 * 'a' }}",
    "a repeated list": "{{ ([1] * 10**9)|length }}",
    "a power": "{{ 10 ** (10 ** 10) }}",
    "a square of squares": "{% set n = namespace(x=7) %}"
    "{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
    "a text added to itself": "{% set n = namespace(x='abc') %}"
    "{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "a text joined to itself": "{% set n = namespace(x='abc') %}"
    "{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "a text joined to itself many times": "{% set n = namespace(x='abc') %}"
    "{% for i in range(60) %}{% set n.x = n.x ~ n.x ~ n.x ~ n.x ~ n.x %}{% endfor %}",
    "a list in lists": "{% set n = namespace(x=[1]) %}"
    "{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
    "a list in tuples": "{% set n = namespace(x=(1,)) %}"
    "{% for i in range(60) %}{% set n.x = (n.x, n.x) %}{% endfor %}{{ {n.x: 1} }}",
    "a dict in dicts": "{% set n = namespace(x=1) %}"
    "{% for i in range(60) %}{% set n.x = {1: n.x, 2: n.x} %}{% endfor %}{{ n.x }}",
    "a dict in called dicts": "{% set n = namespace(x=1) %}"
    "{% for i in range(60) %}{% set n.x = dict(a=n.x, b=n.x) %}{% endfor %}{{ n.x }}",
    "a width of a method": "{{ 'a'.center(10**9) }}",
    "zeros": "{{ 'a'.zfill(10**9) }}",
    "tabs": "{{ '\t'.expandtabs(10**9) }}",
    "many tabs": "{{ ('\t' * 99999).expandtabs(9999) }}",
    "a width of a filter": "{{ 'a'|center(10**9) }}",
    "a constant width of a filter": "{{ 'a'|center(1000000000) }}",
    "an indentation": "{{ 'a'|indent(10**9) }}",
    "an indentation of many lines": "{{ ('a\n' * 90000)|indent(9999) }}",
    "an indentation by a text": "{{ ('a\n' * 9000)|indent('a' * 90000) }}",
    "a batch": "{{ [1]|batch(10**9, 'x')|list }}",
    "slices": "{{ [1]|slice(10**9)|list }}",
    "digits": "{{ 1.5|round(10**9, 'ceil') }}",
    "JSON": "{{ [1]|tojson(10**9) }}",
    "a width in a message": "{{ _('%(a)1000000000s', a='x') }}",
    "digits in a message": "{{ _('%(a).1000000000f', a=1.5) }}",
    "a width of a number in messages": "{{ ngettext('%(count)1000000000d', '', 1) }}",
    "a message in itself": "{% set n = namespace(x='%(a)s%(a)s') %}"
    "{% for i in range(60) %}{% set n.x = _(n.x, a=n.x) %}{% endfor %}",
    "a width in a format": "{{ '{:1000000000}'.format(1) }}",
    "a width for a format": "{{ '{:{w}}'.format(1, w=10**9) }}",
    "a width in a format map": "{{ '{a:1000000000}'.format_map({'a': 1}) }}",
    "a width in a format of markup": "{{ ('{:1000000000}'|safe).format(1) }}",
    "a width of per cent": "{{ '%1000000000d' % 1 }}",
    "a width for per cent": "{{ '%*d' % (10**9, 1) }}",
    "a width of the filter format": "{{ '%1000000000d'|format(1) }}",
    "a long replacement": "{% set x = 'a' * 1000000 %}{{ x.replace('a', x) }}",
    "a long replacement by a filter": "{{ ('a' * 90000)|replace('a', 'b' * 90000) }}",
    "a long translation": "{% set x = 'a' * 1000000 %}{{ x.translate({97: x}) }}",
    "a long list joined": "{% set x = 'a' * 1000000 %}{{ ([x] * 10000)|join }}",
    "a long text between": "{% set x = 'a' * 1000000 %}{{ x.join(['a'] * 10000) }}",
    "attributes joined": "{% set x = {'a': 'a' * 1000000} %}"
    "{{ ([x] * 10000)|join(attribute='a') }}",
    "nested lists joined": "{{ [[1] * 99999] * 99|join }}",
    "lists added up": "{{ ([[1] * 100] * 1000)|sum(start=[]) }}",
    "a long range": "{{ range(10**9)|list }}",
    "a long range as arguments": "{{ dict(*range(10**9)) }}",
    "a search in a long range": "{{ 'a' in range(10**9) }}",
    "made up words": "{{ lipsum(n=10**9) }}",
    "a long output": "{% set x = 'a' * 9000000 %}" + "{{ x }}" * 9,
    "broken lines": "{{ ('a b ' * 9000000)|wordwrap(10) }}",
}
#: what is none of a template's business
DIGGING = {
    "the configuration": "{{ config }}",
    "a class": "{{ ''.__class__ }}",
    "a class by a filter": "{{ ''|attr('__class__') }}",
    "a class as an item": "{{ ''['__class__'] }}",
    "globals": "{{ cycler.__init__.__globals__ }}",
    "a module": "{{ joiner.__init__.__globals__.os.system('true') }}",
    "a class in a format": "{{ '{0.__class__}'.format(1) }}",
    "globals in a format": "{{ '{0.__init__.__globals__}'.format(cycler) }}",
    "the environment": "{{ self._TemplateReference__context.environment }}",
    "another file": "{% include '/etc/passwd' %}",
    "another folder": "{% include '../../../etc/passwd' %}",
}
#: what Jinja or Python cannot read
UNREADABLE = {
    "an unknown tag": "{% do 1 %}",
    "a slip": "{% for x in %}",
    "an open comment": "{# a",
    "open braces": "{{" * 9000,
    "parentheses": "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "conditions": "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
    "loops": "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
    "sums": "{{ " + "1+" * 20000 + "1 }}",
    "dots": "{{ x" + ".a" * 40000 + " }}",
    "filters": "{{ x" + "|e" * 40000 + " }}",
    "blocks": "".join(f"{{% block b{n} %}}{{% endblock %}}" for n in range(3000)),
    "joined names": "{{ " + "x ~ " * 20000 + "x }}",
    "a long template": "a" * 200_000,
    "a missing file": "{% include 'b.html' %}",
}
ATTACKS = {**ENDLESS, **HUGE, **DIGGING, **UNREADABLE}
#: prints what was opened while a template was filled, but the template
PROBE = """
import sys
from pathlib import Path
from digest.errors import ThemeError
from digest.render.theme import Theme
from digest.words import words_for
words = words_for("en")
theme = Theme((Path(sys.argv[1]),))
def attack():
    for path in sorted(Path(sys.argv[1]).glob("attack-*")):
        try:
            theme.fill(path.name, x=1, _=words.gettext, ngettext=words.ngettext)
        except ThemeError:
            pass
attack()  # what is only imported once is no answer to a template
opened = []
def look(event, args):
    if event.startswith("socket.") or event in ("os.system", "subprocess.Popen"):
        opened.append(event)
    if event == "open" and not str(args[0]).startswith(sys.argv[1]):
        opened.append(str(args[0]))
sys.addaudithook(look)
attack()
print(opened)
"""


def fill(folder: Path, text: str) -> str:
    """The template a.html of this text, filled."""
    (folder / "a.html").write_text(text)
    words = words_for("en")
    values = {"_": words.gettext, "ngettext": words.ngettext}
    return Theme((folder,)).fill("a.html", x=1, **values)


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_template_ends_at_once_with_its_place(
    tmp_path: Path, attack: str
) -> None:
    """Place, fact and remedy, in under a second and in ordinary memory."""
    begun = process_time()
    with pytest.raises(ThemeError, match=r"^templates/a\.html:\d+: .*; mend"):
        fill(tmp_path, ATTACKS[attack])
    # half a second; several times that where its coverage is measured
    assert process_time() - begun < 5


def test_the_same_template_ends_in_the_same_place(tmp_path: Path) -> None:
    """Steps are counted, not seconds: the error is the same on each machine."""
    errors = set()
    for _ in range(2):
        with pytest.raises(ThemeError) as caught:
            fill(tmp_path, ENDLESS["a macro that calls itself twice"])
        errors.add(str(caught.value))
    assert len(errors) == 1


def test_the_fault_names_the_line_of_the_loop(tmp_path: Path) -> None:
    """Of the file that has it, also where another one brings it in."""
    (tmp_path / "b.html").write_text("one\n" + ENDLESS["nested loops without output"])
    with pytest.raises(ThemeError, match=r"^templates/b\.html:2: takes over"):
        fill(tmp_path, "{% include 'b.html' %}")


def test_no_attack_opens_a_socket_or_a_file(tmp_path: Path) -> None:
    """An audit hook of Python sees everything that is opened."""
    for number, text in enumerate({**DIGGING, **HUGE}.values()):
        (tmp_path / f"attack-{number}.html").write_text(text)
    told = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", PROBE, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{% for a in range(2000) %}{% if loop.last %}{{ a }}{% endif %}{% endfor %}",
         "1999"),
        ("{% for a in [3, 1, 2]|sort if a > 1 %}{{ a }}{% endfor %}", "23"),
        ("{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, b=3) }}",
         "1213"),
        ("{% set a %}<b>{{ x }}</b>{% endset %}{{ a }}", "<b>1</b>"),
        ("{% macro m(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call m(4) %}!{% endcall %}", "4!"),  # noqa: E501
        ("{% filter upper %}a{{ x }}{% endfilter %}", "A1"),
        ("{{ '<' ~ ('&amp;'|safe) ~ x }}", "&lt;&amp;1"),
        ("{{ ['<', 'b']|join(', ') }} {{ [1, 2]|sum }}", "&lt;, b 3"),
        ("{{ [{'n': 1}, {'n': 2}]|join('-', attribute='n') }}", "1-2"),
        ("{{ ', '.join(['a', 'b']) }} {{ '{:>3}'.format(x) }} {{ '%02d' % x }}",
         "a, b   1 01"),
        ("{{ 'a b'|center(7) }}|{{ 'a\nb'|indent(2) }}", "  a b  |a\n  b"),
        ("{{ 'ab'.replace('a', 'c') }} {{ 'ab'|replace('b', 'd') }}", "cb ad"),
        ("{{ 2 ** 10 }} {{ 'ab' * 2 }} {{ [1] + [2] }} {{ 7 % 4 }}",
         "1024 abab [1, 2] 3"),
        ("{{ 'b' in ['a', 'b'] }} {{ 'abc'[1:] }} {{ x == 1 }}", "True bc True"),
        ("{{ _('Issue %(number)s', number=x) }} {{ _('20457 Hamburg') }}",
         "Issue 1 20457 Hamburg"),
        ("{{ 'ab'.translate({97: 'c'}) }} {{ 'ab'|title }} {{ 'ab'.upper() }}",
         "cb Ab AB"),
        ("{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}", "a1"),
    ],
)  # fmt: skip
def test_what_templates_do_is_as_in_jinja(tmp_path: Path, text: str, made: str) -> None:
    """Marks and weights change nothing but the end of what has none."""
    assert fill(tmp_path, text) == made


def test_a_value_that_a_message_misses_is_named(tmp_path: Path) -> None:
    """With the place of the message."""
    with pytest.raises(ThemeError, match=r"a\.html:1: there is no value for 'site';"):
        fill(tmp_path, "{{ _('Read on at %(site)s') }}")


def test_each_filling_has_its_own_allowance(tmp_path: Path) -> None:
    """A site has more pages than one filling has steps."""
    (tmp_path / "a.html").write_text("{% for a in range(90000) %}{% endfor %}")
    theme = Theme((tmp_path,))
    assert {theme.fill("a.html") for _ in range(5)} == {""}


def test_a_sheet_keeps_its_lines(tmp_path: Path) -> None:
    """So that a line of the filled sheet is one of the file."""
    (tmp_path / "a.css").write_text("{% set a = 1 %}\n.x { color: red; }\n")
    (tmp_path / "a.txt").write_text("{% set a = 1 %}\n.x\n")
    theme = Theme((tmp_path,))
    assert theme.fill("a.css") == "\n.x { color: red; }"
    assert theme.fill("a.txt") == ".x"
