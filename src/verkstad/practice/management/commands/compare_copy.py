import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from verkstad.practice.actions.copies import mark_checked
from verkstad.practice.models import Edition, Screen, ScreenSource, State
from verkstad.practice.queries.documents import step_document, steps_of
from verkstad.practice.recorded import stored
from verkstad.practice.recorded.compare import changes
from verkstad.practice.recorded.hosts import Kind, hosts
from verkstad.practice.recorded.recording import read
from verkstad.practice.recorded.steps import drafted
from verkstad.practice.recorded.tree import Refused, Tree
from verkstad.practice.texts import filled

if TYPE_CHECKING:
    from verkstad.practice.recorded.recorder import Recorder

type Trees = list[Tree | None]


class Command(BaseCommand):
    help = "Walks a service as its recorded copy does, and tells what has changed. Ends with 1 when something has."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("municipality", help="As in its address, such as bjorkhamn.")
        parser.add_argument("key", help="Of the copy, as in its address.")
        parser.add_argument("language", help="Of the copy, such as sv.")
        parser.add_argument("url", help="Where the walk begins. Only in a test environment.")
        parser.add_argument("--walk", type=Path, help="Compare with a walk that “verkstad record” wrote instead.")
        parser.add_argument("--host", action="append", default=[], help="One more host of the service.")
        parser.add_argument("--never", action="append", default=[], help="One more host that asks who one is.")
        parser.add_argument("--headless", action="store_true", help="Without a window, where nobody has to sign in.")
        parser.add_argument(
            "--checked", action="store_true", help="When nothing has changed, note it as checked today."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        edition = _edition(options["municipality"], options["key"], options["language"])
        screens = edition.screens.exclude(source=ScreenSource.AUTHORED).select_related("recorded").order_by("position")
        copy = [stored.read(bytes(one.recorded.tree)) if one.recorded else None for one in screens]
        try:
            if options["walk"]:
                today, stopped = _by_hand(options["walk"]), ""
            else:
                today, stopped = self._by_itself(list(screens), copy, edition.persona.fields, options)
        except Refused as refused:
            raise CommandError(f"The walk {refused}.") from refused
        self._tell(changes(copy[: len(today)] if stopped else copy, today, edition.persona.fields), stopped)
        if options["checked"]:
            mark_checked(edition, on=timezone.localdate())

    def _tell(self, found: Sequence[object], stopped: str) -> None:
        for change in found:
            self.stdout.write(str(change))
        if stopped:
            raise CommandError(f"The walk ended early: {stopped}")
        if found:
            raise CommandError("The service is not as in the copy any more.")
        self.stdout.write("The service is as in the copy.")

    def _by_itself(self, screens: list[Screen], copy: Trees, person: dict[str, str], options: Any) -> tuple[Trees, str]:
        """The screens as they are today, and why the walk ended before its end."""
        try:
            from verkstad.practice.recorded import recorder, rewalk  # noqa: PLC0415 -- an extra
        except ImportError as error:
            raise CommandError("Walking needs Playwright: install Verkstad with the extra “record”.") from error
        steps = steps_of(screens)
        planned = [
            rewalk.Planned(screen.title, tree, [
                replace(step_document(step), value=filled(step.value, person)) for step in steps[screen.pk]
            ])
            for screen, tree in zip(screens, copy, strict=True)
        ]  # fmt: skip
        again = rewalk.Rewalk(planned, self._wait_for_person)
        places = hosts(options["url"], options["host"], options["never"])
        # Playwright takes the thread for itself, and Django lets nobody at the database in such a one.
        with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
            file = Path(folder) / "today.zip"
            walk = thread.submit(
                recorder.record, options["url"], file, again.walk, places, headless=options["headless"]
            )
            try:
                walk.result()
            except rewalk.Lost as lost:
                return again.today, str(lost)
            except recorder.NoBrowser as error:
                raise CommandError("There is no Chromium on this machine.") from error
        return again.today, ""

    def _wait_for_person(self, recorder: "Recorder") -> None:
        self.stdout.write("Prove in the browser who you are, as the test person; the walk goes on by itself.")
        while recorder.hosts.kind(recorder.page.url) != Kind.SERVICE:
            recorder.page.wait_for_timeout(500)


def _edition(municipality: str, key: str, language: str) -> Edition:
    """What residents see."""
    shown = Edition.objects.filter(state=State.PUBLISHED).select_related("copy", "persona")
    edition = shown.filter(
        copy__municipality__slug=municipality, copy__key=key, copy__language=language,
        screens__source=ScreenSource.RECORDED,
    ).first()  # fmt: skip
    if edition is None:
        raise CommandError(f"{municipality} shows no recorded copy {key} in the language {language}.")
    return edition


def _by_hand(file: Path) -> Trees:
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")
    return [one.tree for one in drafted([(screen.tree, screen.moment) for screen in read(file).screens])]
