"""The colour tokens hold their promises in both themes, computed from tokens.css itself."""

import re
from itertools import combinations, pairwise

import pytest
from django.conf import settings

CSS = (settings.BASE_DIR / "static/css/tokens.css").read_text()
THEMES = ("light", "dark")
BANDS = ["not-exposed", "minimal", "gradient-1", "gradient-2", "gradient-3", "gradient-4"]
PAPERS = ["paper", "paper-sunk", "paper-raised"]
COLOUR = r"#[0-9a-f]{6}"
PAIRS = {
    name: dict(zip(THEMES, pair, strict=True))
    for name, *pair in re.findall(rf"--([\w-]+): light-dark\(({COLOUR}), ({COLOUR})\);", CSS)
}
# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear sRGB.
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour: str) -> float:
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def oklab(rgb: list[float]) -> tuple[float, float, float]:
    r, g, b = (min(max(c, 0.0), 1.0) for c in rgb)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def difference(one: str, other: str, vision: str) -> float:
    """Distance in Oklab, times 100, as seen with a kind of colour vision."""
    seen = [oklab([sum(m * c for m, c in zip(row, linear(x), strict=True)) for row in VISION[vision]]) for x in (one, other)]
    return 100 * sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


def test_every_token_the_tests_speak_of_is_read_from_the_file():
    expected = {*PAPERS, "ink", "muted", "link", "on-link", "focus", "rule-strong"}
    expected |= {f"{kind}{band}" for band in BANDS for kind in ("band-", "on-band-")}
    assert expected <= set(PAIRS)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["ink", "muted", "link"])
@pytest.mark.parametrize("paper", PAPERS)
def test_text_reads_on_every_paper(theme, text, paper):
    assert contrast(PAIRS[text][theme], PAIRS[paper][theme]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", [*(f"band-{band}" for band in BANDS), "link"])
def test_text_on_a_colour_reads(theme, name):
    assert contrast(PAIRS[name][theme], PAIRS[f"on-{name}"][theme]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", [*(f"band-{band}" for band in BANDS), "focus", "rule-strong"])
def test_dots_bars_focus_rings_and_field_edges_stand_out_from_paper(theme, name):
    assert contrast(PAIRS[name][theme], PAIRS["paper"][theme]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_any_two_bands_can_be_told_apart_with_any_colour_vision(theme, vision):
    for one, other in combinations(BANDS, 2):
        assert difference(PAIRS[f"band-{one}"][theme], PAIRS[f"band-{other}"][theme], vision) >= 7, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_the_ramp_runs_from_cool_to_hot(theme):
    warmth = [(r := linear(PAIRS[f"band-{band}"][theme]))[0] / (r[0] + r[2]) for band in BANDS]
    assert warmth[0] < 0.3 < 0.5 < warmth[2]
    assert all(later > earlier for earlier, later in pairwise(warmth[:4]))
    assert min(warmth[3:]) > 0.85


def test_the_fallback_for_older_browsers_repeats_the_light_variant():
    fallback = dict(re.findall(rf"--([\w-]+): ({COLOUR});", CSS.partition("@supports not")[2]))
    assert fallback == {name: pair["light"] for name, pair in PAIRS.items()}


def test_colours_are_written_in_no_other_stylesheet():
    for sheet in sorted((settings.BASE_DIR / "static/css").glob("*.css")):
        if sheet.name != "tokens.css":
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-]*\s*\{)", sheet.read_text()), sheet.name
