"""One picture for both of Discord's themes, for a phone, and for eyes that see fewer colours."""

from itertools import combinations

import pytest

from bot.charts.style import BEATEN, BORDER, CARD, MUTED, ONE, OTHER, SHARPNESS, SMALL, TEXT, THIRD, TITLE, WIDTH

CHATS = {"dark": "#313338", "darker": "#2b2d31", "midnight": "#1e1f22", "light": "#ffffff", "light grey": "#f2f3f5"}
# How the three kinds of dichromats see linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.
EYES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> tuple[float, ...]:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (max(part, 0.0) for part in rgb)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_the_measure_of_contrast_is_that_of_the_standard():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", [TEXT, MUTED, ONE, OTHER, THIRD, BEATEN])
def test_whatever_is_lettered_or_marked_stands_out_from_the_card(colour: str):
    assert contrast(colour, CARD) >= 4.5


@pytest.mark.parametrize("chat", CHATS.values(), ids=CHATS.keys())
def test_the_card_has_an_edge_in_every_theme(chat: str):
    assert contrast(BORDER, chat) >= 3
    assert contrast(BORDER, CARD) >= 3


@pytest.mark.parametrize("eyes", EYES.values(), ids=EYES.keys())
def test_series_differ_for_eyes_that_see_fewer_colours(eyes: tuple[tuple[float, ...], ...]):
    seen = [
        lab(tuple(sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in eyes))
        for colour in (ONE, OTHER, THIRD)
    ]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 15


def test_the_smallest_letters_are_legible_on_a_phone():
    assert SMALL >= 11
    assert TITLE > SMALL
    assert WIDTH == 360
    assert 1000 <= WIDTH * SHARPNESS <= 1200
