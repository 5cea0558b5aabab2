// What every screen shares: keys, dialogs, and what is said to a screen reader. A screen adds its own keys with
// desk.keys({ a: (event) => … }); a key works while no field is being written in. "gx" is g and then x.
"use strict";
const desk = (() => {
  const screens = new Map();
  const own = new Map();
  const told = new Map(); // what was said of each part that says what goes on
  const OFF = "sayso-keys-off"; // in this browser, for whoever speaks to the computer or types with a stick
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
    if (event.key === "Escape") { closeMenu(event); return; }
    if (writing(event.target) || document.querySelector("dialog[open]") || localStorage.getItem(OFF)) return;
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

  function closeMenu(event) {
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    if (menu.contains(event.target)) menu.querySelector("summary").focus();
  }

  // Parts that say what goes on are put anew as a whole: what is new in them is said, and nothing twice.
  function tellParts(isFirst) {
    for (const part of document.querySelectorAll("[data-says]")) {
      const words = part.textContent.trim().replace(/\s+/g, " ");
      if (!isFirst && words && told.get(part.dataset.says) !== words) say(words);
      told.set(part.dataset.says, words);
    }
  }

  // A page that answers a deed is a new page: what it tells is said, and the next Tab goes to what comes after it.
  function arrive() {
    const answer = document.querySelector("#told p, #behind [role=status]");
    if (!answer || location.hash || document.activeElement !== document.body) return;
    document.getElementById("content").focus({ preventScroll: true });
    say(answer.textContent.trim());
  }

  function wireSwitch() {
    const box = document.getElementById("keys-on");
    if (!box) return;
    box.checked = !localStorage.getItem(OFF);
    box.addEventListener("change", () => { if (box.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "yes"); });
  }

  document.addEventListener("keydown", pressed);
  document.addEventListener("htmx:after:swap", () => tellParts(false));
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog").close();
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("nav [data-key]")) screens.set(link.dataset.key, link);
    tellParts(true);
    arrive();
    wireSwitch();
  });
  return { keys, say, open };
})();
