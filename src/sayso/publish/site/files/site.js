"use strict";
// The table of incidents, and the form for a correction. Everything that comes out of data is put in as text.
const words = {};
const rows = [];
const SHOWN = 200;

function saysoWords(said) {
  Object.assign(words, said);
}

function saysoRows(some) {
  rows.push(...some);
}

function say(message, filled = {}) {
  return (words[message] || message).replace(/%\((\w+)\)s/g, (_, name) => filled[name] ?? "");
}

function made(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function drawn(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// Columns of a row, as lists.py writes them.
const [CODE, PAGE, TITLE, FIRST, LAST, WHEN, PLACE, COUNTRY, KIND, STRIKE, HARM, KILLED, CONTESTED, REVIEWED] = Array(14).keys();

class Table {
  constructor(box) {
    this.box = box;
    this.body = box.querySelector("tbody");
    this.form = box.querySelector("form");
    this.sorted = FIRST;
    this.down = false;
    this.many = SHOWN;
  }

  start() {
    this.facets = [
      { name: "country", label: say("Country"), of: (row) => row[COUNTRY] },
      { name: "kind", label: say("What happened"), of: (row) => row[KIND] },
      { name: "year", label: say("Year"), of: (row) => row[FIRST].slice(0, 4) },
      { name: "strike", label: say("Strike"), of: (row) => row[STRIKE] },
      { name: "harm", label: say("Harm"), of: (row) => row[HARM] },
      { name: "facts", label: say("Facts"), of: (row) => say(row[CONTESTED] ? "contested" : "agreed or told once") },
      { name: "state", label: say("State"), of: (row) => say(row[REVIEWED] ? "looked at" : "machine suggestion") },
    ];
    const days = rows.flatMap((row) => [row[FIRST], row[LAST]]).filter(Boolean).map(Date.parse);
    this.begin = days.reduce((a, b) => Math.min(a, b), Infinity);
    this.end = days.reduce((a, b) => Math.max(a, b), -Infinity);
    this.search = made("input", undefined, { type: "search", name: "q", autocomplete: "off" });
    const label = made("label", say("Search"));
    label.append(this.search);
    this.form.append(label);
    for (const facet of this.facets) this.form.append(this.choice(facet));
    this.form.addEventListener("input", () => this.again());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    for (const button of this.box.querySelectorAll("[data-sort]")) button.addEventListener("click", () => this.sort(Number(button.dataset.sort)));
    this.box.querySelector(".more").addEventListener("click", () => { this.many += SHOWN; this.show(); });
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.get("q")) this.search.value = asked.get("q");
    this.box.hidden = false;
    this.sort(FIRST);
  }

  choice(facet) {
    const counts = new Map();
    for (const row of rows) counts.set(facet.of(row), (counts.get(facet.of(row)) || 0) + 1);
    facet.select = made("select", undefined, { name: facet.name });
    facet.select.append(made("option", say("All"), { value: "" }));
    const values = [...counts].filter(([value]) => value).sort((a, b) => (a[0] < b[0] ? -1 : 1));
    for (const [value, count] of values) facet.select.append(made("option", `${value} (${count})`, { value }));
    const label = made("label", facet.label);
    label.append(facet.select);
    return label;
  }

  sort(column) {
    this.down = column === this.sorted ? !this.down : false;
    this.sorted = column;
    for (const button of this.box.querySelectorAll("[data-sort]")) {
      const head = button.closest("th");
      if (Number(button.dataset.sort) === column) head.setAttribute("aria-sort", this.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    rows.sort((a, b) => (a[column] < b[column] ? -1 : a[column] > b[column] ? 1 : 0) * (this.down ? -1 : 1));
    this.again();
  }

  again() {
    this.many = SHOWN;
    const asked = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = this.facets.filter((facet) => facet.select.value);
    this.found = rows.filter((row) => {
      if (!chosen.every((facet) => facet.of(row) === facet.select.value)) return false;
      const words = `${row[CODE]} ${row[TITLE]} ${row[PLACE]} ${row[COUNTRY]}`.toLowerCase();
      return asked.every((word) => words.includes(word));
    });
    this.show();
  }

  show() {
    this.body.replaceChildren(...this.found.slice(0, this.many).map((row) => this.line(row)));
    const said = this.found.length ? say("%(count)s of %(all)s incidents", { count: this.found.length, all: rows.length }) : say("Nothing fits.");
    this.box.querySelector(".many").textContent = said;
    this.box.querySelector(".more").hidden = this.found.length <= this.many;
  }

  line(row) {
    const line = made("tr");
    const code = made("td", undefined, { class: "code" });
    const link = made("a", undefined, { href: this.box.dataset.up + row[PAGE] });
    link.append(made("bdi", row[CODE]));
    code.append(link);
    const state = made("td");
    if (row[CONTESTED]) state.append(made("span", say("contested"), { class: "contested-mark" }), " ");
    if (!row[REVIEWED]) state.append(made("span", say("machine suggestion"), { class: "badge machine" }));
    line.append(code, made("td", row[WHEN]), this.when(row), this.apart(row[TITLE]), this.apart(row[KILLED]), made("td", row[STRIKE]), made("td", row[HARM]), state);
    return line;
  }

  apart(text) {
    const cell = made("td");
    cell.append(made("bdi", text));
    return cell;
  }

  when(row) {
    const cell = made("td");
    const first = Date.parse(row[FIRST] || row[LAST]);
    const last = Date.parse(row[LAST] || row[FIRST]);
    if (!Number.isNaN(first) && !Number.isNaN(last)) {
      const day = 86400000;
      const all = Math.max(this.end - this.begin + day, day);
      const svg = drawn("svg", { class: "when", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" });
      svg.append(drawn("path", { d: "M0 4H100", class: "axis" }));
      const x = Math.min((100 * (first - this.begin)) / all, 99);
      svg.append(drawn("rect", { x, width: Math.max((100 * (last - first + day)) / all, 1), height: 8, class: "span" }));
      cell.append(svg);
    }
    return cell;
  }
}

function loaded(address) {
  return new Promise((done) => {
    const script = made("script", undefined, { src: address });
    script.addEventListener("load", done);
    script.addEventListener("error", done);
    document.head.append(script);
  });
}

async function incidents(box) {
  const scripts = box.dataset.scripts.split(" ").filter(Boolean);
  await Promise.all(scripts.map((script) => loaded(box.dataset.root + script)));
  new Table(box).start();
}

function correction(form) {
  const code = decodeURIComponent(location.hash.slice(1));
  if (/^[\w-]{1,40}$/.test(code)) form.textContent = form.textContent.replace('"code": ""', `"code": ${JSON.stringify(code)}`);
  const button = document.querySelector("[data-copies]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(form.textContent);
    document.querySelector(".copied").textContent = say("Copied.");
  });
}

document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("table");
  if (box) incidents(box);
  const form = document.getElementById("correction");
  if (form) correction(form);
});
