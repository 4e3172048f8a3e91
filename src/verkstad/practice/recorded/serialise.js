// Takes what a page shows as the tree that tree.py tells of. Runs in every frame before the page's own scripts, because
// what these hide (closed shadows, styles and fonts they make) can only be seen while they make it.
(() => {
  const shadows = new WeakMap();
  const internals = new WeakMap();
  const written = new WeakMap();
  const changed = new WeakSet();
  const fonts = new WeakMap();
  const sprites = new Map();

  const NOT_TAKEN = new Set(["script", "noscript", "template", "object", "embed", "audio", "source", "track", "base", "meta"]);
  const ACTS = /^(on.*|action|formaction|formtarget|target|ping|nonce|integrity|srcdoc|srcset|sizes)$/;
  const WITHOUT_VALUE = new Set(["password", "file"]);

  const after = (owner, name, noted) => {
    const original = owner[name];
    owner[name] = function (...given) {
      const result = original.apply(this, given);
      noted(this, result, given);
      return result;
    };
  };
  after(Element.prototype, "attachShadow", (host, root) => shadows.set(host, root));
  after(HTMLElement.prototype, "attachInternals", (host, own) => internals.set(host, own));
  for (const name of ["replace", "replaceSync"]) {
    after(CSSStyleSheet.prototype, name, (sheet, _, [css]) => (written.set(sheet, css), changed.delete(sheet)));
  }
  for (const owner of [CSSStyleSheet.prototype, CSSGroupingRule.prototype]) {
    for (const name of ["insertRule", "deleteRule"]) {
      after(owner, name, (sheet) => changed.add(sheet.parentStyleSheet ?? sheet));
    }
  }
  window.FontFace = class extends FontFace {
    constructor(family, source, descriptors) {
      super(family, source, descriptors);
      fonts.set(this, source);
    }
  };
  const seen = { shadows, internals, written, changed, fonts };

  // A frame has seen what was made in it.
  const seenBy = (node) => (node.ownerDocument ?? node).defaultView?.verkstadRecorder?.seen ?? seen;

  // What is empty is left out.
  const kept = (node) => {
    for (const [name, value] of Object.entries(node)) {
      if (!value || value.length === 0 || (name === "scroll" && !value[0] && !value[1])) delete node[name];
    }
    return node;
  };

  const rules = (sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join("\n");

  const sheetOf = (element) => {
    const { sheet } = element;
    const media = element.media ? { media: element.media } : {};
    if (seenBy(element).changed.has(sheet)) return { address: sheet.href ?? element.baseURI, ...media, css: rules(sheet) };
    if (element.localName === "link") return { address: sheet.href, ...media };
    return { address: element.baseURI, ...media, css: element.textContent };
  };

  const adopted = (root) => {
    const { written, changed } = seenBy(root);
    const base = (root.ownerDocument ?? root).baseURI;
    return [...(root.adoptedStyleSheets ?? [])].filter((sheet) => !sheet.disabled).map((sheet) => ({
      address: base,
      ...(sheet.media.mediaText && { media: sheet.media.mediaText }),
      css: written.has(sheet) && !changed.has(sheet) ? written.get(sheet) : rules(sheet),
    }));
  };

  const inBase64 = (buffer) => {
    const bytes = new Uint8Array(buffer.buffer ?? buffer, buffer.byteOffset ?? 0, buffer.byteLength);
    let text = "";
    for (let start = 0; start < bytes.length; start += 8192) text += String.fromCharCode(...bytes.subarray(start, start + 8192));
    return btoa(text);
  };

  const fontFaces = (document) => {
    const { fonts } = seenBy(document);
    const made = [...document.fonts].filter((font) => fonts.has(font)).map((font) => {
      const source = fonts.get(font);
      const src = typeof source === "string" ? source : `url("data:font/woff2;base64,${inBase64(source)}")`;
      return `@font-face{font-family:${font.family};src:${src};font-weight:${font.weight};font-style:${font.style};`
        + `font-stretch:${font.stretch};unicode-range:${font.unicodeRange};font-display:${font.display}}`;
    });
    return made.length ? [{ address: document.baseURI, css: made.join("\n") }] : [];
  };

  // Only what the page itself has loaded already: the browser shows no <use> of another origin.
  const sprite = (address) => {
    if (!sprites.has(address)) {
      const request = new XMLHttpRequest();
      try {
        request.open("GET", address, false);
        request.send();
        sprites.set(address, new DOMParser().parseFromString(request.responseText, "image/svg+xml"));
      } catch {
        sprites.set(address, null);
      }
    }
    return sprites.get(address);
  };

  const serialise = (pressed) => {
    const made = {};
    // What stands behind each node, in the order in which they are numbered when they are read.
    const live = [];
    let count = 0;

    const drawn = (source, width, height, address) => {
      try {
        const canvas = source.localName === "canvas" ? source : Object.assign(document.createElement("canvas"), { width, height });
        if (canvas !== source) canvas.getContext("2d").drawImage(source, 0, 0);
        made[address] = canvas.toDataURL();
        return address;
      } catch {
        return ""; // A picture of another origin, which no script may read.
      }
    };

    const attributesOf = (element) => {
      const attributes = {};
      for (const { name, value } of element.attributes) if (!ACTS.test(name)) attributes[name] = value;
      const set = (name, on, value = "") => (on ? (attributes[name] = value) : delete attributes[name]);
      const { localName, type } = element;
      if (localName === "a" || localName === "area") {
        const href = attributes.href ?? attributes["xlink:href"];
        set("href", href !== undefined, href?.startsWith("#") ? href : "#");
        delete attributes["xlink:href"];
      } else if (localName === "input") {
        set("checked", element.checked);
        set("value", !WITHOUT_VALUE.has(type) && element.value !== "", element.value);
      } else if (localName === "textarea") {
        set("value", element.value, element.value);
      } else if (localName === "option") {
        set("selected", element.selected);
      } else if (localName === "img") {
        const address = element.currentSrc || element.src;
        if (address.startsWith("blob:")) drawn(element, element.naturalWidth, element.naturalHeight, address);
        set("src", address, address);
      } else if (localName === "iframe") {
        delete attributes.src;
      } else if (localName === "video") {
        Object.assign(attributes, { width: `${element.videoWidth}`, height: `${element.videoHeight}` });
      }
      return attributes;
    };

    const shadowOf = (element) => {
      const { shadows, internals } = seenBy(element);
      const root = element.shadowRoot ?? shadows.get(element) ?? internals.get(element)?.shadowRoot;
      return root && {
        mode: root.mode,
        ...(root.delegatesFocus && { delegates: true }),
        sheets: adopted(root),
        children: childrenOf(root),
      };
    };

    const pictureOf = (element) => {
      if (element.localName === "canvas") return drawn(element, 0, 0, `canvas:${(count += 1)}`);
      if (element.localName !== "video") return "";
      return drawn(element, element.videoWidth, element.videoHeight, `canvas:${(count += 1)}`);
    };

    const behind = (element) => {
      const { background, backgroundImage } = element.localName === "canvas" ? getComputedStyle(element) : {};
      return backgroundImage !== "none" && background;
    };

    const usedBy = (element) => {
      const href = element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "#";
      if (href.startsWith("#")) return [elementOf(element)];
      const [address, id] = new URL(href, element.baseURI).href.split("#");
      const used = id && sprite(address)?.getElementById(decodeURIComponent(id));
      if (!used) return [];
      live.push(null);
      const own = `verkstad-sprite-${(count += 1)}`;
      const part = elementOf(used);
      const node = elementOf(element);
      part.attributes = { ...part.attributes, id: own };
      delete node.attributes["xlink:href"];
      node.attributes.href = `#${own}`;
      return [{ kind: "element", name: "defs", children: [part] }, node];
    };

    const elementOf = (element) => {
      live.push(element);
      const { localName } = element;
      const top = element.matches(":popover-open") ? "popover" : element.matches(":modal") ? "modal" : "";
      const framed = localName === "iframe" && element.contentDocument?.documentElement;
      const styled = localName === "style" || localName === "link";
      return kept({
        kind: "element",
        name: localName === "video" ? "canvas" : localName,
        attributes: attributesOf(element),
        shadow: shadowOf(element),
        frame: framed && pageOf(element.contentDocument),
        sheet: styled && sheetOf(element),
        picture: pictureOf(element),
        behind: behind(element),
        scroll: element === element.ownerDocument.scrollingElement ? [0, 0] : [element.scrollLeft, element.scrollTop],
        shown: top,
        undefined: localName.includes("-") && !element.matches(":defined"),
        pressed: element === pressed,
        children: styled || localName === "textarea" || localName === "video" || framed ? [] : childrenOf(element),
      });
    };

    const isTaken = (element) => {
      if (element.localName === "style" || element.localName === "link") return element.sheet && !element.sheet.disabled;
      return !NOT_TAKEN.has(element.localName) && !(element.localName === "input" && element.type === "hidden");
    };

    const nodeOf = (node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        live.push(null);
        return [{ kind: "text", text: node.data }];
      }
      if (node.nodeType !== Node.ELEMENT_NODE || !isTaken(node)) return [];
      return node.localName === "use" ? usedBy(node) : [elementOf(node)];
    };
    const childrenOf = (parent) => [...parent.childNodes].flatMap(nodeOf);

    const pageOf = (document) => ({
      base: document.baseURI,
      quirks: document.compatMode === "BackCompat",
      scroll: [document.defaultView?.scrollX ?? 0, document.defaultView?.scrollY ?? 0],
      sheets: [...adopted(document), ...fontFaces(document)],
      root: elementOf(document.documentElement),
    });

    const tree = { v: 1, address: location.href, viewport: [innerWidth, innerHeight], page: pageOf(document) };
    return { tree, made, live };
  };

  // Not enumerable, so that no script of the page comes upon it by chance.
  Object.defineProperty(window, "verkstadRecorder", { value: { serialise, seen } });
})();
