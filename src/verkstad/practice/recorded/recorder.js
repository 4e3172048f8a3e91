// Sees what a person does in the service that is being recorded, and takes a tree just before it has any effect.
// Runs after serialise.js, in every frame; which hosts are never recorded is told by hosts.py.
(setup) => {
  const isAmong = (names) => names.some((name) => location.hostname === name || location.hostname.endsWith(`.${name}`));
  if (isAmong(setup.never) || !isAmong(setup.service)) return;

  const FILLED = "input:not([type=submit], [type=button], [type=image], [type=reset]), select, textarea, option, label";
  const PRESSED = "a[href], button, summary, input, [role], [tabindex]";
  const QUIET = 300;
  const recorder = window.verkstadRecorder;
  const tell = (what) => window[setup.binding](JSON.stringify(what));
  let stirred = performance.now();
  let pressedAt = -QUIET;

  if (window === top) {
    const banner = document.createElement("div");

    recorder.take = (moment, pressed) => {
      banner.remove();
      const start = performance.now();
      try {
        const { tree, made } = recorder.serialise(pressed);
        tell({ moment, tree, made, took: performance.now() - start });
      } catch (error) {
        tell({ moment: "failed", reason: `${error}` });
      }
      showBanner();
    };

    // Not while something comes in, moves or is drawn; what moves for ever is not waited for.
    recorder.isQuiet = () => document.readyState === "complete"
      && document.fonts.status === "loaded"
      && performance.now() - stirred > QUIET
      && !document.getAnimations().some((one) => one.playState === "running" && one.effect.getComputedTiming().endTime < Infinity);

    const showBanner = () => document.documentElement.append(banner);
    // What it hides can still be pressed through it.
    const fillBanner = () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`:host { position: fixed; inset: auto 0 0; z-index: 2147483647; display: flex; gap: 16px;
        align-items: center; padding: 8px 16px; background: rgb(122 16 32 / 85%); color: #fff; font: bold 16px/1.5 sans-serif;
        pointer-events: none; }
        span { flex: 1 } button { font: inherit; padding: 4px 12px; pointer-events: auto; }`);
      const root = banner.attachShadow({ mode: "closed" });
      root.adoptedStyleSheets = [sheet];
      const button = (text, act) => Object.assign(document.createElement("button"), { textContent: text, onclick: act });
      root.append(
        Object.assign(document.createElement("span"), { textContent: setup.words.banner }),
        button(setup.words.save, () => recorder.take("saved")),
        button(setup.words.finish, () => tell({ moment: "finished" })),
      );
      recorder.banner = banner;
    };
    fillBanner();
    document.addEventListener("DOMContentLoaded", showBanner);
  }

  const main = () => {
    try {
      return top.verkstadRecorder;
    } catch {
      return undefined; // In a frame of another origin, which the tree does not hold either.
    }
  };

  // Closed shadows tell only their host.
  const innermost = (event) => {
    let [element] = event.composedPath();
    for (;;) {
      const root = recorder.seen.shadows.get(element);
      const inner = event.detail ? root?.elementFromPoint(event.clientX, event.clientY) : root?.activeElement;
      if (!inner || inner === element) return element;
      element = inner;
    }
  };

  const control = (element) => {
    const found = element.closest?.(`${FILLED}, ${PRESSED}`);
    const { host } = element.getRootNode();
    return found || !host ? found : control(host);
  };

  const touched = () => tell({ moment: "touched" });

  const press = (element) => {
    pressedAt = performance.now();
    main()?.take("pressed", element);
  };

  window.addEventListener("click", (event) => {
    if (!event.isTrusted || event.composedPath().includes(main()?.banner)) return;
    const element = control(innermost(event));
    if (element && !element.matches(FILLED)) press(element);
    touched();
  }, true);
  window.addEventListener("change", touched, true);
  // Where Enter in a field sends a form that has no button.
  window.addEventListener("submit", (event) => {
    if (performance.now() - pressedAt > QUIET) press(event.submitter ?? document.activeElement);
  }, true);
  new MutationObserver((changes) => {
    if (changes.some((change) => change.target !== document.documentElement)) stirred = performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}
