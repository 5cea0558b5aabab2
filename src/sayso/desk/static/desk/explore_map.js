// The map of Explore: every incident of the filter that has a spot. Far off they are counted together; near by each spot is a disc
// as wide as it is uncertain, and incidents at one spot are one dot. No tiles: only land, and nothing from elsewhere.
"use strict";
(() => {
  const root = document.getElementById("explore");
  const canvas = L.canvas({ padding: 0.2 });
  const near = 9; // the zoom from which on nothing is counted together
  const most = 60; // codes that are asked for at once
  const smallest = 6; // pixels
  let map, drawn, points = null, index = null, asking = null, isFirst = true;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const hues = () => ["--link", "--good", "--doubt", "--bad", "--machine", "--faint", "--ink"].map(colour);
  const number = (count) => count.toLocaleString(`${document.documentElement.lang}-u-nu-latn`);
  const said = (name, count) => root.dataset[name].replace("%n%", number(count));

  // How many (uint32), then latitudes and longitudes (int32), radii (uint32), statuses (uint8), then JSON.
  function unpacked(buffer) {
    const count = new DataView(buffer).getUint32(0, true);
    const told = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4 + 13 * count)));
    return {
      count,
      lat: new Int32Array(buffer, 4, count),
      lon: new Int32Array(buffer, 4 + 4 * count, count),
      radius: new Uint32Array(buffer, 4 + 8 * count, count),
      status: new Uint8Array(buffer, 4 + 12 * count, count),
      codes: count ? told.codes.split("\n") : [],
      words: told.words,
    };
  }

  const at = (i) => [points.lat[i] / 1e6, points.lon[i] / 1e6];

  function clustered() {
    const features = new Array(points.count);
    for (let i = 0; i < points.count; i++) {
      features[i] = { type: "Feature", properties: { i }, geometry: { type: "Point", coordinates: [points.lon[i] / 1e6, points.lat[i] / 1e6] } };
    }
    return new Supercluster({ radius: 60, maxZoom: near - 1, minPoints: 2 }).load(features);
  }

  function cluster(one) {
    const count = one.properties.point_count;
    const size = 26 + 6 * Math.log10(count);
    const [lon, lat] = one.geometry.coordinates;
    const shown = document.createElement("span");
    shown.textContent = count > 9999 ? `${Math.round(count / 1000)}k` : String(count);
    const icon = L.divIcon({ className: "cluster", iconSize: [size, size], html: shown });
    const mark = L.marker([lat, lon], { icon, keyboard: true, alt: said("saidCluster", count) }).addTo(drawn);
    mark.getElement().setAttribute("aria-label", said("saidCluster", count));
    mark.on("click keypress", (event) => {
      if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
      const zoom = Math.min(index.getClusterExpansionZoom(one.id), near);
      map.setView([lat, lon], Math.max(zoom, map.getZoom() + 1), { animate: false });
      list(index.getLeaves(one.id, most).map((leaf) => leaf.properties.i), count);
    });
  }

  // Incidents at one spot, as wide as the widest and as the first of them.
  function spot(members) {
    const [first] = members, radius = Math.max(...members.slice(0, 500).map((i) => points.radius[i]));
    const hue = hues()[points.status[first] % 7];
    const where = at(first);
    const metres = 40075016 * Math.cos(where[0] * Math.PI / 180) / 2 ** (map.getZoom() + 8);
    if (radius / metres > smallest) L.circle(where, { renderer: canvas, radius, color: hue, weight: 1, fillOpacity: 0.12, interactive: false }).addTo(drawn);
    const dot = L.circleMarker(where, { renderer: canvas, radius: members.length > 1 ? 8 : 5, color: colour("--raised"), weight: 1, fillColor: hue, fillOpacity: 0.95 }).addTo(drawn);
    dot.on("click", () => list(members, members.length));
    const words = document.createElement("span");
    words.textContent = members.length > 1 ? said("saidHere", members.length) : `${points.codes[first]} · ${points.words[points.status[first]]}`;
    dot.bindTooltip(words);
  }

  function draw() {
    if (!index) return;
    drawn.clearLayers();
    const view = map.getBounds().pad(0.1), zoom = Math.floor(map.getZoom());
    const spots = new Map();
    for (const one of index.getClusters([view.getWest(), view.getSouth(), view.getEast(), view.getNorth()], zoom)) {
      if (one.properties.cluster) { cluster(one); continue; }
      const i = one.properties.i, key = `${points.lat[i]},${points.lon[i]}`;
      if (spots.has(key)) spots.get(key).push(i); else spots.set(key, [i]);
    }
    for (const members of spots.values()) spot(members);
  }

  async function list(members, count) {
    const query = new URLSearchParams(members.slice(0, most).map((i) => ["code", points.codes[i]]));
    query.append("of", count);
    const answer = await fetch(`${root.dataset.here}?${query}`);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("here").replaceChildren(...document.adoptNode(page.body).childNodes);
  }

  function legend() {
    const place = document.getElementById("legend");
    for (const old of place.querySelectorAll(".key")) old.remove();
    const keys = points.words.map((words, i) => {
      const key = document.createElement("span"), dot = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      key.className = "key";
      dot.setAttribute("viewBox", "0 0 12 12"); dot.setAttribute("width", "12"); dot.setAttribute("height", "12"); dot.setAttribute("aria-hidden", "true");
      const disc = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of [["cx", 6], ["cy", 6], ["r", 5], ["fill", hues()[i % 7]]]) disc.setAttribute(name, value);
      dot.append(disc);
      key.append(dot, words);
      return key;
    });
    place.prepend(...keys);
  }

  // The spots that are there, when none of them can be seen.
  function aim() {
    if (!points.count) return;
    const view = map.getBounds();
    let seen = false;
    const found = L.latLngBounds(at(0), at(0));
    for (let i = 0; i < points.count; i++) { found.extend(at(i)); seen = seen || view.contains(at(i)); }
    if (isFirst || !seen) map.fitBounds(found.pad(0.15), { maxZoom: near + 1, animate: false });
    isFirst = false;
  }

  async function load() {
    if (asking) asking.abort();
    const mine = asking = new AbortController();
    const query = new URLSearchParams(location.search);
    for (const name of ["after", "more", "looked", "sort"]) query.delete(name);
    try {
      const answer = await fetch(`${root.dataset.points}?${query}`, { signal: mine.signal });
      if (!answer.ok || answer.redirected) return;
      const buffer = await answer.arrayBuffer();
      if (mine.signal.aborted) return;
      points = unpacked(buffer);
    } catch (error) {
      if (error.name === "AbortError") return;
      throw error;
    }
    index = clustered();
    document.getElementById("here").replaceChildren();
    aim();
    draw();
    legend();
    const place = document.getElementById("map");
    place.dataset.shown = points.count;
    place.dataset.ready = String(Math.round(performance.now()));
  }

  async function land() {
    const answer = await fetch(root.dataset.land);
    if (!answer.ok) return;
    const world = await answer.json();
    const under = map.createPane("land");
    under.style.zIndex = 200;
    L.geoJSON(topojson.feature(world, world.objects.countries), {
      renderer: L.canvas({ pane: "land", padding: 0.3 }), pane: "land", interactive: false,
      style: { color: colour("--strong-line"), weight: 0.7, fillColor: colour("--paper"), fillOpacity: 1 },
    }).addTo(map);
  }

  map = L.map("map", { attributionControl: false, zoomControl: false, minZoom: 1, maxZoom: 16, worldCopyJump: true, zoomAnimation: false, fadeAnimation: false, preferCanvas: true }).setView([25, 20], 2);
  drawn = L.layerGroup().addTo(map);
  L.control.zoom({ zoomInTitle: root.dataset.saidNearer, zoomOutTitle: root.dataset.saidFurther }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.on("moveend", draw);
  root.addEventListener("filtered", load);
  load().then(land);
})();
