// Words of the text without a mouse, for a field that holds words: ↓ in the field goes to the text, arrows go from word to word,
// with Shift they take one more, Enter brings the words back, Escape does not.
"use strict";
(() => {
  const text = document.getElementById("text");
  const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.,:-]*[\p{L}\p{M}\p{N}]|[\p{L}\p{N}]/gu;
  let field = null, terms = [], first = 0, last = 0;

  // Every word of the text with where it begins and ends; one that is marked in part only goes through several nodes.
  function read() {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), runs = [];
    let whole = "", line = null;
    while (walker.nextNode()) {
      const node = walker.currentNode, own = node.parentElement.closest("p");
      if (own !== line) { whole += "\n"; line = own; }
      runs.push({ node, at: whole.length });
      whole += node.data;
    }
    let run = 0;
    const place = (at, isEnd) => {
      while (runs[run + 1] && (isEnd ? runs[run + 1].at < at : runs[run + 1].at <= at)) run += 1;
      return { node: runs[run].node, at: at - runs[run].at };
    };
    return [...whole.matchAll(WORD)].map((found) => {
      const start = place(found.index, false), end = place(found.index + found[0].length, true);
      return { start, end, piece: start.node.parentElement.closest("[data-s]") };
    });
  }

  function show() {
    const { start } = terms[first], { end } = terms[last];
    getSelection().setBaseAndExtent(start.node, start.at, end.node, end.at);
    const spot = getSelection().getRangeAt(0).getBoundingClientRect(), room = text.getBoundingClientRect();
    if (spot.top < room.top || spot.bottom > room.bottom) text.scrollTop += spot.top - room.top - room.height / 3;
    desk.say(getSelection().toString().replace(/\s+/g, " "));
  }

  const startOf = (term) => Number(term.piece?.dataset.s ?? 0) + (term.piece?.matches("p") ? 0 : [...term.start.node.data.slice(0, term.start.at)].length);

  // The words that the field has now, or where the claim begins.
  function begin() {
    terms = read();
    if (!terms.length) return false;
    const card = field.closest(".card"), spot = field.closest(".words");
    const wanted = Number(spot.querySelector("[name$='@start']").value || card.dataset.s), end = Number(spot.querySelector("[name$='@end']").value);
    first = Math.max(0, terms.findIndex((term) => startOf(term) >= wanted && !term.piece?.matches("p")));
    last = first;
    while (end && terms[last + 1] && !terms[last + 1].piece?.matches("p") && startOf(terms[last + 1]) < end) last += 1;
    return true;
  }

  // The word above or below: of the nearest line, the one that stands nearest.
  function lined(step) {
    const box = (term) => { const range = document.createRange(); range.setStart(term.start.node, term.start.at); range.setEnd(term.end.node, term.end.at); return range.getBoundingClientRect(); };
    const own = box(terms[step > 0 ? last : first]);
    let best = null, top = null;
    for (let at = step > 0 ? last + 1 : first - 1; terms[at]; at += step) {
      const spot = box(terms[at]);
      if (Math.abs(spot.top - own.top) < spot.height / 2) continue;
      if (top !== null && Math.abs(spot.top - top) > spot.height / 2) break;
      top = spot.top;
      const far = Math.abs(spot.left - own.left);
      if (!best || far < best.far) best = { at, far };
    }
    return best ? best.at : step > 0 ? terms.length - 1 : 0;
  }

  function step(key, isMore) {
    const isForward = getComputedStyle(terms[first].start.node.parentElement).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const goal = { ArrowDown: () => lined(1), ArrowUp: () => lined(-1), Home: () => terms.findIndex((term) => startOf(term) >= Number(field.closest(".card").dataset.s)), End: () => terms.length - 1 }[key];
    let to = goal ? goal() : key === isForward ? last + 1 : isMore ? last - 1 : first - 1;
    to = Math.min(Math.max(to, 0), terms.length - 1);
    if (isMore) last = Math.max(to, first); else first = last = to;
    show();
  }

  document.addEventListener("focusin", (event) => { if (event.target.matches(".picks")) field = event.target; });
  document.addEventListener("keydown", (event) => {
    if (!text || event.key !== "ArrowDown" || !event.target.matches(".picks") || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (!begin()) return;
    text.focus({ preventScroll: true });
    show();
  });
  text?.addEventListener("keydown", (event) => {
    if (!field?.isConnected || !terms.length || event.ctrlKey || event.altKey || event.metaKey) return;
    if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) step(event.key, event.shiftKey);
    else if (event.key === "Enter") { text.dispatchEvent(new Event("picked")); field.focus(); }
    else if (event.key === "Escape") field.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
})();
