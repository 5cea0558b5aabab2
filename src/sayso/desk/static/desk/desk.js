// What every screen shares: keys, dialogs, and what is said to a screen reader. A screen adds its own keys with
// desk.keys({ a: (event) => … }); a key works while no field is being written in. "gx" is g and then x.
"use strict";
const desk = (() => {
  const screens = new Map();
  const own = new Map();
  let awaited = null;

  const writing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  function keys(table) {
    for (const [key, act] of Object.entries(table)) own.set(key, act);
  }

  function say(words) {
    const live = document.getElementById("live");
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = words; });
  }

  function open(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (writing(event.target) || document.querySelector("dialog[open]")) return;
    if (awaited === "g") {
      awaited = null;
      const link = screens.get(event.key), after = own.get(`g${event.key}`);
      if (link) { event.preventDefault(); link.click(); }
      else if (after) { event.preventDefault(); after(event); }
      return;
    }
    if (event.key === "g") { awaited = "g"; setTimeout(() => { awaited = null; }, 1500); return; }
    if (event.key === "?" && !own.has("?")) { event.preventDefault(); open("keys"); return; }
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); }
      return;
    }
    const act = own.get(event.key);
    if (act) { event.preventDefault(); act(event); }
  }

  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog").close();
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("nav [data-key]")) screens.set(link.dataset.key, link);
  });
  return { keys, say, open };
})();
