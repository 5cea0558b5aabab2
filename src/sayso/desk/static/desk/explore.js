// Explore: one filter, held by the address bar, for the facets, the time, the map and the list. A change loads the page anew and
// takes over its regions, so that what is shown is always what the address says.
"use strict";
(() => {
  const root = document.getElementById("explore");
  const filter = document.getElementById("filter");
  let underway = null;

  const number = (count) => count.toLocaleString(`${document.documentElement.lang}-u-nu-latn`);
  const said = (name, count) => root.dataset[name].replace("%n%", number(count));

  // The query without what is empty or as it is anyway.
  function plain(entries) {
    const query = new URLSearchParams();
    for (const [name, value] of entries) if (value && !(name === "sort" && value === "newest")) query.append(name, value);
    return query.toString();
  }

  function takeOver(page) {
    const focus = document.activeElement && document.activeElement.id;
    const open = new Map([...root.querySelectorAll("details.facet")].map((one) => [one.id, one.open]));
    for (const region of root.querySelectorAll("[data-region]")) {
      const fresh = page.getElementById(region.id);
      for (const { name, value } of fresh.attributes) region.setAttribute(name, value);
      region.replaceChildren(...document.adoptNode(fresh).childNodes);
    }
    for (const one of root.querySelectorAll("details.facet")) if (open.get(one.id)) one.open = true;
    const again = focus && document.getElementById(focus);
    if (again && document.activeElement !== again) again.focus({ preventScroll: true });
  }

  // Fields outside the regions say what the address says, unless somebody is writing in them.
  function fields() {
    const query = new URLSearchParams(location.search);
    for (const [id, name] of [["words", "q"], ["since", "since"], ["until", "until"]]) {
      const field = document.getElementById(id);
      if (field !== document.activeElement) field.value = query.get(name) || "";
    }
    query.delete("after"); query.delete("more"); query.delete("looked");
    const kept = root.querySelector("[data-query]");
    if (kept) kept.value = query.toString();
  }

  async function show(query, push) {
    if (underway) underway.abort();
    const mine = underway = new AbortController();
    root.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`${root.dataset.page}?${query}`, { headers: { "X-Part": "found" }, signal: mine.signal });
      if (answer.redirected) { location.assign(answer.url); return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      if (mine.signal.aborted) return;
      if (push) history.pushState({ explore: true }, "", query ? `?${query}` : location.pathname);
      takeOver(new DOMParser().parseFromString(text, "text/html"));
      fields();
      wire();
      root.dispatchEvent(new CustomEvent("filtered"));
      desk.say(said("saidFound", Number(document.getElementById("summary").dataset.total)));
    } catch (error) {
      if (error.name !== "AbortError") desk.say(root.dataset.saidFailed);
    } finally {
      if (underway === mine) { underway = null; root.removeAttribute("aria-busy"); }
    }
  }

  const asked = () => plain(new FormData(filter).entries());

  function choose(facet, value) {
    const query = new URLSearchParams(asked());
    const values = query.getAll(facet);
    query.delete(facet);
    for (const one of values.includes(value) ? values.filter((other) => other !== value) : [...values, value]) query.append(facet, one);
    show(plain(query.entries()), true);
  }

  const rows = () => [...root.querySelectorAll(".row-link")];

  function step(by) {
    const links = rows();
    const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = links[Math.min(links.length - 1, Math.max(0, at + by))];
    if (next) next.focus();
  }

  function count() {
    const shown = document.getElementById("chosen");
    const many = root.querySelectorAll("[name=code]:checked").length;
    if (shown) shown.closest(".marking").classList.toggle("some", many > 0);
    if (shown) shown.textContent = many ? `(${number(many)})` : "";
  }

  function wire() {
    const all = document.getElementById("all");
    if (all) all.addEventListener("change", () => { for (const one of root.querySelectorAll("[name=code]")) one.checked = all.checked; count(); });
    count();
  }

  filter.addEventListener("submit", (event) => { event.preventDefault(); show(asked(), true); });
  filter.addEventListener("change", (event) => { if (event.target.id !== "words") show(asked(), true); });
  root.addEventListener("change", (event) => { if (event.target.name === "code") count(); });
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-view]");
    const bar = event.target.closest("[data-facet]");
    if (bar) choose(bar.dataset.facet, bar.dataset.value);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isPage = link.closest(".pages");
    const query = new URL(link.href).searchParams, looked = new URLSearchParams(location.search).get("looked");
    if (looked && query.size && !query.has("looked")) query.append("looked", looked);
    show(query.toString(), true).then(() => { if (isPage) document.getElementById("list").focus(); });
  });
  addEventListener("popstate", () => { show(location.search.slice(1), false); });
  desk.keys({
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const row = document.activeElement.closest("tr"), box = row && row.querySelector("[name=code]");
      if (box) { box.checked = !box.checked; count(); }
    },
    t: () => { const field = document.getElementById("tag-word"); if (field) field.focus(); },
    n: () => { const link = document.getElementById("page-after"); if (link) link.click(); },
    p: () => { const link = document.getElementById("page-before"); if (link) link.click(); },
  });
  fields();
  wire();
})();
