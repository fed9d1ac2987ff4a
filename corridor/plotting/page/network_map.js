// Draws the dataset: links by kind, ports by their hours, places; what popups say is read from the page's tables.

const HIT = { weight: 16, opacity: 0 };
const FINEST = 9.5; // closer to, borders of the basemap would be on the wrong side of gates

function drawNetworkMap(map, groups, scene) {
  map.createPane("hits").style.zIndex = 390;
  const groupOf = new Map(scene.layers.map(({ key }, i) => [key, groups[i]]));
  const places = scene.places.map((place, i) => ({ ...place, row: rowOf("place", i), name: rowCells(rowOf("place", i))[0] }));
  const links = scene.links.map(([look, isCore, line], i) => networkLink(map, groupOf.get(scene.styles[look].layer), scene.styles[look], { isCore, line }, i));
  const ports = scene.ports.map((port) => ({ ...port, group: L.layerGroup().addTo(map) }));
  const used = scene.layers.filter(({ key }) => scene.links.some(([look]) => scene.styles[look].layer === key));
  furnish(map, scene.basemap, say("layers"), used.map(({ key, title, sample }) => ({ group: groupOf.get(key), marks: [lineSample(sample)], title })));
  const labels = new Labels(map, scene.basemap);

  const wholeNetwork = () => {
    const core = links.filter((link) => link.isCore);
    const bounds = L.latLngBounds((core.length && !scene.whole ? core : links).map((link) => link.line.getBounds()));
    if (scene.whole) ports.forEach((port) => bounds.extend(port.at));
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [4, 4], maxZoom: FINEST, animate: false });
  };
  wholeNetwork();
  const draw = () => {
    ports.forEach((port) => (port.size = portSize(map)));
    spreadMarks(map, ports);
    ports.forEach((port) => drawPort(map, port, scene.symbols[port.look]));
    placeNames(map, labels, places, ports, links);
  };
  draw();
  map.on("moveend resize", draw);
  fitToPaper(map, wholeNetwork);
  addSearch([
    ...places.map((place) => ({ name: place.name, also: rowCells(place.row)[1].split(", "), kind: rowCells(place.row)[3], show: () => showAt(map, place.at, 9, rowPopup(place.row)) })),
    ...ports.map((port) => ({ ...port, kind: say("port"), show: () => showAt(map, port.at, 10, portPopup(port)) })),
    ...links.filter((link) => link.row).map((link) => ({ name: link.name, also: [backwards(link.row), rowCells(link.row)[3]], kind: rowCells(link.row)[2], show: () => showLink(map, link) })),
  ]);
}

function networkLink(map, group, style, link, i) {
  const points = unpack(link.line, 3);
  const line = L.polyline(points, { color: style.colour, weight: style.width, dashArray: style.dash, lineCap: style.dash ? "butt" : "round", interactive: false, className: "link" });
  group.addLayer(line);
  const row = rowOf("link", i);
  if (!row) return { line, group }; // a strip within a port
  const popup = () => rowPopup(row, 2);
  group.addLayer(L.polyline(points, { ...HIT, pane: "hits", className: "hit" }).bindPopup(popup, popupSize(map)));
  return { row, name: rowCells(row).slice(0, 2).join(" – "), line, popup, group, isCore: link.isCore };
}

function portSize(map) {
  return Math.max(12, Math.min(22, 2 * (map.getZoom() + 1)));
}

function drawPort(map, port, symbol) {
  const drawn = `${port.size} ${port.shift}`;
  if (port.drawn === drawn) return;
  port.drawn = drawn;
  const icon = L.divIcon(portIcon(port, symbol));
  if (port.marker) {
    port.marker.setIcon(icon);
    return;
  }
  port.marker = L.marker(port.at, { icon, title: `${port.name}: ${symbol.meaning}`, riseOnHover: true });
  port.marker.bindPopup(() => portPopup(port), popupSize(map));
  port.group.addLayer(port.marker);
}

function placeNames(map, labels, places, ports, links) {
  const zoom = map.getZoom();
  const mark = portBox(map);
  const shown = places.filter(({ kind }) => kind === "city" || zoom >= (kind === "town" ? 6.5 : 8));
  const named = [
    ...shown.filter(({ kind }) => kind === "city").map((place) => placeLabel(place, "town")),
    ...(zoom >= 6.5 ? ports.map((port) => ({ ...mark(port), body: element("div", "label port-name", port.name) })) : []),
    ...shown.filter(({ kind }) => kind !== "city").map((place) => placeLabel(place, "town")),
  ];
  const lines = links.filter(({ line, group }) => map.hasLayer(group) && map.getBounds().intersects(line.getBounds()));
  labels.place(named, ports.map(mark), [lines.map(({ line }) => line.getLatLngs())]);
}

function portPopup(port) {
  const [first, end] = port.rows;
  const rows = Array.from({ length: end - first }, (_, i) => rowOf("control", first + i));
  return popupBody(port.name, port.also.slice(0, 2).join(" · "), rows.map((row) => ({ ...rowFacts(row, 2), heading: rowCells(row)[1] === port.name ? "" : rowCells(row)[1] })));
}

function backwards(row) {
  const [from, to] = rowCells(row);
  return `${to} – ${from}`;
}

// What a table's row says; its first `named` cells are the title.
function rowPopup(row, named = 1) {
  return popupBody(rowCells(row).slice(0, named).join(" – "), "", [rowFacts(row, named)]);
}

function rowFacts(row, named) {
  const heads = [...row.closest("table").tHead.rows[0].cells].map((cell) => cell.textContent);
  const cells = rowCells(row);
  const rows = heads.map((head, i) => [head, cells[i]]).slice(named, -1).filter(([, value]) => value);
  return { heading: "", rows, lines: sourcesOf(cells[cells.length - 1]).map((source) => `${say("source")}: ${source}`) };
}

function rowOf(table, i) {
  return document.getElementById(table).tBodies[0].rows[i];
}

function rowCells(row) {
  return [...row.cells].map((cell) => cell.textContent);
}

function sourcesOf(numbers) {
  return (numbers.match(/\d+/g) || []).map((number) => document.getElementById(`source-${number}`).textContent);
}

function showLink(map, link) {
  if (!map.hasLayer(link.group)) map.addLayer(link.group);
  map.fitBounds(link.line.getBounds(), { padding: [60, 60], maxZoom: 11, animate: false });
  const points = link.line.getLatLngs();
  openPopup(map, points[Math.floor(points.length / 2)], link.popup());
}

function showAt(map, at, zoom, body) {
  map.setView(at, Math.max(map.getZoom(), zoom), { animate: false });
  openPopup(map, at, body);
}

function openPopup(map, at, body) {
  L.popup({ ...popupSize(map), autoPan: true }).setLatLng(at).setContent(body).openOn(map);
}
