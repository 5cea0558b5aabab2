// The reader: which card is looked at, which words belong to it, and a key for everything.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const reader = $("#reader");
  const text = $("#text");
  const words = $("#words").dataset;
  let current = null; // the id of the card that is looked at
  let wanted = null; // what to do once further cards are there
  let field = null; // the field of words that a selection fills
  let refocus = null; // what had the focus before a swap

  // Cards

  const cards = () => all("#cards > .card");
  const card = () => (current && document.getElementById(current)) || null;
  const waits = (one) => ["suggested", "stale"].includes(one.dataset.review) || (one.dataset.review === "waiting" && !("own" in one.dataset));

  function look(one, focus = true) {
    if (!one) return;
    for (const other of all("#cards > .card[aria-current]")) if (other !== one) other.removeAttribute("aria-current");
    one.setAttribute("aria-current", "true");
    const isNew = current !== one.id;
    current = one.id;
    if (focus) { one.focus({ preventScroll: true }); one.scrollIntoView({ block: "nearest" }); }
    if (isNew || !text?.querySelector(".lit")) light(one);
  }

  function light(one) {
    if (!text) return;
    for (const piece of all(".lit", text)) piece.classList.remove("lit");
    const own = all(`[data-c~="${one.dataset.n}"]`, text);
    for (const piece of own) piece.classList.add("lit");
    const first = own.find((piece) => +piece.dataset.s >= +one.dataset.s) || own[0];
    if (first) bring(first, text);
  }

  function bring(piece, pane) {
    const spot = piece.getBoundingClientRect(), room = pane.getBoundingClientRect();
    if (spot.top < room.top + 8 || spot.bottom > room.bottom - 8) pane.scrollTop += spot.top - room.top - room.height / 3;
  }

  function move(step, fits = () => true) {
    const every = cards();
    const at = every.findIndex((one) => one.id === current);
    const rest = step > 0 ? every.slice(at + 1) : every.slice(0, Math.max(at, 0)).reverse();
    const next = at < 0 ? every.find(fits) : rest.find(fits);
    if (next) { look(next); return; }
    const more = $(step > 0 ? "#later" : "#earlier");
    if (more) { wanted = () => move(step, fits); more.click(); return; }
    desk.say(step > 0 ? words.last : words.first);
  }

  function press(what) {
    const one = card() || cards()[0];
    if (!one) return;
    look(one, !one.contains(document.activeElement));
    const button = $(`[data-does="${what}"]`, one);
    if (!button) return;
    const link = button.dataset;
    if (button.matches("a")) htmx.ajax("GET", link.hxGet, { source: button, target: link.hxTarget, swap: link.hxSwap });
    else button.click();
  }

  desk.keys({
    j: () => move(1),
    k: () => move(-1),
    s: () => move(1, waits),
    a: () => press("a"),
    x: () => press("x"),
    e: () => press("e"),
    A: () => press("A"),
    u: () => { const form = $("#undo"); form.elements.claim.value = (current || "").replace("claim-", ""); form.requestSubmit(); },
    y: () => { const one = card() || cards()[0]; look(one, false); $(".why input", one)?.focus(); },
    n: () => { const one = card() || cards()[0]; look(one, false); const note = $(".note-on", one); if (note) { note.open = true; $("textarea", note).focus(); } },
    v: () => $("[data-shows]")?.click(),
    t: () => { if (document.activeElement === text) look(card() || cards()[0]); else text?.focus(); },
    r: () => $("#next-report").click(),
  });

  document.addEventListener("focusin", (event) => {
    const one = event.target.closest("#cards > .card");
    if (one) look(one, false);
    if (event.target.matches(".picks")) field = event.target;
  });
  document.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-closes]");
    if (closer) document.getElementById(closer.dataset.closes).close();
    const one = event.target.closest("#cards > .card");
    if (one) look(one, !event.target.closest("a, button, input, select, textarea, summary, label"));
  });

  // Words and cards, both ways

  text?.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-c]");
    if (!piece || !getSelection().isCollapsed) return;
    const numbers = piece.dataset.c.split(" ");
    const loaded = cards().filter((one) => numbers.includes(one.dataset.n));
    loaded.sort((a, b) => (a.dataset.e - a.dataset.s) - (b.dataset.e - b.dataset.s));
    if (loaded.length) look(loaded[0]); else location.search = `?from=${numbers[0]}`;
  });
  text?.addEventListener("mouseover", (event) => {
    for (const one of all("#cards .pointed")) one.classList.remove("pointed");
    const piece = event.target.closest("[data-c]");
    if (!piece) return;
    const numbers = piece.dataset.c.split(" ");
    for (const one of cards()) {
      if (!numbers.includes(one.dataset.n)) continue;
      one.classList.add("pointed");
      for (const fact of all(".fact", one)) if (covers(fact, piece)) fact.classList.add("pointed");
    }
  });
  text?.addEventListener("mouseleave", () => { for (const one of all("#cards .pointed")) one.classList.remove("pointed"); });
  const covers = (spot, piece) => +spot.dataset.s <= +piece.dataset.s && +piece.dataset.s < +spot.dataset.e;
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    $("#cards").addEventListener(enter, (event) => {
      const spot = event.target.closest(".fact, .quote, .words");
      if (!spot || !text) return;
      const range = spot.matches(".words") ? { dataset: { s: hidden(spot, "start").value, e: hidden(spot, "end").value } } : spot.matches(".quote") ? spot.closest(".card") : spot;
      const own = all("[data-s]:not(p)", text).filter((piece) => covers(range, piece));
      for (const piece of own) piece.classList.add("pointed");
      if (own[0] && enter === "mouseover") bring(own[0], text);
    });
    $("#cards").addEventListener(leave, () => { for (const piece of all(".pointed", text || document)) piece.classList.remove("pointed"); });
  }

  // Kinds that are marked

  for (const box of all("[data-kind]")) {
    box.addEventListener("change", () => text.classList.toggle(`no-${box.dataset.kind}`, !box.checked));
  }

  // Words selected in the text fill the field that was looked at last. Offsets are code points, not UTF-16.

  const hidden = (spot, which) => $(`input[name$="@${which}"]`, spot);
  const points = (string) => { let n = 0; for (const _ of string) n += 1; return n; };

  const endOf = (piece) => +piece.dataset.e || +piece.dataset.s + points(piece.textContent);

  function offset(node, at) {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.parentElement.closest("[data-s]");
      if (!piece) return null;
      if (piece.matches("p")) { // a bare run between two pieces
        const before = node.previousElementSibling;
        return (before ? endOf(before) : +piece.dataset.s) + points(node.data.slice(0, at));
      }
      if (piece.dataset.e) return at ? +piece.dataset.e : +piece.dataset.s;
      return +piece.dataset.s + points(node.data.slice(0, at));
    }
    if (node.matches("[data-s]:not(p)")) return at ? endOf(node) : +node.dataset.s;
    const next = node.childNodes[at];
    if (node.matches("p")) {
      if (next) return next.nodeType === Node.TEXT_NODE ? offset(next, 0) : +next.dataset.s;
      return node.lastChild.nodeType === Node.TEXT_NODE ? offset(node.lastChild, node.lastChild.data.length) : endOf(node.lastChild);
    }
    let line = next;
    while (line && line.nodeType !== Node.ELEMENT_NODE) line = line.nextSibling;
    if (line) return +line.dataset.s;
    return node.lastElementChild ? offset(node.lastElementChild, node.lastElementChild.childNodes.length) : null;
  }

  function pick() {
    const chosen = getSelection();
    if (!field?.isConnected || chosen.isCollapsed || !chosen.rangeCount) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const said = range.toString();
    const before = said.length - said.trimStart().length, after = said.length - said.trimEnd().length;
    const start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || !said.trim()) return;
    field.value = said.replace(/\s+/g, " ").trim();
    const spot = field.closest(".words");
    hidden(spot, "start").value = start + before;
    hidden(spot, "end").value = end - after;
    desk.say(`${words.found} ${field.value}`);
  }
  text?.addEventListener("mouseup", () => setTimeout(pick, 0));
  text?.addEventListener("picked", pick);
  document.addEventListener("change", (event) => {
    if (!event.target.matches(".picks") || !text || !event.target.value.trim()) return;
    const whole = text.textContent.replace(/\s+/g, " ");
    if (!whole.includes(event.target.value.trim().replace(/\s+/g, " "))) desk.say(words.unfound);
  });

  // Why: asked with the first decision, then said with all

  const known = () => $("#reason-words")?.value.trim();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".decide, .amend") || event.submitter?.matches("[name=add], [name=remove]")) return;
    const said = form.elements.reason;
    if (said.value.trim()) { if (!known()) $("#reason-words").value = said.value.trim(); return; }
    if (known()) { said.value = known(); return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const dialog = $("#why");
    const submitter = event.submitter;
    dialog.returnValue = "";
    dialog.onclose = () => {
      const why = $("#why-words").value.trim();
      look(card());
      if (dialog.returnValue !== "ok" || !why) return;
      said.value = why;
      form.requestSubmit(submitter);
    };
    dialog.showModal();
    $("#why-words").focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.target.matches(".why input") && (event.key === "Enter" || event.key === "Escape")) {
      event.preventDefault(); // a key decides, not this one
      look(event.target.closest(".card"));
    } else if (event.key === "Escape" && event.target.closest(".card.amending") && !$("dialog[open]")) {
      $("[data-does=cancel]", event.target.closest(".card")).click();
    } else if (event.key === "Escape" && event.target.closest(".note-on")) {
      event.target.closest(".note-on").open = false;
      look(event.target.closest(".card"));
    }
  });

  // What came back

  document.addEventListener("htmx:before:request", () => {
    const active = document.activeElement;
    const one = active?.closest?.("#cards > .card");
    refocus = one ? { id: one.id, name: active.name, value: active.value, button: active.tagName === "BUTTON" } : current ? { id: current } : null;
  });
  document.addEventListener("htmx:after:swap", (event) => {
    const told = $("#progress");
    if (told?.dataset.say) { desk.say(told.dataset.say); delete told.dataset.say; }
    const dialog = $("#above");
    const target = event.detail?.ctx?.target;
    if (target === dialog || target === "#above") { if (!dialog.open) dialog.showModal(); $("[autofocus]", dialog)?.focus(); return; }
    if (dialog.open) dialog.close();
    if (target === "#told" || target?.id === "told") {
      desk.say($("#told").textContent.trim());
      $("#told").scrollIntoView({ block: "center" });
      return;
    }
    if (wanted) { const act = wanted; wanted = null; act(); return; }
    const one = refocus && document.getElementById(refocus.id);
    if (!one || document.activeElement !== document.body) return;
    look(one);
    if (one.matches(".amending")) {
      const same = !refocus.button && refocus.name ? $(`[name="${CSS.escape(refocus.name)}"]`, one) : null;
      (same || $(".amend input:not([type=hidden]), .amend select", one))?.focus();
    }
    const alert = $("[role=alert]", one);
    if (alert) desk.say(alert.textContent.trim().slice(0, 200));
  });
  $("#above")?.addEventListener("close", () => { $("#above").replaceChildren(); look(card()); });

  // Where to begin

  const hash = location.hash.slice(1);
  const named = hash.startsWith("claim-") ? hash : reader.dataset.at ? `claim-${reader.dataset.at}` : "";
  if (named && document.getElementById(named)) look(document.getElementById(named));
  else if (hash.startsWith("claim-")) location.replace(`?claim=${encodeURIComponent(hash.slice(6))}`);
  else look(cards().find(waits) || cards()[0], false);
})();
