// The page of an incident: its keys, and the map drawn from the list beside it, so that both always say the same.
"use strict";
(() => {
  const dot = 6; // pixels: the smallest disc that can be seen

  function spots() {
    return [...document.querySelectorAll("#places [data-lat]")].map((row) => ({
      at: [Number(row.dataset.lat), Number(row.dataset.lon)],
      radius: Number(row.dataset.radius),
      name: row.dataset.name,
      whole: row.classList.contains("whole"),
    }));
  }

  function label(name) {
    const words = document.createElement("bdi"); // names come from reports: never as HTML
    words.textContent = name;
    return words;
  }

  function discs(map, found) {
    const bounds = L.latLngBounds([]);
    for (const spot of [...found].sort((a, b) => b.radius - a.radius)) {
      const className = spot.whole ? "disc whole" : "disc";
      const drawn = spot.radius ? L.circle(spot.at, { radius: spot.radius, className }) : L.circleMarker(spot.at, { radius: dot, className });
      drawn.bindTooltip(label(spot.name)).addTo(map);
      bounds.extend(spot.radius ? L.latLng(spot.at).toBounds(2 * spot.radius) : spot.at);
    }
    map.fitBounds(bounds.pad(0.5), { maxZoom: 8, animate: false });
    L.control.scale({ imperial: false }).addTo(map);
  }

  async function land(map, address) {
    const answer = await fetch(address);
    if (!answer.ok) return;
    const world = await answer.json();
    L.geoJSON(topojson.feature(world, world.objects.countries), { interactive: false, className: "land" }).addTo(map).bringToBack();
  }

  function draw() {
    const box = document.getElementById("map");
    const found = spots();
    if (!box || !window.L) return;
    if (!found.length) { box.hidden = true; return; }
    const map = L.map(box, { attributionControl: false, zoomControl: false, keyboard: false, scrollWheelZoom: false, zoomAnimation: false, fadeAnimation: false });
    map.setView(found[0].at, 7);
    discs(map, found);
    land(map, box.dataset.land).then(() => { box.dataset.drawn = "yes"; });
  }

  function nextChoice() {
    const all = [...document.querySelectorAll(".choose")];
    const open = all.findIndex((one) => one.open);
    const next = all[(open + 1) % all.length];
    if (!next) return;
    all.forEach((one) => { one.open = one === next; });
    next.querySelector("summary").scrollIntoView({ block: "center" });
    (next.querySelector("input[type=radio]:checked") || next.querySelector("input[type=radio]")).focus();
  }

  function to(id) {
    const title = document.getElementById(`${id}-title`);
    if (title) { title.scrollIntoView(); title.focus(); }
  }

  desk.keys({
    gg: () => { desk.open("grade"); },
    s: nextChoice,
    v: () => { document.querySelector("[data-shows]")?.click(); },
    n: () => { document.getElementById("incident-note")?.focus(); },
    m: () => { document.querySelector("[data-compare]")?.click(); },
    t: () => { document.querySelector("[data-split]")?.click(); },
    f: () => { to("facts"); },
    c: () => { to("claims"); },
  });
  document.addEventListener("DOMContentLoaded", draw);
})();
