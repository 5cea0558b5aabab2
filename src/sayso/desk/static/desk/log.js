// The log: its filter shows what it says at once, and its entries are walked through by keyboard.
"use strict";
(() => {
  const filter = document.getElementById("log-filter");
  const links = [...document.querySelectorAll(".row-link")];

  function step(by) {
    const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = links[Math.min(links.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  }

  // No empty fields in the address.
  filter.addEventListener("formdata", (event) => { for (const [name, value] of [...event.formData.entries()]) if (!value) event.formData.delete(name); });
  for (const field of filter.querySelectorAll("select")) field.addEventListener("change", () => filter.requestSubmit());
  desk.keys({ j: () => step(1), k: () => step(-1), n: () => { const link = document.getElementById("older"); if (link) link.click(); } });
})();
