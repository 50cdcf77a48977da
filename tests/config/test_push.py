from __future__ import annotations

import pytest

from builders import a_site
from digest.config import FeedsSection
from digest.config.push import Cloud, cloud_of, hub_urls

OWN = "https://notes.example.org/hub"


@pytest.mark.parametrize(
    ("setting", "hubs"),
    [
        ("", ()),
        ("built-in", (OWN,)),
        ("https://a.example/", ("https://a.example/",)),
        ("https://a.example/ built-in", (OWN, "https://a.example/")),
        ("https://a.example/ https://a.example/", ("https://a.example/",)),
        (f"built-in {OWN}", (OWN,)),
    ],
)
def test_the_hubs_are_named_once_each_and_the_own_one_first(
    setting: str, hubs: tuple[str, ...]
) -> None:
    """As feeds and headers name them."""
    assert hub_urls(a_site(), FeedsSection(hub=setting)) == hubs


@pytest.mark.parametrize(
    ("url", "cloud"),
    [
        ("https://a.example", ("a.example", 443, "/rsscloud/pleaseNotify")),
        ("http://a.example/n", ("a.example", 80, "/n/rsscloud/pleaseNotify")),
        ("http://a.example:8000", ("a.example", 8000, "/rsscloud/pleaseNotify")),
    ],
)
def test_the_cloud_is_where_the_site_is(url: str, cloud: tuple[str, int, str]) -> None:
    """In the parts that the element names."""
    domain, port, path = cloud
    found = cloud_of(a_site(url=url), FeedsSection(hub="built-in"))
    assert found == Cloud(domain=domain, port=port, path=path)
    assert found.protocol == "http-post"


def test_there_is_no_cloud_without_a_hub_of_our_own() -> None:
    """A hub elsewhere speaks WebSub only."""
    assert cloud_of(a_site(), FeedsSection(hub="https://a.example/")) is None
