"""What the writer takes over from what was recorded. Whatever is not named here is left out.

No difference is made between HTML, SVG and custom elements: what a parser takes an element for depends on what stands
around it, and nothing here can act as either.
"""

import re

VOID = {"br", "col", "hr", "img", "input", "wbr"}
_HTML = """
    a abbr address article aside b bdi bdo big blockquote br button canvas caption center cite code col colgroup data
    datalist dd del details dfn dialog div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6
    header hgroup hr i iframe img input ins kbd label legend li main mark menu meter nav ol optgroup option output p
    picture pre progress q rp rt ruby s samp search section select slot small span strong sub summary sup table tbody
    td textarea tfoot th thead time tr tt u ul var wbr
"""
_SVG = """
    circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
    feTile feTurbulence filter foreignObject g image line linearGradient marker mask path pattern polygon polyline
    radialGradient rect stop svg switch symbol text textPath title tspan use
"""
ELEMENTS = {*_HTML.split(), *_SVG.split()}
_CUSTOM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
# Names with a dash that mean something in SVG or MathML.
_RESERVED = {"annotation-xml", "color-profile", "missing-glyph"}

_EVERYWHERE = """
    class contenteditable dir exportparts hidden id inert lang part popover role slot spellcheck tabindex title
    translate
"""
EVERYWHERE = set(_EVERYWHERE.split())
_FIELD = "disabled maxlength minlength placeholder readonly required"
_CELL = "abbr align bgcolor colspan headers height nowrap rowspan scope valign width"
OF_ELEMENT = {
    name: set(attributes.split())
    for name, attributes in {
        "button": "disabled",
        "canvas": "height width",
        "col": "span width",
        "colgroup": "span width",
        "data": "value",
        "details": "open",
        "dialog": "open",
        "fieldset": "disabled",
        "font": "color face size",
        "form": "novalidate",
        "iframe": "frameborder height width",
        "img": "align alt border height hspace vspace width",
        "input": f"{_FIELD} alt checked height inputmode list max min multiple pattern size step width",
        "label": "for",
        "li": "value",
        "meter": "high low max min optimum value",
        "ol": "reversed start type",
        "optgroup": "disabled label",
        "option": "disabled label selected value",
        "output": "for",
        "progress": "max value",
        "select": "disabled multiple required size",
        "slot": "name",
        "table": "align bgcolor border cellpadding cellspacing width",
        "td": _CELL,
        "textarea": f"{_FIELD} cols rows wrap",
        "th": _CELL,
        "time": "datetime",
        "tr": "align bgcolor valign",
        "ul": "type",
    }.items()
}
# Attributes of SVG, many of which stand for a property of style and may hold url(#id).
_DRAWN = """
    alignment-baseline amplitude azimuth baseFrequency baseline-shift bias clip-path clip-rule clipPathUnits color
    color-interpolation color-interpolation-filters cx cy d diffuseConstant direction display divisor
    dominant-baseline dx dy edgeMode elevation exponent fill fill-opacity fill-rule filter filterUnits flood-color
    flood-opacity font-family font-size font-stretch font-style font-variant font-weight fr fx fy gradientTransform
    gradientUnits height image-rendering in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lengthAdjust
    letter-spacing lighting-color limitingConeAngle marker-end marker-mid marker-start markerHeight markerUnits
    markerWidth mask maskContentUnits maskUnits mode numOctaves offset opacity operator order orient overflow
    paint-order pathLength patternContentUnits patternTransform patternUnits points preserveAlpha preserveAspectRatio
    primitiveUnits r radius refX refY result rotate rx ry scale seed shape-rendering slope spacing specularConstant
    specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width surfaceScale
    tableValues targetX targetY text-anchor text-decoration text-rendering textLength transform transform-origin type
    unicode-bidi values vector-effect version viewBox visibility width word-spacing writing-mode x x1 x2
    xChannelSelector y y1 y2 yChannelSelector z
"""
DRAWN = set(_DRAWN.split())
DRAWN_ELEMENTS = set(_SVG.split())

# Where an address is one of a picture, and where it may only be one of a part of the same page.
PICTURES = {("feImage", "href"), ("image", "href"), ("img", "src"), ("input", "src")}
PARTS = {(name, "href") for name in ("linearGradient", "pattern", "radialGradient", "textPath", "use")}

# What would do something on any element, and so on a custom one too.
_ACTING = """
    accesskey action allow archive attributename autofocus background base cite classid code codebase command
    commandfor csp data download form formaction formenctype formmethod formtarget href http-equiv imagesrcset
    interestfor is itemid itemtype keytype longdesc lowsrc manifest method name nonce ping popovertarget
    popovertargetaction poster profile referrerpolicy rel sandbox shadowrootclonable shadowrootdelegatesfocus
    shadowrootmode shadowrootserializable src srcdoc srcset style target usemap
"""
ACTING = set(_ACTING.split())

BUTTONS = {"button", "reset", "submit"}
INPUTS = {
    *BUTTONS, "checkbox", "color", "date", "datetime-local", "email", "file", "image", "month", "number", "password",
    "radio", "range", "search", "tel", "text", "time", "url", "week",
}  # fmt: skip


def is_custom(name: str) -> bool:
    """Whether the element gets its meaning from a script, so that its attributes mean nothing in a copy."""
    return _CUSTOM.fullmatch(name) is not None and name not in _RESERVED and not name.startswith("font-face")


def is_told(name: str) -> bool:
    """Whether the attribute tells something to those who hear the page instead of seeing it."""
    return re.fullmatch(r"aria-[a-z]+", name) is not None
