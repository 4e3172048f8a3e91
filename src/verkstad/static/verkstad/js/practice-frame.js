// The player inside the frame: judges what is done here and tells the page only whether it was right. What is typed
// stays: no message and no request carries it.
"use strict";

(() => {
  const page = document.currentScript.dataset.page;
  const { steps, numbers } = JSON.parse(document.getElementById("practice-steps").textContent);
  const PRESSABLE = "a, button, summary, [role=button], input[type=submit], input[type=button], input[type=image], input[type=file]";
  let at = 0;
  let answering = 0;

  const tell = (practice, more = {}) => window.parent.postMessage({ practice, ...more }, page);
  const plain = (text) => text.normalize("NFC").toLowerCase().replace(/[\s.,–-]+/g, "");

  // As a whole or within other words.
  const personalIn = (text) => [text, ...(text.match(/\d{6,8} ?[-–+A]? ?\d{3,5}/g) || [])].filter(looksPersonal);

  // Whether it could be a personal number: of 10 or 12 digits the Swedish, of 10 the Danish, 11 Norwegian, 9 Faroese.
  function looksPersonal(text) {
    const digits = text.replace(/\D/g, "");
    const isDate = (day, month) =>
      month >= 1 && month <= 12 && [0, 40, 60].some((shift) => day - shift >= 1 && day - shift <= 31);
    const number = digits.length === 12 ? digits.slice(2) : digits;
    const parts = [0, 2, 4].map((from) => Number(number.slice(from, from + 2)));
    if (number.length === 10 && isDate(parts[2], parts[1])) return true;
    return digits.length >= 9 && digits.length <= 11 && isDate(parts[0], parts[1]);
  }

  const known = new Set([...numbers, ...steps.map((step) => step.value)].map(plain));
  const keyOf = (element) => element.dataset?.at;
  const roots = (root = document) => [
    root,
    ...[...root.querySelectorAll("*")].flatMap((element) => (element.shadowRoot ? roots(element.shadowRoot) : [])),
  ];
  const find = (key) => roots().flatMap((root) => [...root.querySelectorAll("[data-at]")]).find((one) => keyOf(one) === key);
  const on = (event, selector) => event.composedPath().find((one) => one.matches?.(selector));
  const controls = (element) =>
    element.matches("input, select, textarea") ? [element] : [...element.querySelectorAll("input, select, textarea")];

  const isFilledIn = (step) => !["press", "read"].includes(step.expect);

  function isDone(step) {
    const target = find(step.target);
    if (!target) return false;
    return controls(target).some((control) => {
      if (["radio", "checkbox"].includes(control.type)) return control.checked && (!step.value || control.value === step.value || control === target);
      return plain(control.value) === plain(step.value);
    });
  }

  function advance() {
    forget();
    at += 1;
    tell("right", { step: at });
    if (at < steps.length && isFilledIn(steps[at]) && isDone(steps[at])) advance();
  }

  function pressed(event) {
    const element = on(event, PRESSABLE);
    if (!element) return;
    const leadsOut = element.matches("a") && !element.getAttribute("href")?.startsWith("#");
    if (leadsOut || element.type === "file") event.preventDefault();
    const step = steps[at];
    const key = event.composedPath().map(keyOf).find(Boolean);
    if (!step || step.expect === "read" || (element.matches("summary") && key !== step.target)) return;
    const chosen = element.parentElement?.querySelector("[data-chosen]");
    if (chosen) chosen.hidden = false;
    if (step.expect === "press" && key === step.target) advance();
    else if (key) tell("wrong", { key });
  }

  function filled(event) {
    const control = event.composedPath()[0];
    const step = steps[at];
    const isAnswered = step && isFilledIn(step) && isDone(step);
    if (isAnswered) return advance();
    if (event.type !== "change") return;
    if (personalIn(control.value).some((number) => !known.has(plain(number)))) {
      control.value = "";
      return tell("own");
    }
    if (!step || !isFilledIn(step) || !find(step.target)?.contains(control) || !control.value) return;
    // The keys of a choice go through all that lies between; only where they stop is an answer.
    clearTimeout(answering);
    answering = setTimeout(() => steps[at] === step && tell("wrong", { key: step.target }), 400);
  }

  function forget() {
    roots().forEach((root) => root.querySelector("[data-pointed]")?.removeAttribute("data-pointed"));
  }

  function show() {
    const target = find(steps[at]?.target);
    if (!target) return;
    const control = controls(target).find((one) => one.value === steps[at].value) || controls(target)[0] || target;
    target.setAttribute("data-pointed", "");
    target.scrollIntoView({ block: "center" });
    control.focus();
    tell("shown", { top: target.getBoundingClientRect().top });
  }

  function doIt() {
    const step = steps[at];
    const target = step && find(step.target);
    show();
    if (step && !isFilledIn(step)) return advance();
    if (!target) return;
    const choice = controls(target).find((one) => ["radio", "checkbox"].includes(one.type) && (one === target || !step.value || one.value === step.value));
    if (choice) choice.checked = true;
    else controls(target)[0].value = step.value;
    advance();
  }

  const orders = { show, do: doIt };
  window.addEventListener("message", (event) => {
    if (event.source === window.parent) orders[event.data?.practice]?.();
  });
  document.addEventListener("click", pressed, true);
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  // A file of one's own has no business here: none is asked for, and none can be dropped.
  const holdFile = (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
  for (const name of ["dragover", "drop"]) document.addEventListener(name, holdFile, true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && tell("help"), true);
  // A change in a shadow root is not heard outside it.
  roots().forEach((root) => {
    root.addEventListener("input", filled, true);
    root.addEventListener("change", filled, true);
  });
  // What is as high as its window would grow for ever, if its window grew with it.
  let width = innerWidth;
  let grew = false;
  window.addEventListener("resize", () => {
    grew = innerWidth === width;
    width = innerWidth;
    requestAnimationFrame(() => setTimeout(() => (grew = false)));
  });
  new ResizeObserver(() => grew || tell("height", { height: document.documentElement.offsetHeight })).observe(document.documentElement);
  tell("ready");
})();
