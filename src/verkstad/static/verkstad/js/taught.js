// Sends along what this browser has proved, when somebody chooses to tell that they took a test.
"use strict";

for (const form of document.querySelectorAll("[data-receipts]")) {
  form.addEventListener("formdata", ({ formData }) => {
    if (!formData.getAll("did").includes("test")) return;
    try {
      const kept = JSON.parse(localStorage.getItem("verkstad-learning")) || {};
      for (const { receipt } of Object.values(kept)) if (receipt) formData.append("receipt", receipt);
    } catch {
      // It keeps nothing: then it is counted without proof.
    }
  });
}
