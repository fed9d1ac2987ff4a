// Draws what is in reach by the hour of the slider, under each scenario, and what only one of them reaches.

const SETTLED_MS = 160;
const NAMED = 6;
const RADII = { unreached: 3, reached: 4.5, gained: 6.5 };
const UNREACHED = { weight: 1.5, color: "#8b8f94", fillColor: "#ffffff", fillOpacity: 1 };
const REACHED = { weight: 1.5, color: "#ffffff", fillColor: "#1b1b1b", fillOpacity: 1 };

function drawReachMap(map, groups, scene) {
  ["network", "gains", "reach", "places"].forEach((name, i) => (map.createPane(name).style.zIndex = 380 + 5 * i));
  const links = scene.links.map(([flat, km]) => ({ ...measured(unpack(flat, 3)), km }));
  L.polyline(links.map(({ points }) => points), { color: "#b9b3a6", weight: 1.5, interactive: false, pane: "network", className: "network" }).addTo(map);
  const scenarios = scene.scenarios.map((one, i) => ({ ...one, group: groups[i], line: reachLine(groups[i], one, "reach"), marks: L.layerGroup().addTo(groups[i]) }));
  const gaining = scenarios.slice(1).filter((one) => scene.places.some(({ after }) => isSooner(after[one.number - 1], after[0])));
  const gains = gaining.map((one) => ({ scenario: one, group: groups[scenarios.length + one.number - 2] })).map((one) => ({ ...one, line: reachLine(one.group, scene.gain, "gains") }));
  const places = scene.places.map((place) => ({ ...place, dot: placeDot(map, place, scene.scenarios) }));
  furnish(map, scene.basemap, say("scenarios"), [
    ...scenarios.map((one) => ({ group: one.group, marks: [numberChip(one), lineSample(one)], title: one.title })),
    ...gains.map(({ group, scenario }) => ({ group, marks: [numberChip(scenario), lineSample(scene.gain)], title: say("only-under", { scenario: scenario.title }) })),
  ]);
  const view = { map, scene, links, scenarios, gains, places, labels: new Labels(map, scene.basemap) };
  const slider = document.getElementById("hours");
  const now = () => Number(slider.value) * scene.step_s;
  const tell = afterwards(() => tellReach(view, now()));
  const draw = () => {
    drawReach(view, now());
    tellHour(slider, scene, now());
    tell();
  };
  const all = () => {
    const bounds = L.latLngBounds([scene.origin.at]);
    scenarios.forEach(({ line }) => !line.isEmpty() && bounds.extend(line.getBounds()));
    map.fitBounds(bounds, { ...CLEAR_OF_CONTROLS, maxZoom: 9, animate: false });
  };
  drawReach(view, now());
  all();
  draw();
  slider.addEventListener("input", draw);
  for (const jump of jumps()) {
    jump.addEventListener("click", () => {
      slider.value = jump.value;
      draw();
    });
  }
  map.on("zoomend", draw).on("moveend resize", tell);
  map.on("layeradd layerremove", ({ layer }) => groups.includes(layer) && draw());
  // Paper does not wait.
  fitToPaper(map, () => {
    all();
    tellReach(view, now());
  });
}

function isSooner(after, than) {
  return after !== null && (than === null || after < than);
}

function reachLine(group, { colour, dash, width }, pane) {
  const style = { color: colour, weight: width, dashArray: dash, lineCap: dash ? "butt" : "round", opacity: dash ? 1 : 0.72, interactive: false, pane, className: pane };
  return L.polyline([], style).addTo(group);
}

function placeDot(map, place, scenarios) {
  const rows = scenarios.map(({ title }, i) => [title, place.says[i]]);
  const dot = L.circleMarker(place.at, { ...UNREACHED, pane: "places", className: "place" }).addTo(map);
  return dot.bindPopup(() => popupBody(place.name, "", [{ rows, lines: [] }]), popupSize(map));
}

// Runs the last of many calls, once they have ceased for a moment.
function afterwards(run) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, SETTLED_MS);
  };
}

function shownOf(view) {
  return view.scenarios.filter(({ group }) => view.map.hasLayer(group));
}

function drawReach(view, at) {
  const { links, scene } = view;
  const course = (spans) => [...spans].flatMap(([link, parts]) => parts.map((part) => partOf(links[link], part)));
  for (const one of view.scenarios) {
    one.spans = spansBy(one.reached, at);
    one.line.setLatLngs(course(one.spans));
    drawStands(view, one, at);
  }
  for (const { line, scenario } of view.gains) line.setLatLngs(course(spansBeyond(scenario.spans, view.scenarios[0].spans)));
  for (const place of view.places) {
    place.by = view.scenarios.filter((_, i) => place.after[i] !== null && place.after[i] <= at);
    place.gained = place.by.length > 0 && place.by[0] !== view.scenarios[0];
    place.state = place.gained ? "gained" : place.by.length ? "reached" : "unreached";
    const looks = { unreached: UNREACHED, reached: REACHED, gained: { ...REACHED, weight: 2.5, color: "#1b1b1b", fillColor: scene.gain.colour } };
    place.dot.setStyle(looks[place.state]).setRadius(RADII[place.state] * dotScale(view.map));
  }
}

