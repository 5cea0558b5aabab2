// The match desk: a key for each decision. `?` leaves a pair open, so that `h` shows the keys here.
"use strict";
(() => {
  const press = (selector) => () => { document.querySelector(selector)?.click(); };
  const verbs = Object.fromEntries(["m", "n", "p", "P", "?"].map((key) => [key, press(`[data-verb="${key}"]`)]));

  function tick(number) {
    const box = document.querySelectorAll(".split input[type=checkbox]")[number - 1];
    if (box) box.click();
  }

  function write() {
    document.querySelector("[data-reason], #split-reason")?.focus();
  }

  const shows = { v: press("[data-shows]") };
  const others = () => { [...document.querySelectorAll("[data-compare] input")].find((one, n) => n === 1 || !one.value)?.focus(); };
  const steps = { ...shows, o: others, j: press('[data-step="j"]'), k: press('[data-step="k"]'), u: press("[data-undo] button, [data-undo-last] button"), h: () => { desk.open("keys"); }, w: write };
  const ticks = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => [String(number), () => { tick(number); }]));
  desk.keys(document.querySelector(".split") ? { ...ticks, ...shows, w: write } : { ...verbs, ...steps });

  document.addEventListener("change", (event) => {
    const told = document.getElementById("ticked");
    if (!told || event.target.type !== "checkbox") return;
    const all = document.querySelectorAll(".split input[type=checkbox]");
    told.textContent = `${[...all].filter((box) => box.checked).length} / ${all.length} ${told.dataset.words}`;
  });
})();
