"""References in a page's words become links, and nothing else of the page changes."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from common.addresses import ArticleAddress
from common.citations import Link, Resolved, Why, linked, linked_page, registry
from common.citations.linking import Kept

DAY = dt.date(2020, 1, 1)


def meaning(references, _here, _on):
    """A library with 灯会法 and its first nine articles."""
    out = []
    for one in references:
        if one.law != "灯会法":
            out.append(Resolved(why=Why.NOT_HELD))
        elif one.article > 9:
            out.append(Resolved("灯会法", why=Why.NO_ARTICLE))
        elif one.article:
            out.append(Resolved("灯会法", ArticleAddress("灯会法", DAY, one.article)))
        else:
            out.append(Resolved("灯会法"))
    return out


@pytest.fixture(autouse=True)
def _library(monkeypatch):
    monkeypatch.setattr(registry, "_provider", [lambda: {"灯会法": "灯会法"}])
    monkeypatch.setattr(registry, "_resolver", [meaning])
    monkeypatch.setattr("common.citations.linking._kept", Kept())


def bare(html: str) -> str:
    return re.sub(r"</?a\b[^>]*>", "", html)


THIRD = "/law/%E7%81%AF%E4%BC%9A%E6%B3%95/2020-01-01/3/"


def test_a_reference_becomes_a_link():
    html = linked_page("<p>按照《灯会法》第三条点灯。</p>")

    assert html == f'<p>按照<a href="{THIRD}">《灯会法》第三条</a>点灯。</p>'


def test_each_of_a_list_is_a_link_of_its_own():
    html = linked_page("<p>《灯会法》第三条、第四条</p>")

    assert html.count("<a ") == 2
    assert bare(html) == "<p>《灯会法》第三条、第四条</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>《花会法》第三条</p>",
        "<p>《灯会法》第三十条</p>",
        '<p><a href="/x/">《灯会法》第三条</a></p>',
        "<p>《灯会法》第三<b>条</b></p>",
        '<p title="《灯会法》第三条">灯</p>',
        "<p>第三条</p>",
        "<p>前款</p>",
        "",
    ],
)
def test_what_leads_nowhere_or_is_cut_in_two_stays_as_it_is(html):
    assert linked_page(html) == html


def test_the_law_named_in_one_paragraph_is_known_in_the_next():
    html = linked_page("<p>看《灯会法》。</p><p>本法第三条讲灯。</p>")

    assert f'<a href="{THIRD}">本法第三条</a>' in html


def test_markup_in_a_plain_text_is_escaped_by_the_filter():
    template = Template("{% load references %}{{ words|linked_references }}")

    html = template.render(Context({"words": "<script>《灯会法》第三条</script>"}))

    assert "<script>" not in html
    assert f'<a href="{THIRD}">' in html


def test_a_character_written_by_its_name_does_not_shift_the_link():
    html = linked_page("<p>甲&amp;乙&#x27;《灯会法》第三条</p>")

    assert html == f'<p>甲&amp;乙&#x27;<a href="{THIRD}">《灯会法》第三条</a></p>'


@given(
    st.lists(
        st.sampled_from(
            ["《灯会法》", "第三条", "、", "<p>", "</p>", "<b>", "</b>", '<a href="/">', "</a>", "&amp;", "灯", "&", "\n"]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_without_its_links_the_page_is_what_it_was(html):
    assert bare(linked_page(html)) == bare(html)


def test_a_line_of_text_is_escaped_round_its_links():
    html = linked("<灯>第三条", [Link(3, 6, "/a?b&c")])

    assert html == '&lt;灯&gt;<a href="/a?b&amp;c">第三条</a>'


def test_of_two_links_that_overlap_the_earlier_is_kept():
    assert (
        linked("第三条", [Link(0, 3, "/a"), Link(1, 2, "/b")])
        == '<a href="/a">第三条</a>'
    )
