// Passkeys: the browser asks for one, and the form is sent with its answer. Without JavaScript there are codes.
"use strict";

(function () {
  const canUsePasskeys = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

  async function optionsFor(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }

  async function ask(form) {
    const { publicKey } = await optionsFor(form);
    if (form.dataset.passkey === "get") {
      return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
    }
    // A passkey that signs in by itself: kept on the device, and opened by its owner.
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }

  async function answer(event) {
    const form = event.target;
    event.preventDefault();
    form.querySelector("[data-failed]").hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
    } catch {
      form.querySelector("[data-failed]").hidden = false;
      return;
    }
    form.submit();
  }

  for (const form of canUsePasskeys ? document.querySelectorAll("form[data-passkey]") : []) {
    form.hidden = false;
    form.addEventListener("submit", answer);
    document.querySelector("[data-without-passkeys]")?.remove();
  }

  document.querySelector("form[data-at-once]")?.requestSubmit();
})();
