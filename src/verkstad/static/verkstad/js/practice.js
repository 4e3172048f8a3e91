// The page around a practice copy: which frame is shown, what is said, and how far one has come. The frame tells only
// whether a step was right; what is typed in it is not known here. Without this the steps are pages of their own.
"use strict";

(() => {
  const KEPT = "verkstad-practice";
  // How long somebody who has finished waits for a slow line.
  const PATIENCE = 5000;
  // How long a screen may be on its way before it is said to be lost; and how long one that has come may take to say so,
  // because that it was loaded, error or not, is known before or after its own word.
  const SLOW = 10000;
  const LATE = 1000;

  // How far one has come in each copy; only in this browser, and only if it lets us.
  const progress = {
    all() {
      try {
        return JSON.parse(localStorage.getItem(KEPT)) || {};
      } catch {
        return {};
      }
    },
    of: (name) => progress.all()[name] || {},
    keep(name, more) {
      try {
        localStorage.setItem(KEPT, JSON.stringify({ ...progress.all(), [name]: { ...progress.of(name), ...more } }));
      } catch {
        // A private window: then one begins from the start.
      }
    },
  };

  for (const place of document.querySelectorAll("[data-practised]")) {
    const { step, receipt } = progress.of(place.dataset.practised);
    const done = place.querySelector(".vk-practised");
    const goOn = place.querySelector(".vk-practised__go-on");
    if (done) done.hidden = !receipt;
    if (goOn && step > 1) {
      goOn.href += `&step=${step}`;
      goOn.hidden = false;
    }
  }

  const player = document.querySelector("[data-player]");
  if (!player) return;

  const { screens, steps } = JSON.parse(document.getElementById("practice-player").textContent);
  const { name, language, group } = player.dataset;
  const words = player.querySelector("[data-words]").dataset;
  const part = (selector) => player.querySelector(selector);
  const goal = part("[data-goal]");
  const mark = part("[data-mark]");
  const answer = part("[data-answer]");
  const where = part("[data-where]");
  const frames = part("[data-frames]");
  const coming = part("[data-coming]");
  const lost = part("[data-lost]");
  const hintButton = part("[data-do=hint]");
  let at = Math.min(Number(player.dataset.first), steps.length) - 1;
  let furthest = progress.of(name).furthest || at;
  let hints = 0;
  let waiting;
  // How many were taken since the copy was begun.
  let taken = progress.of(name).hints || 0;

  // The number that a browser is known by in its group, as long as its tab is open.
  function learner() {
    try {
      if (!sessionStorage.getItem(KEPT)) sessionStorage.setItem(KEPT, player.dataset.learner);
      return sessionStorage.getItem(KEPT);
    } catch {
      return player.dataset.learner;
    }
  }

  // One after another, so that what happened first is known first.
  let told = Promise.resolve();
  const count = (what, step = "") => (told = told.then(() => tell(what, step)));

  async function tell(what, step) {
    const body = new URLSearchParams({ what, step, hints: taken });
    if (group) {
      body.set("group", group);
      body.set("learner", learner());
    }
    try {
      const response = await fetch(player.dataset.count, { method: "POST", body, keepalive: true });
      return response.ok ? await response.json() : {};
    } catch {
      return {};
    }
  }

  function frameOf(number) {
    const screen = screens[number];
    if (!screen) return null;
    const there = frames.querySelector(`[data-screen="${number}"]`);
    if (there) return there;
    const frame = document.createElement("iframe");
    frame.dataset.screen = number;
    frame.setAttribute("sandbox", "allow-scripts");
    frame.title = `${frames.dataset.title}: ${screen.title}`;
    frame.hidden = true;
    frame.src = screen.address;
    frame.addEventListener("load", () => setTimeout(giveUp, LATE, frame));
    frames.append(frame);
    return frame;
  }

  // A screen that does not come is said to be lost, and is shown if it comes after all. One that nobody waits for yet is
  // fetched again when it is its turn.
  function giveUp(frame) {
    if ("ready" in frame.dataset || !frame.isConnected) return;
    if (Number(frame.dataset.screen) !== steps[at]?.screen) return frame.remove();
    frame.dataset.late = "";
    showComing(frame);
  }

  function showComing({ dataset }) {
    const isReady = "ready" in dataset;
    lost.hidden = isReady || !("late" in dataset);
    coming.hidden = isReady || "late" in dataset;
    // What is on its way hears nothing: it can neither point something out nor be marked as read.
    hintButton.disabled = !isReady;
    return isReady;
  }

  // The screen of this step is shown when it can answer, and the one after it is fetched. The one before is out of
  // sight, because the press that ended it is still on its way through it; those before that are let go.
  function showScreen() {
    const number = steps[at].screen;
    const frame = frameOf(number);
    for (const other of [...frames.children]) {
      const before = number - Number(other.dataset.screen);
      if (before > 0) other.hidden = true;
      if (before > 1) other.remove();
    }
    clearTimeout(waiting);
    if (!showComing(frame)) {
      waiting = setTimeout(giveUp, SLOW, frame);
      return;
    }
    if (!frame.hidden) return;
    frame.hidden = false;
    frameOf(number + 1);
  }

  // ``besides`` is heard and not seen, because it is seen elsewhere.
  function say(text, look = "", besides = "") {
    const heard = document.createElement("span");
    heard.className = "vk-hidden";
    heard.textContent = besides;
    // It is never hidden, because some screen readers say nothing of what appears with its place.
    answer.replaceChildren(...(text ? [text, heard] : []));
    answer.dataset.look = look;
    mark.querySelector("span span").textContent = text;
  }

  function showStep() {
    const step = steps[at];
    goal.textContent = mark.querySelector("b").textContent = step.goal;
    where.textContent = where.dataset.where.replace("{number}", at + 1).replace("{all}", steps.length);
    part("progress").value = at;
    hints = 0;
    hintButton.textContent = step.expect === "read" ? words.read : words.hint;
    progress.keep(name, { step: at + 1 });
    showScreen();
  }

  async function finish() {
    progress.keep(name, { step: 1 });
    const { receipt } = await Promise.race([count("finished"), new Promise((go) => setTimeout(go, PATIENCE, {}))]);
    if (receipt) progress.keep(name, { receipt });
    location.assign(player.dataset.done);
  }

  // Who goes on in the middle of a screen does some of its steps again, which are counted once.
  function reach() {
    if (at <= furthest) return;
    furthest = at;
    progress.keep(name, { furthest });
    count("reached", steps[at].key);
  }

  function begin() {
    furthest = taken = 0;
    progress.keep(name, { furthest, hints: taken });
    count("started");
  }

  function right() {
    const before = steps[at].screen;
    at += 1;
    if (at === steps.length) return finish();
    reach();
    showStep();
    say(words.well, "right", steps[at].goal);
    // The page that was pressed on is gone, and with it the place one was at.
    if (steps[at].screen !== before) part("#coach").focus();
  }

  function wrong(key) {
    const step = steps[at];
    count("wrong", step.key);
    say(step.answers[key] || step.wrong || words.again, "wrong");
  }

  const tellFrame = (order) => frameOf(steps[at].screen).contentWindow.postMessage({ practice: order }, "*");

  // Others' words, then where it is, then it is done for one.
  function hint() {
    const step = steps[at];
    if (step.expect === "read") return tellFrame("do");
    count("hint", step.key);
    progress.keep(name, { hints: (taken += 1) });
    if (hints === 0 && step.hints[0]) say(step.hints[0], "hint");
    if (hints === 1 || (hints === 0 && !step.hints[0])) {
      say(step.hints[1] || step.hints[0] || step.goal, "hint");
      tellFrame("show");
      hints = 1;
    }
    if (hints === 2) return tellFrame("do");
    hints += 1;
    hintButton.textContent = hints === 1 ? words.more : words.doIt;
  }

  function speak() {
    speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance([goal.textContent, answer.firstChild?.textContent].join(" "));
    utterance.lang = language;
    utterance.rate = 0.9;
    speechSynthesis.speak(utterance);
  }

  function restart() {
    at = 0;
    frames.replaceChildren();
    showStep();
    say("");
    begin();
    part("#coach").focus();
  }

  function again() {
    frameOf(steps[at].screen).remove();
    showScreen();
    part("#coach").focus();
  }

  // A frame that is gone on with in the middle of a screen begins with the screen's first step.
  function toScreenStart() {
    while (at > 0 && steps[at - 1].screen === steps[at].screen) at -= 1;
  }

  const heard = {
    ready: showScreen,
    right,
    wrong: (data) => wrong(data.key),
    own: () => say(words.own, "wrong"),
    help: () => part("#coach").focus(),
    shown: (data) => window.scrollBy({ top: frames.getBoundingClientRect().top + Number(data.top) - innerHeight / 2 }),
  };
  window.addEventListener("message", (event) => {
    const frame = [...frames.children].find((one) => one.contentWindow === event.source);
    if (!frame) return;
    if (event.data?.practice === "ready") frame.dataset.ready = "";
    if (event.data?.practice === "height") frame.height = Math.min(Math.max(Number(event.data.height) || 0, 200), 6000);
    else if (frame === frameOf(steps[at]?.screen)) heard[event.data?.practice]?.(event.data);
  });
  const does = { hint, speak, restart, again };
  player.addEventListener("click", (event) => {
    if (at < steps.length) does[event.target.closest("[data-do]")?.dataset.do]?.();
  });
  player.querySelectorAll("[data-with-script]").forEach((one) => (one.hidden = false));
  player.querySelectorAll("[data-without-script]").forEach((one) => one.remove());
  new IntersectionObserver(([{ isIntersecting }]) => mark.toggleAttribute("data-alone", !isIntersecting)).observe(goal);
  part("[data-do=speak]").hidden = !("speechSynthesis" in window);
  if (at) toScreenStart();
  else begin();
  showStep();
})();
