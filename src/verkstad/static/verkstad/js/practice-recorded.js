// Finishes in the frame of a recorded screen what no page can say of itself: what lies above the page, and how far
// things have been scrolled.
"use strict";

(() => {
  const shadows = (root) => [...root.querySelectorAll("*")].flatMap((one) => (one.shadowRoot ? [one.shadowRoot, ...shadows(one.shadowRoot)] : []));
  const roots = [document, ...shadows(document)];
  const told = roots.flatMap((root) => [...root.querySelectorAll("[data-above], [data-scroll]")]);
  for (const modal of told.filter((one) => one.dataset.above === "modal" && one.showModal)) {
    modal.close();
    modal.showModal();
  }
  // A modal that opens hides what pops up, so these come after it.
  for (const popover of told.filter((one) => one.dataset.above === "popover" && one.showPopover)) popover.showPopover();
  for (const one of told) if (one.dataset.scroll) one.scrollTo(...one.dataset.scroll.split(" ").map(Number));
})();
