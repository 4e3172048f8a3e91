// What a page can do besides: suggestions by keyboard, "use my position", print, count a choice. All of it works without.
"use strict";

// Suggestions under a search box: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete, manual selection).
function makeCombobox(form) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  let active = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function mark(index) {
    active = index;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = options()[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
  }

  function choose(option) {
    show(false);
    input.value = option.dataset.text;
    form.requestSubmit();
  }

  function receive() {
    const count = options().length;
    options().forEach((option, at) => {
      option.id = `${list.id}-${at}`;
    });
    show(count > 0 && document.activeElement === input);
    status.textContent = count === 0 ? "" : count === 1 ? status.dataset.one : `${status.dataset.many} ${count}`;
  }

  function step(by) {
    const count = options().length;
    if (!count) return;
    if (list.hidden) show(true);
    // One place more than there are options: the box itself.
    mark(((active + 1 + by + count + 1) % (count + 1)) - 1);
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => choose(options()[active]),
    Escape: () => show(false),
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  list.addEventListener("htmx:afterSwap", receive);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    const isForList = event.key in keys && (event.key.startsWith("Arrow") ? options().length > 0 : !list.hidden);
    if (!isForList || event.isComposing || (event.key === "Enter" && active < 0)) return;
    event.preventDefault();
    keys[event.key]();
  });
}

// Three decimals are about 100 metres: near enough for a library, too coarse for a home.
const toHundredMetres = (degrees) => degrees.toFixed(3);

function makePositionButton(form) {
  const button = form.querySelector("[data-position-button]");
  const status = form.querySelector("[role=status]");
  if (!button || !navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        for (const [name, degrees] of [["lat", coords.latitude], ["lon", coords.longitude]]) {
          form.elements[name].value = toHundredMetres(degrees);
          form.elements[name].disabled = false;
        }
        form.elements.district.disabled = true;
        form.submit();
      },
      () => {
        button.removeAttribute("aria-busy");
        status.textContent = status.dataset.failed;
      },
      { timeout: 10000, maximumAge: 300000 },
    );
  });
}

function countChoice(event) {
  const link = event.target.closest("a[data-chosen]");
  const place = link && link.closest("[data-chosen-url]");
  if (!place) return;
  const choice = new FormData();
  choice.append("key", place.dataset.chosenKey);
  choice.append("result", link.dataset.chosen);
  navigator.sendBeacon(place.dataset.chosenUrl, choice);
}

document.querySelectorAll("[data-combobox]").forEach(makeCombobox);
document.querySelectorAll("[data-position]").forEach(makePositionButton);
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
document.querySelectorAll("[data-focus]").forEach((message) => message.focus());
document.addEventListener("click", countChoice);
