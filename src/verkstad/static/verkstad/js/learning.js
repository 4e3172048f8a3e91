// How far one has come with what one learns: which lessons were read and which modules proved. It is known to this
// browser alone, and only if it keeps things. Without this all can be read as well.
"use strict";

(() => {
  const KEPT = "verkstad-learning";
  const PRACTISED = "verkstad-practice";

  function all(kept = KEPT) {
    try {
      return JSON.parse(localStorage.getItem(kept)) || {};
    } catch {
      return {};
    }
  }

  function keep(name, more) {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ ...all(), [name]: { ...all()[name], ...more } }));
    } catch {
      // A private window: then nothing is kept.
    }
  }

  // By the name of its module, each receipt of those whose names begin so.
  const receiptsOf = (front) => Object.entries(all()).filter(([name, { receipt }]) => receipt && name.startsWith(front));

  // Counted without saying who, and once in each browser that keeps things; nothing waits for it.
  const count = (place, what, ...more) => navigator.sendBeacon(place.dataset.count, new URLSearchParams([["what", what], ...more]));

  function proved(place, receipt) {
    const name = place.dataset.learnt;
    const others = receiptsOf(`${name.split("/")[0]}/`).map(([, { receipt: kept }]) => ["kept", kept]);
    if (!all()[name]?.receipt) count(place, "proved", ["receipt", receipt], ...others);
    keep(name, { receipt });
  }

  // What was practised to its end proves a module, if it was enough.
  async function prove(place) {
    const { prove: address, practices } = place.dataset;
    const asked = practices.split(" ");
    const done = Object.entries(all(PRACTISED)).filter(([copy, { receipt }]) => receipt && asked.includes(copy.split("/")[0]));
    if (new Set(done.map(([copy]) => copy.split("/")[0])).size < asked.length) return;
    const body = new URLSearchParams(done.map(([, { receipt }]) => ["receipt", receipt]));
    const response = await fetch(address, { method: "POST", body });
    const { receipt, hints } = response.ok ? await response.json() : {};
    if (receipt) proved(place, receipt);
    place.querySelector("[data-hints]").hidden = !hints;
    place.querySelector("[data-proved]").hidden = !receipt;
  }

  const readIn = (name) => all()[name]?.read || [];

  for (const place of document.querySelectorAll("[data-learnt]")) {
    const { learnt: name, lessons, reading, receipt } = place.dataset;
    if (reading && !readIn(name).includes(reading)) {
      if (!readIn(name).length) count(place, "started");
      count(place, "reached", ["lesson", reading]);
      keep(name, { read: [...readIn(name), reading] });
    }
    if (receipt) proved(place, receipt);
    const read = readIn(name);
    const isProved = "inAccount" in place.dataset || Boolean(all()[name]?.receipt);
    const show = (selector, is) => place.querySelectorAll(selector).forEach((one) => (one.hidden = !is));
    show("[data-proved]", isProved);
    if (place.dataset.prove && !isProved) prove(place).catch(() => {});
    show("[data-done]", !isProved && read.length >= Number(lessons));
    const outline = [...place.querySelectorAll("[data-lesson]")];
    for (const lesson of outline) lesson.querySelector(".vk-learnt").hidden = !read.includes(lesson.dataset.lesson);
    const next = outline.find((lesson) => !read.includes(lesson.dataset.lesson));
    if (read.length && next) {
      const link = place.querySelector("[data-go-on]");
      link.href = next.querySelector("a").href;
      link.hidden = false;
      place.querySelector("[data-begin]").dataset.variant = "secondary";
    }
  }

  function send(form, receipts) {
    for (const [, { receipt }] of receipts) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "receipt", value: receipt }));
    }
    form.hidden = false;
  }

  // All modules of the package are proved: its certificate can be had, or was got here before.
  for (const place of document.querySelectorAll("[data-whole]")) {
    const modules = [...document.querySelectorAll("[data-learnt]")];
    const certificate = all()[place.dataset.whole]?.certificate;
    place.hidden = !modules.every(({ dataset }) => all()[dataset.learnt]?.receipt);
    if (certificate) place.querySelector("[data-got]").href = certificate;
    place.querySelector("[data-got]").hidden = !certificate;
  }

  for (const place of document.querySelectorAll("[data-certificate-form]")) {
    const receipts = receiptsOf(`${place.dataset.certificateForm}/`);
    const form = place.querySelector("form[hidden]");
    if (!form || !receipts.length) continue;
    send(form, receipts);
    place.querySelector("[data-without]").hidden = true;
  }

  for (const { dataset } of document.querySelectorAll("[data-certificate]")) {
    keep(dataset.certificate, { certificate: location.pathname });
  }

  // What the account of a member of staff has not yet.
  for (const form of document.querySelectorAll("[data-move]")) {
    const there = [...document.querySelectorAll("[data-in-account]")].map(({ dataset }) => dataset.inAccount);
    const receipts = receiptsOf("").filter(([name]) => !there.includes(name));
    if (receipts.length) send(form, receipts);
  }

  for (const kept of document.querySelectorAll("[data-kept]")) {
    kept.hidden = Object.keys(all()).length === 0;
    kept.querySelector("[data-forget]").addEventListener("click", () => {
      localStorage.removeItem(KEPT);
      location.reload();
    });
  }
})();