// Far off, dots make way for lines.
function dotScale(map) {
  return Math.max(0.55, Math.min(1, map.getZoom() / 5.5));
}

function drawStands(view, scenario, at) {
  scenario.marks.clearLayers();
  scenario.held = scenario.stands.filter((stand) => stand.came <= at && (stand.until === null || at < stand.until));
  for (const stand of scenario.held) {
    const kind = stand.doing.reduce((doing, [next, begins]) => (begins <= at ? next : doing), "wait");
    const symbol = view.scene.symbols[kind];
    const shift = (scenario.number - (view.scenarios.length + 1) / 2) * 22;
    const marker = L.marker(stand.at, { icon: standIcon(symbol, scenario, shift), title: say("mark", { name: stand.name, number: scenario.number, state: symbol.meaning }), riseOnHover: true });
    marker.bindPopup(() => standPopup(stand, scenario, symbol), popupSize(view.map));
    scenario.marks.addLayer(marker);
  }
}

function standIcon(symbol, scenario, shift) {
  const shape = svgElement("path", { d: symbol.path, fill: symbol.fill, stroke: "#ffffff", "stroke-width": 1.6 });
  const number = svgElement("text", { x: 12, y: 17, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: symbol.ink }, String(scenario.number));
  const picture = svgElement("svg", { viewBox: "0 0 24 24", width: 20, height: 20, class: "mark" }, shape, number);
  return L.divIcon({ className: "port", html: picture, iconSize: [20, 20], iconAnchor: [10 - shift, 10], popupAnchor: [shift, -10] });
}

function standPopup(stand, scenario, symbol) {
  const body = popupBody(stand.name, "", [{ rows: [[say("port"), symbol.meaning], ...stand.rows], lines: [] }]);
  body.prepend(element("p", "scenario", numberChip(scenario), scenario.title));
  return body;
}

function tellHour(slider, scene, at) {
  const words = say("after", { duration: duration(at), clock: scene.clocks[slider.value] });
  document.getElementById("when").textContent = words;
  slider.setAttribute("aria-valuetext", words);
  for (const jump of jumps()) jump.setAttribute("aria-pressed", String(jump.value === slider.value));
}

function jumps() {
  return document.querySelectorAll(".jumps button");
}

// Names, and the sentence under the slider: what takes too long to be done while the slider moves.
function tellReach(view, at) {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const told = shownOf(view).map((one) => {
    const km = [...one.spans].reduce((sum, [link, parts]) => sum + parts.reduce((share, [first, last]) => share + last - first, 0) * view.links[link].km, 0);
    const places = view.places.filter(({ by }) => by.includes(one)).length;
    return element("p", "", numberChip(one), element("span", "", `${one.title}: ${say("in-reach", { km: number.format(Math.round(km)), places })}`));
  });
  for (const { scenario } of view.gains.filter(({ group }) => view.map.hasLayer(group))) {
    const arrival = ({ after }) => after[view.scenarios.indexOf(scenario)];
    const gained = view.places.filter((place) => place.gained && place.by.includes(scenario));
    const names = gained.sort((one, other) => arrival(one) - arrival(other)).map(({ name }) => name);
    const shown = [...names.slice(0, NAMED), ...(names.length > NAMED ? [say("more", { count: names.length - NAMED })] : [])];
    if (shown.length) told.push(element("p", "gained", element("span", "", `${say("only-under", { scenario: scenario.title })}: ${shown.join(", ")}`)));
  }
  document.getElementById("reached").replaceChildren(...told);
  placeNames(view);
}

function placeNames(view) {
  const zoom = view.map.getZoom();
  const shown = shownOf(view);
  const origin = placeLabel(view.scene.origin, "origin");
  const reached = view.places.filter(({ by }) => by.some((one) => shown.includes(one)));
  const rank = (place) => (place.gained ? 0 : place.major ? 1 : 2);
  const named = reached.filter((place) => rank(place) < 2 || zoom >= 6.5).sort((one, other) => rank(one) - rank(other));
  const stands = [...new Map(shown.flatMap(({ held }) => held).map((stand) => [stand.name, { at: stand.at, name: stand.name, rx: 11 * view.scenarios.length, ry: 11 }])).values()];
  const ports = zoom >= 6 ? stands.map((stand) => ({ ...stand, body: element("div", "label port-name", stand.name) })) : [];
  view.labels.place([origin, ...named.map((place) => arrivalLabel(place, view.scenarios, shown)), ...ports], stands, []);
}

// The name, and when one is there: under each scenario where they differ.
function arrivalLabel(place, scenarios, shown) {
  const body = element("div", place.gained ? "label town gained" : "label town", place.name);
  const by = place.by.filter((one) => shown.includes(one));
  const clockOf = (one) => place.clocks[scenarios.indexOf(one)];
  const differ = by.length < shown.length || new Set(by.map(clockOf)).size > 1;
  for (const one of differ ? by : by.slice(0, 1)) body.append(element("div", "clock", ...(differ && scenarios.length > 1 ? [numberChip(one)] : []), clockOf(one)));
  return { at: place.at, kind: "town", rx: 7, ry: 7, body };
}
