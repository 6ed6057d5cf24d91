"""Links of the public site, whatever the live edition holds: none leads nowhere, and none to a section that the edition lacks."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from wagtail.rich_text import RichText

from citations.actions.choosing import WITHOUT
from citations.actions.editions import compile_edition
from citations.actions.publishing import publish_edition
from citations.models import Edition, Profile
from gradient.sample import load_sample
from occupations.subjects.kinds import SUBJECTS
from singulariki.delivery import page_cache
from singulariki.delivery.sections import SECTIONS, leads_somewhere, site_sections
from singulariki.editorial.models import Caveat, SiteWords, StandardPage
from tests.undoing import undone_at_the_end

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
ADDRESS = re.compile(r'(?:\s(?:href|src|action|content)=|"[a-z_]+":\s*|<loc>)"?((?:https?:)?/[^"<\s]*)')
NOWHERE = ("/nothing-here", "/tasks/999999999-nothing")
BEGINNINGS = (
    *("/", "/datasets/", "/editions/", "/methodology", "/newsroom/", "/about/", "/api/v1/", *NOWHERE),
    *("/search?q=sound", "/search?q=3521", "/search?q=xylophonist", "/sitemap.xml", "/editions/feed.xml", "/editions/feed.json"),
)
GRADIENT, ONET = "ilo-genai-gradient", "onet"
READ = ("text/html", "application/json", "application/xml", "application/atom+xml", "application/feed+json")
ENTRY = {"title": "A group", "text": "", "url": "/gradient/3521-anything.html"}
# So many pages of each kind are asked for; whether others are there is looked up.
OF_A_KIND = 1


def without(name: str, left_out: set[str]) -> Edition:
    """The sample compiled without these datasets."""
    return compile_edition(name=name, pins=dict.fromkeys(left_out, WITHOUT), is_sample=True)


@pytest.fixture(scope="module")
def sample_in_three(django_db_setup, django_db_blocker) -> Iterator[dict[str, Edition]]:
    """The sample whole, live; and editions of it without some of its datasets."""

    def make() -> dict[str, Edition]:
        whole = load_sample().edition
        held = set(whole.members.values_list("dataset__slug", flat=True))
        return {
            "whole": whole,
            "onet-only": without("onet-only", held - {ONET}),
            "without-onet": without("without-onet", {ONET}),
            "without-gradient": without("without-gradient", {GRADIENT}),
        }

    with pytest.MonkeyPatch.context() as patched:
        # Nobody looks through these before they are published.
        patched.setattr("citations.actions.editions.preview_while_compiling", lambda edition, job: None)
        with undone_at_the_end(django_db_blocker, make) as editions:
            yield editions


@pytest.fixture
def live(request, sample_in_three, db) -> Edition:
    edition = sample_in_three[request.param]
    if request.param != "whole":
        publish_edition(edition=edition)
    page_cache.clear()
    return edition


def addresses_in(page: str, at: str) -> set[str]:
    """Addresses of this site that a page links to, without fragments."""
    found = (unescape(match).removeprefix(settings.PUBLIC_SITE_URL) for match in ADDRESS.findall(page))
    local = {urljoin(at, address).partition("#")[0] for address in found if not urlsplit(address).netloc}
    return {address for address in local if not address.startswith((settings.STATIC_URL, "/admin"))}


def shape_of(address: str) -> str:
    """What addresses have in common that the same code answers: "/api/v1/tasks/#/", "/roles/?page sort"."""
    path, _, query = address.partition("?")
    return f"{re.sub('[^/]*[0-9][^/]*', '#', path)}?{' '.join(sorted(part.partition('=')[0] for part in query.split('&')))}"


def pages_of(edition: Edition) -> list[str]:
    """Some of each kind that the edition has."""
    kinds = edition.profiles.exclude(path="").order_by().values_list("kind", flat=True).distinct()
    paths = [edition.profiles.filter(kind=kind).exclude(path="").order_by("key").values_list("path", flat=True) for kind in kinds]
    return [path for some in paths for path in some[:OF_A_KIND]]


def test_every_list_of_subjects_is_a_section() -> None:
    paths = {section.path for section in SECTIONS.values()}
    assert paths == {"/roles/", "/quadrant", "/compare/", "/gradient/", *(about.path for about in SUBJECTS.values())}
    assert len(SUBJECTS) > 5


@pytest.mark.parametrize("live", ["whole", "onet-only", "without-onet", "without-gradient"], indirect=True)
def test_no_link_leads_nowhere_whatever_the_edition_holds(live, sample_in_three, client: Client) -> None:
    earlier = f"/editions/{sample_in_three['whole'].name}"
    paths = Profile.objects.exclude(path="").values_list("edition__name", "path")
    held = {f"/editions/{name}{path}" for name, path in paths} | {path for name, path in paths if name == live.name}
    waiting = [*BEGINNINGS, *pages_of(live), *(section.path for section in site_sections(live)), f"{earlier}/methodology"]
    known, broken, asked = set(waiting), {}, Counter[str]()
    while waiting:
        at = waiting.pop()
        answer = client.get(at, follow=True)
        if answer.status_code != (404 if at in NOWHERE else 200):
            broken[at] = answer.status_code
        if answer.streaming or not answer.headers["Content-Type"].startswith(READ):
            continue
        for address in addresses_in(answer.content.decode(), at) - known:
            known.add(address)
            if not leads_somewhere(address, live):
                broken[address] = f"on {at}, a section that the edition lacks"
            elif address.partition("?")[0] not in held and asked[shape := shape_of(address)] < OF_A_KIND:
                asked[shape] += 1
                waiting.append(address)
    assert not broken, "\n".join(f"{address}: {why}" for address, why in broken.items())
    assert len(known) > 100


@pytest.mark.parametrize("live", ["without-gradient"], indirect=True)
def test_links_to_a_section_come_back_with_it_also_on_pages_that_were_drawn_without(
    live, sample_in_three, client: Client
) -> None:
    whole = sample_in_three["whole"]
    page = f"/editions/{whole.name}/methodology"
    assert 'href="/gradient/"' not in client.get(page).content.decode()
    publish_edition(edition=whole)
    assert 'href="/gradient/"' in client.get(page).content.decode()


@pytest.mark.parametrize("live", ["without-gradient"], indirect=True)
def test_words_that_editors_linked_with_a_section_stay_as_words(live, client: Client) -> None:
    words = SiteWords.load()
    words.footer = '<p>See <a href="/gradient/">every unit group</a> or <a href="/roles/">every role</a>.</p>'
    words.navigation = [
        ("link", {"title": "Scores", "url": "/gradient/?sort=mean"}),
        ("link", {"title": "Jobs", "url": "/roles/"}),
    ]
    words.save()
    about = StandardPage.objects.get(slug="about")
    about.body = [("text", RichText('<p>Of <a href="/Gradient">unit groups</a>.</p>')), ("entries", {"entries": [ENTRY]})]
    about.save()
    caveat = Caveat.objects.get(key="exposure-is-overlap")
    caveat.text = '<p>Overlap alone, as of <a href="/gradient/">unit groups</a>.</p>'
    caveat.save()
    occupation = Profile.objects.filter(edition=live, kind="occupation").values_list("path", flat=True).order_by("key")[0]
    assert "Overlap alone, as of unit groups." in client.get(occupation).content.decode()
    for page in ("/", "/about/", "/roles/", "/nothing-here", occupation):
        text = client.get(page, follow=True).content.decode()
        assert 'See every unit group or <a href="/roles/">every role</a>.' in text, page
        assert ">Jobs</a>" in text, page
        assert ">Scores</a>" not in text, page
        assert 'href="/gradient' not in text.lower(), page


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/gradient/", False),
        ("/Gradient/3521-anything.html#tasks", False),
        (f"{settings.PUBLIC_SITE_URL}/gradient/?band=g4", False),
        ("/roles/", True),
        ("/newsroom/", True),
        ("https://example.org/gradient/", True),
        ("mailto:press@example.org", True),
        ("#gradient", True),
    ],
)
@pytest.mark.parametrize("live", ["without-gradient"], indirect=True)
def test_a_link_is_judged_by_the_section_that_it_leads_into(live, address: str, leads: bool) -> None:
    assert leads_somewhere(address, live) is leads
    assert leads_somewhere(address, None)
