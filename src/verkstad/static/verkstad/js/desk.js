// The desk page: remembers where one stands, and shows what desk-worker.js keeps on the device until the network is back.
"use strict";

(function () {
  const page = document.querySelector("[data-desk]");
  const form = page.querySelector("[data-log]");
  const where = page.querySelector("#where");
  const standing = page.dataset.place;
  const remembered = `place ${page.dataset.town}`;
  const given = new URLSearchParams(location.search).get("place");
  const isPlace = (slug) => slug !== null && [...(where?.options ?? [])].some((option) => option.value === slug && !option.disabled);

  if (given !== null && given === standing) localStorage.setItem(remembered, given);
  const there = given ?? localStorage.getItem(remembered);
  if (there !== standing && isPlace(there) && given === null) location.replace(`?${new URLSearchParams({ place: there })}`);
  where?.addEventListener("change", () => where.form.requestSubmit());
  page.querySelector("[data-change]")?.remove();

  if (!form || !navigator.serviceWorker) return;
  // A page that a device has kept may be of another place than the one that is asked for.
  if (isPlace(there)) where.value = form.elements.place.value = there;

  const box = page.querySelector("[data-kept]");
  const list = box.querySelector("[data-entries]");
  let again;

  function ask(message) {
    clearTimeout(again);
    navigator.serviceWorker.controller?.postMessage({ place: form.elements.place.value, ...message });
  }

  function say(name, number) {
    const words = box.querySelector(`[data-say="${name}"]`);
    words.hidden = !number;
    words.querySelector("[data-number]").textContent = number;
  }

  function row(entry) {
    const item = box.querySelector("[data-entry]").content.cloneNode(true);
    const part = (name) => item.querySelector(`[data-${name}]`);
    part("time").textContent = new Date(entry.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    part("said").textContent = [entry.about, entry.went].join(". ");
    part("refused").textContent = entry.refused ?? "";
    part("refused").hidden = !entry.refused;
    part("mend").addEventListener("click", () => mend(entry));
    part("remove").addEventListener("click", () => ask({ remove: entry.key }));
    return item;
  }

  function show({ state, sent, entries }) {
    const waiting = entries.filter((entry) => !entry.refused).length;
    say("sent", sent);
    for (const name of ["offline", "signed-out", "failed"]) say(name, name === state ? waiting : 0);
    list.replaceChildren(...entries.map(row));
    list.parentElement.hidden = !entries.length;
    if (waiting < entries.length) list.parentElement.open = true;
    box.hidden = !sent && !entries.length;
    if (waiting) again = setTimeout(ask, 5000);
  }

  // Put what was said back into the form; its outcome is tapped once more, and then it stands for the same enquiry.
  function mend(entry) {
    const subjects = [...form.querySelectorAll("[name=subject]")];
    if (!subjects.some((subject) => subject.value === entry.subject)) {
      const button = subjects[0].closest("label").cloneNode(true);
      button.querySelector("input").value = entry.subject;
      button.querySelector("span").textContent = entry.about;
      form.querySelector("#found").replaceChildren(button);
    }
    for (const [name, value] of Object.entries(entry)) {
      if (form.elements[name] && name !== "outcome") form.elements[name].value = value;
    }
    form.querySelector("[data-more]").open = true;
    form.elements.note.focus();
  }

  let kindIsChosen = false;
  form.addEventListener("change", ({ target }) => {
    if (target.name === "kind") kindIsChosen = true;
    if (target.name === "subject" && target.dataset.kind && !kindIsChosen) form.elements.kind.value = target.dataset.kind;
  });
  form.addEventListener("submit", ({ submitter }) => {
    form.elements.about.value = form.querySelector("[name=subject]:checked").closest("label").textContent.trim();
    form.elements.went.value = submitter.textContent.trim();
  });

  navigator.serviceWorker.addEventListener("message", ({ data }) => show(data));
  navigator.serviceWorker.addEventListener("controllerchange", () => ask());
  window.addEventListener("online", () => ask());
  // Also when the page is shown again by going back: another entry, not the same once more.
  window.addEventListener("pageshow", () => {
    form.elements.key.value = crypto.randomUUID();
    ask();
  });
  navigator.serviceWorker.register(page.dataset.desk);
})();
