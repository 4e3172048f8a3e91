"""From one main colour to a whole palette that everybody can read.

The steps have the names that Designsystemet gives its colours. They are mixed in OKLCH, where equal
steps look equal, and every pair in PAIRS is held to WCAG 2.2 AA (1.4.3 for text, 1.4.11 for the rest).
"""

import math
import re
from dataclasses import dataclass
from functools import cache

TEXT = 4.5
NON_TEXT = 3.0

LIGHT_STEPS = {
    "background-default": 1.0,
    "background-tinted": 0.976,
    "surface-default": 1.0,
    "surface-tinted": 0.952,
    "surface-hover": 0.922,
    "surface-active": 0.885,
    "border-subtle": 0.85,
}
BACKGROUNDS = tuple(LIGHT_STEPS)[:6]
BASES = ("base-default", "base-hover", "base-active")

PAIRS: tuple[tuple[str, str, float], ...] = (
    *((text, ground, TEXT) for text in ("text-default", "text-subtle") for ground in BACKGROUNDS),
    *((border, ground, NON_TEXT) for border in ("border-default", "border-strong") for ground in BACKGROUNDS),
    *(("base-contrast-default", base, TEXT) for base in BASES),
    *(("base-contrast-subtle", base, TEXT) for base in BASES),
    *((base, "background-default", TEXT) for base in BASES),
)


class NotAColour(ValueError):
    pass


@dataclass(frozen=True)
class Oklch:
    """A colour as the eye orders it: lightness 0 to 1, chroma from 0 (grey), hue in degrees."""

    lightness: float
    chroma: float
    hue: float


@dataclass(frozen=True)
class Failure:
    role: str
    foreground: str
    background: str
    contrast: float
    needed: float


@dataclass(frozen=True)
class Palette:
    """The accent and neutral steps of one municipality: step name to "#rrggbb"."""

    main: str
    accent: dict[str, str]
    neutral: dict[str, str]

    def failures(self) -> list[Failure]:
        """The pairs that are hard to read; empty when the palette meets AA."""
        return [
            Failure(role, foreground, background, round(ratio, 2), needed)
            for role, steps in (("accent", self.accent), ("neutral", self.neutral))
            for foreground, background, needed in PAIRS
            if (ratio := contrast(steps[foreground], steps[background])) < needed
        ]


def normalise(colour: str) -> str:
    """A colour written "#0B5", "0b5c5a" or "#0B5C5A" as "#rrggbb"; raises NotAColour for anything else."""
    digits = colour.strip().removeprefix("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if not re.fullmatch(r"[0-9a-f]{6}", digits):
        raise NotAColour(f"“{colour}” is not a colour: write # and six digits, such as #0B5C5A.")
    return f"#{digits}"


@cache
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.x, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest_passing(colour: str) -> str:
    """The colour itself, or the same colour darkened just until white text on it can be read."""
    colour = normalise(colour)
    if contrast(colour, "#ffffff") >= TEXT:
        return colour
    return _dark_enough(_to_oklch(colour), "#ffffff", TEXT)


@cache
def palette(main: str) -> Palette:
    """The palette of a main colour; raises NotAColour when `main` is not a hexadecimal colour."""
    main = normalise(main)
    colour = _to_oklch(main)
    grey = Oklch(0.4, min(colour.chroma, 0.012), colour.hue)
    return Palette(main, _steps(nearest_passing(main), colour), _steps(_to_hex(grey), grey))


def stylesheet(of: Palette) -> str:
    """The style sheet that gives a municipality its colours."""
    lines = [
        f"    --ds-color-{role}-{step}: {value};"
        for role, steps in (("accent", of.accent), ("neutral", of.neutral))
        for step, value in steps.items()
    ]
    return "@layer vk.municipality {\n  :root {\n" + "\n".join(lines) + "\n  }\n}\n"


def _steps(base: str, tone: Oklch) -> dict[str, str]:
    steps = {
        name: _to_hex(Oklch(lightness, min(tone.chroma, (1 - lightness) * 0.3), tone.hue))
        for name, lightness in LIGHT_STEPS.items()
    }
    darkest_ground = steps["surface-active"]
    inked = Oklch(tone.lightness, min(tone.chroma, 0.11), tone.hue)
    strong = _dark_enough(inked, darkest_ground, 5.5)
    filled = _to_oklch(base)
    return steps | {
        "border-default": _dark_enough(inked, darkest_ground, 3.1),
        "border-strong": strong,
        "text-subtle": strong,
        "text-default": _dark_enough(Oklch(1, min(tone.chroma, 0.05), tone.hue), darkest_ground, 10),
        "base-default": base,
        "base-hover": _to_hex(Oklch(filled.lightness * 0.87, filled.chroma, filled.hue)),
        "base-active": _to_hex(Oklch(filled.lightness * 0.75, filled.chroma, filled.hue)),
        "base-contrast-subtle": _light_enough(filled, base, TEXT),
        "base-contrast-default": "#ffffff",
    }


def _dark_enough(tone: Oklch, ground: str, ratio: float) -> str:
    """The lightest shade of a tone that reaches the ratio on a light ground."""
    shades = (_to_hex(Oklch(step / 200, tone.chroma, tone.hue)) for step in range(200, -1, -1))
    return next(shade for shade in shades if contrast(shade, ground) >= ratio)


def _light_enough(tone: Oklch, ground: str, ratio: float) -> str:
    """The deepest pale tint of a tone that reaches the ratio on a dark ground; at last white."""
    tints = (_to_hex(Oklch(step / 200, min(tone.chroma, 0.03), tone.hue)) for step in range(185, 200))
    return next((tint for tint in tints if contrast(tint, ground) >= ratio), "#ffffff")


def _channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as light (linear), 0 to 1."""
    digits = normalise(colour)[1:]
    red, green, blue = (_to_light(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def _to_light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _from_light(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# The matrices of Oklab: https://bottosson.github.io/posts/oklab/ (public domain).
def _to_oklch(colour: str) -> Oklch:
    red, green, blue = _channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def _to_light_channels(colour: Oklch) -> tuple[float, float, float]:
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _to_hex(colour: Oklch) -> str:
    """The nearest colour a screen can show: same lightness and hue, as much chroma as fits."""
    chroma = colour.chroma
    channels = _to_light_channels(colour)
    while chroma > 0 and not all(-0.0005 <= channel <= 1.0005 for channel in channels):
        chroma = max(0.0, chroma - 0.004)
        channels = _to_light_channels(Oklch(colour.lightness, chroma, colour.hue))
    return "#" + "".join(f"{round(_from_light(min(max(channel, 0), 1)) * 255):02x}" for channel in channels)
