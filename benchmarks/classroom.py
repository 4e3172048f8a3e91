"""A class that learns: how soon each is answered when thirty read a module at once in one room.

Needs a running demo. Each learner is a thread with kept connections that loads what a browser without a cache loads,
reads each lesson one to four seconds, tells of it as the page's script does, and answers the questions. Then all of
them press at the same moment, page after page.

    make demo BACKGROUND=1
    python benchmarks/classroom.py [--port 8000] [--learners 30]
"""

import argparse
import re
from urllib.parse import urlencode, urljoin

from machine import print_figures
from practice import COUNT, Learner, told, walk

PACKAGE = "/bjorkhamn/sv/learn/base/"
MODULE = f"{PACKAGE}what-is-the-internet/"
LESSON = re.compile(r'<li data-lesson="([^"]+)"><a class="vk-target" href="([^"]+)"')
QUESTION = re.compile(r'name="([^"]+)" value="0"')


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure a class that learns.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--learners", type=int, default=30)
    arguments = parser.parse_args()
    start = f"http://127.0.0.1:{arguments.port}{PACKAGE}"
    for title, is_together in (("each at their own pace", False), ("all press at the same moment", True)):
        times = walk(start, arguments.learners, is_together=is_together, kind=Reader)
        rows = [[kind, len(found), *told(found)] for kind, found in sorted(times.items())]
        heads = ["answers", "number", "median", "95th percentile", "longest"]
        print_figures(f"{arguments.learners} learners, {title}", heads, rows)


class Reader(Learner):
    """One browser with an empty cache that reads a module to its end."""

    def walk(self) -> None:
        if not self.together:
            self.think()
        self.load("package", self.start)
        self.think()
        html = self.load("module", urljoin(self.start, MODULE))
        self.counter = urljoin(self.start, COUNT.search(html)[1].replace("&amp;", "&"))
        for number, (lesson, address) in enumerate(LESSON.findall(html)):
            self.think()
            self.load("lesson", urljoin(self.start, address.replace("&amp;", "&")))
            if number == 0:
                self.ask("count", self.counter, urlencode({"what": "started"}))
            self.ask("count", self.counter, urlencode({"what": "reached", "lesson": lesson}))
        self.think()
        questions = self.load("questions", urljoin(self.start, f"{MODULE}quiz/"))
        self.think()
        answers = dict.fromkeys(QUESTION.findall(questions), "0")
        self.ask("marking", urljoin(self.start, f"{MODULE}quiz/"), urlencode(answers))


if __name__ == "__main__":
    main()
