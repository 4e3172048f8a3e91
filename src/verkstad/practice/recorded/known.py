"""What the verifier knows to be harmless, gathered without a look at what the writer allows."""

ELEMENTS = """
    a abbr address article aside b bdi bdo big blockquote body br button canvas caption center circle cite clipPath
    code col colgroup data datalist dd defs del desc details dfn dialog div dl dt ellipse em feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence fieldset figcaption figure filter font footer
    foreignObject form g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd label legend li
    line linearGradient main mark marker mask menu meta meter nav ol optgroup option output p path pattern picture
    polygon polyline pre progress q radialGradient rect rp rt ruby s samp search section select slot small span stop
    strong style sub summary sup svg switch symbol table tbody td template text textarea textPath tfoot th thead time
    title tr tspan tt u ul use var wbr
"""
WITHOUT_END = "br col hr img input meta wbr"
INPUTS = """
    button checkbox color date datetime-local email file image month number password radio range reset search submit
    tel text time url week
"""
ATTRIBUTES = """
    abbr align alignment-baseline alt amplitude autocomplete azimuth baseFrequency baseline-shift bgcolor bias border
    cellpadding cellspacing charset checked class clip-path clip-rule clipPathUnits color color-interpolation
    color-interpolation-filters cols colspan contenteditable cx cy d data-above data-at data-scroll data-undefined
    datetime diffuseConstant dir direction disabled display divisor dominant-baseline dx dy edgeMode elevation
    exponent exportparts face fill fill-opacity fill-rule filter filterUnits flood-color flood-opacity font-family
    font-size font-stretch font-style font-variant font-weight for fr frameborder fx fy gradientTransform
    gradientUnits headers height hidden high href hspace id image-rendering in in2 inert inputmode intercept k1 k2 k3
    k4 kernelMatrix kernelUnitLength label lang lengthAdjust letter-spacing lighting-color limitingConeAngle list low
    marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask maskContentUnits maskUnits max
    maxlength media method min minlength mode multiple name novalidate nowrap numOctaves offset opacity open operator
    optimum order orient overflow paint-order part pathLength pattern patternContentUnits patternTransform
    patternUnits placeholder points popover preserveAlpha preserveAspectRatio primitiveUnits r radius readonly refX
    refY required result reversed role rotate rows rowspan rx ry sandbox scale scope seed selected
    shadowrootdelegatesfocus shadowrootmode shape-rendering size slope slot spacing span specularConstant
    specularExponent spellcheck spreadMethod src srcdoc start startOffset stdDeviation step stitchTiles stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width style surfaceScale tabindex tableValues targetX targetY text-anchor text-decoration
    text-rendering textLength title transform transform-origin translate type unicode-bidi valign value values
    vector-effect version viewBox visibility vspace width word-spacing wrap writing-mode x x1 x2 xChannelSelector y y1
    y2 yChannelSelector z
"""
# What people read or hear, and names; none of it is an address or style to anybody.
TEXTS = "abbr alt class id label pattern placeholder title value"
# What acts on every element, and so on a custom one, where any other attribute may stand. Those for which the verifier
# has no rule stand nowhere.
ACTING = """
    accesskey action allow archive attributename autofocus background base cite classid code codebase command
    commandfor csp data download form formaction formenctype formmethod formtarget href http-equiv imagesrcset
    interestfor is itemid itemtype keytype longdesc lowsrc manifest method name nonce ping popovertarget
    popovertargetaction poster profile referrerpolicy rel sandbox shadowrootclonable shadowrootdelegatesfocus
    shadowrootmode shadowrootserializable src srcdoc srcset style target usemap
"""
