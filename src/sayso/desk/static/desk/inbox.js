// The inbox: files dropped or chosen are sent a few at a time, jobs are watched while there are any, and the list of reports
// follows. Words of reports and names of files are only ever set as text by the server.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const MOST_FILES = 40, MOST_BYTES = 48e6, PAUSE = 900;
  const forms = document.querySelectorAll("form[data-adds]");
  const adding = document.getElementById("adding");
  const drop = document.getElementById("drop");
  let watching = null, told = states();

  // Sending ------------------------------------------------------------------------------------------------------------

  async function post(form, fields, files, more) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    for (const { file } of files) body.append("files", file, file.name);
    body.append("names", JSON.stringify(files.map(({ name }) => name)));
    body.append("more", more);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const type = answer.headers.get("Content-Type") || "";
    const said = type.includes("json") ? await answer.json() : {};
    if (!answer.ok) throw new Error(said.sentence || form.dataset.failed || answer.statusText);
    return said.job;
  }

  function* parts(files) {
    let part = [], bytes = 0;
    for (const one of files) {
      if (part.length && (part.length >= MOST_FILES || bytes + one.file.size > MOST_BYTES)) { yield part; part = []; bytes = 0; }
      part.push(one); bytes += one.file.size;
    }
    yield part;
  }

  async function send(form, files) {
    const wrong = form.querySelector("[data-wrong]"), button = form.querySelector("button.main");
    const fields = [...new FormData(form)].filter(([name]) => name !== "files");
    if (button.getAttribute("aria-disabled") === "true") return; // a button that is disabled would lose the focus
    wrong.textContent = "";
    button.setAttribute("aria-disabled", "true");
    try {
      let job = null, sent = 0;
      const all = [...parts(files)];
      for (const [place, part] of all.entries()) {
        progress(files.length > MOST_FILES || all.length > 1, sent, files.length);
        job = await post(form, job ? [...fields, ["job", job]] : fields, part, place < all.length - 1 ? "yes" : "no");
        sent += part.length;
      }
      form.reset();
    } catch (error) {
      wrong.textContent = error.message;
    } finally {
      button.removeAttribute("aria-disabled");
      progress(false, 0, 0);
    }
    await look();
  }

  function progress(shown, done, total) {
    const line = document.getElementById("sending"), words = line.querySelector("[data-words]");
    line.hidden = !shown;
    document.getElementById("sent").value = total ? done / total : 0;
    words.textContent = words.dataset.words.replace("{done}", done).replace("{total}", total);
  }

  const chosen = (form) => [...form.querySelectorAll("input[type=file]")].flatMap((field) =>
    [...field.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));

  for (const form of forms) {
    form.addEventListener("submit", (event) => { event.preventDefault(); send(form, chosen(form)); });
  }
  for (const field of document.querySelectorAll("#add-files, #add-folder")) {
    field.addEventListener("change", () => field.form.querySelector("button.main").focus());
  }

  // Dropping -----------------------------------------------------------------------------------------------------------

  async function inside(entry, above) {
    const name = above ? `${above}/${entry.name}` : entry.name;
    if (entry.isFile) return [{ file: await new Promise((yes, no) => entry.file(yes, no)), name }];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (!some.length) return found;
      for (const one of some) found.push(...await inside(one, name));
    }
  }

  async function dropped(transfer) {
    const items = [...transfer.items].filter((item) => item.kind === "file");
    const entries = items.map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    if (entries.length && entries.every(Boolean)) {
      const found = [];
      for (const entry of entries) found.push(...await inside(entry, ""));
      return found;
    }
    return [...transfer.files].map((file) => ({ file, name: file.name }));
  }

  const withFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  if (drop) {
    document.addEventListener("dragover", (event) => {
      if (!withFiles(event)) return;
      event.preventDefault();
      drop.hidden = false;
    });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.hidden = true; });
    document.addEventListener("drop", async (event) => {
      if (!withFiles(event)) return;
      event.preventDefault();
      drop.hidden = true;
      adding.open = true;
      const files = await dropped(event.dataTransfer);
      if (files.length) send(document.querySelector("form[data-adds=files]"), files);
    });
  }

  // Watching -----------------------------------------------------------------------------------------------------------

  function states() {
    return new Map([...document.querySelectorAll("#jobs .job")].map((job) => [job.id, job.dataset.state]));
  }

  async function look() {
    clearTimeout(watching);
    const before = document.getElementById("jobs").dataset.mark;
    await htmx.ajax("GET", document.getElementById("jobs").dataset.address, { target: "#jobs", swap: "outerMorph" });
    await follow(before);
  }

  async function follow(before) {
    const jobs = document.getElementById("jobs");
    tell();
    if (jobs.dataset.mark !== before) {
      await htmx.ajax("GET", location.pathname + location.search, { target: "#reports", select: "#reports", swap: "outerMorph" });
      keepFocus();
    }
    watch();
  }

  // The button that was pressed is gone with what it asked for: the next Tab must not begin at the top of the page.
  function keepFocus() {
    if (document.activeElement === document.body) document.getElementById("jobs-title").focus({ preventScroll: true });
  }

  function tell() {
    const now = states();
    for (const [id, state] of now) {
      if (told.get(id) === state || ["gathering", "waiting", "running"].includes(state)) continue;
      const words = [...document.getElementById(id).querySelectorAll("[data-said]")].map((one) => one.textContent.trim());
      desk.say(words.join(", "));
    }
    told = now;
  }

  function watch() {
    clearTimeout(watching);
    if (document.getElementById("jobs").dataset.active === "yes") watching = setTimeout(look, PAUSE);
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-job]");
    if (!form) return;
    event.preventDefault();
    const before = document.getElementById("jobs").dataset.mark;
    clearTimeout(watching);
    const values = Object.fromEntries(new FormData(form));
    await htmx.ajax("POST", form.getAttribute("action"), { target: "#jobs", swap: "outerMorph", values });
    keepFocus();
    await follow(before);
  });
  watch();

  // Keys ---------------------------------------------------------------------------------------------------------------

  function open(id) {
    const field = document.getElementById(id);
    if (!field) return;
    adding.open = true;
    field.focus();
  }

  // The window in which files are chosen, at once; when it is left, the next key finds its field.
  function choose() {
    open("add-files");
    document.getElementById("add-files")?.click();
  }

  function step(by) {
    const links = [...document.querySelectorAll("#reports a.report")];
    const at = links.indexOf(document.activeElement);
    const link = links[Math.min(Math.max(at + by, 0), links.length - 1)];
    if (link) link.focus();
  }

  const page = (rel) => { const link = document.querySelector(`#reports a[rel=${rel}]`); if (link) link.click(); };
  desk.keys({
    f: choose, t: () => open("add-text"), u: () => open("add-addresses"),
    j: () => step(1), k: () => step(-1), "]": () => page("next"), "[": () => page("prev"),
  });
});
