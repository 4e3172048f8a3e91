// Radio buttons in a closed shadow root, styled by a sheet that is made here.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  fieldset { border: 0; padding: 0; margin: 0 0 24px; }
  legend { font-weight: 600; margin-bottom: 8px; }
  label { display: block; padding: 12px 16px; margin: 0 0 8px; border: 1px solid #747474; border-radius: 4px; }
  label:has(:checked) { border-color: #1a5b7a; background: #eef5f8; box-shadow: inset 0 0 0 1px #1a5b7a; }`);

const BINS = { mad: "Madaffald, 140 liter", rest: "Restaffald, 240 liter", papir: "Papir og pap, 240 liter" };

customElements.define("bin-choice", class extends HTMLElement {
  static formAssociated = true;

  constructor() {
    super();
    this.internals = this.attachInternals();
    this.root = this.attachShadow({ mode: "closed" });
    this.root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = "Dine spande";
    group.append(legend, ...Object.entries(BINS).map(([value, text]) => {
      const label = document.createElement("label");
      const radio = Object.assign(document.createElement("input"), { type: "radio", name: "choice", value });
      radio.checked = value === this.getAttribute("chosen");
      label.append(radio, ` ${text}`);
      return label;
    }));
    group.addEventListener("change", (event) => this.internals.setFormValue(event.target.value));
    this.root.replaceChildren(group);
  }
});
