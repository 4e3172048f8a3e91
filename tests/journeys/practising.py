"""Practising in the demo: which copies it has, and a person who does what their steps say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, FrameLocator, Locator, Page, Request, expect

from tests.journeys.conftest import LOCAL
from verkstad.practice.documents import ScreenDocument, StepDocument
from verkstad.practice.queries.shipped import Shipped, shipped_copies
from verkstad.practice.texts import filled

TOWNS = {"sv": "bjorkhamn", "en": "bjorkhamn", "da": "egesund"}
ALL = {f"{one.document.key}.{one.document.language}": one for one in shipped_copies() if not one.file}
RECORDED = {one.document.key: one for one in shipped_copies() if one.file}

# In the middle, because on a narrow screen what stays above the copy hides what is scrolled under it. A frame that has
# got larger text becomes as tall a moment later, and what was scrolled within it moves: nobody presses so soon.
BROUGHT_TO_REST = """async one => {
  const { documentElement: all, defaultView: view } = one.ownerDocument;
  one.scrollIntoView({ block: "center" });
  for (let tries = 50; tries && view.innerHeight < Math.min(all.offsetHeight, 6000); tries -= 1)
    await new Promise(later => setTimeout(later, 20));
  one.scrollIntoView({ block: "center" });
  return one.localName;
}"""


@dataclass
class Learner:
    """A page, and all that it did that a copy should not do."""

    page: Page
    server: str
    requests: list[Request] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)

    @property
    def copy(self) -> FrameLocator:
        return self.page.frame_locator("iframe:not([hidden])")

    @property
    def goal(self) -> Locator:
        return self.page.locator("[data-goal]")

    @property
    def answer(self) -> Locator:
        return self.page.locator("[data-answer]")

    def at(self, key: str) -> Locator:
        return self.copy.locator(f'[data-at="{key}"]')

    def begin(self, shipped: Shipped, more: str = "") -> None:
        language = shipped.document.language
        address = f"/{TOWNS[language]}/{language}/practice/{shipped.document.key}/try/?language={language}{more}"
        self.page.goto(address)

    def walk(self, shipped: Shipped, before: Callable[[ScreenDocument], None] = lambda screen: None) -> None:
        """From the first step to the last, doing what each says; ``before`` on each screen that has come."""
        self.begin(shipped)
        for screen in shipped.document.screens:
            for number, step in enumerate(screen.steps):
                expect(self.goal).to_have_text(filled(step.goal, shipped.persona.fields))
                if number == 0 and step.target:
                    self.at(step.target).first.wait_for()
                    before(screen)
                self.do(step, shipped.persona.fields)
        self.page.wait_for_url("**/done/**")

    def do(self, step: StepDocument, fields: dict[str, str]) -> None:
        value, target = filled(step.value, fields), self.at(step.target)
        kind = target.evaluate(BROUGHT_TO_REST)
        if step.expect == "press":
            target.click()
        elif kind == "select":
            target.select_option(value)
        elif kind == "fieldset":
            target.locator(f'input[value="{value}"]').check()
        elif step.expect == "tick":
            target.check()
        else:
            target.fill(value)


# What a machine says that has much else to do: a font that was fetched ahead waits to be used, and a page that is
# looked at before all its styles are there shows a picture within the first of them, which asks nobody for anything.
SLOW = ("was preloaded using link preload", "Loading the image 'data:")


def is_complaint(message: ConsoleMessage) -> bool:
    return message.type in ("error", "warning") and not any(words in message.text for words in SLOW)


def learner_in(context: BrowserContext, server: str) -> Learner:
    page = context.new_page()
    learner = Learner(page, server)
    page.expose_binding("told", lambda source, data: learner.messages.append(data))
    page.add_init_script("addEventListener('message', event => told(JSON.stringify(event.data)), true)")
    wrong = learner.wrongs.append

    def asked(request: Request) -> None:
        learner.requests.append(request)
        if urlsplit(request.url).hostname not in LOCAL:
            wrong(request.url)

    page.on("request", asked)
    page.on("console", lambda message: wrong(message.text) if is_complaint(message) else None)
    page.on("pageerror", lambda error: wrong(str(error)))
    page.on("popup", lambda popup: wrong(f"popup {popup.url}"))
    page.on("download", lambda download: wrong(f"download {download.url}"))
    page.on("dialog", lambda dialog: (wrong(f"dialog {dialog.message}"), dialog.dismiss()))
    return learner
