"""Walks through the two services, as a person goes who makes one mistake on the way."""

from collections.abc import Callable, Mapping

from verkstad.practice.recorded.recorder import Recorder

type Walk = Callable[[Recorder, Mapping[str, str]], None]


def apply_for_plot(recorder: Recorder, person: Mapping[str, str]) -> None:
    page = recorder.page
    press(recorder, "Vad kostar det?")
    press(recorder, "Logga in och ansök")
    press(recorder, person["given_name"])
    press(recorder, "Fortsätt")
    page.check("#area-kvarnen")
    page.check("#kompost")
    press(recorder, "Fortsätt")
    for name, value in {"day": "1", "month": "5", "year": "2027"}.items():
        page.fill(f"#{name}", value)
    press(recorder, "Fortsätt")
    page.fill("#phone", person["phone"])
    page.fill("#email", person["email"])
    page.check("#answer-mejl")
    press(recorder, "Fortsätt")
    page.check("#true")
    press(recorder, "Skicka ansökan")


def have_bin_moved(recorder: Recorder, person: Mapping[str, str]) -> None:
    page = recorder.page
    press(recorder, "Hvad koster det?")
    press(recorder, "Start og log ind")
    press(recorder, person["given_name"])
    # Nobody but a person can reach into a closed shadow: by mouse.
    box = page.locator("bin-choice").bounding_box()
    page.mouse.click(box["x"] + 30, box["y"] + 60)
    press(recorder, "Næste")
    page.select_option("#place", "vej")
    page.fill("#date", "2027-03-01")
    page.check("#trappe")
    press(recorder, "Næste")
    page.fill("#phone", person["phone"])
    page.fill("#email", person["email"])
    page.check("#call-ja")
    press(recorder, "Send")
    press(recorder, "Ja, send")


def press(recorder: Recorder, text: str) -> None:
    recorder.page.get_by_text(text).locator("visible=true").first.click()
    recorder.settle()
