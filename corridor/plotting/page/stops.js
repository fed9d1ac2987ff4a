// Ports as marks whose shape and colour say how they stood, with a halo as large as the wait.

const MARK = 24;
const STEP = MARK + 2;
const SEVERITY = ["waited", "closed", "unknown", "open"];

// Returns columns: the stops that are drawn at one point, as one mark for each scenario, side by side.
// Control points of one crossing whose marks would touch share a column until the view is closer.
function gatherStops(map, routes) {
  const columns = [];
  for (const route of routes) {
    for (const stop of route.stops) {
      const point = map.latLngToLayerPoint(stop.at);
      const reach = routes.length * STEP;
      let column = columns.find((one) => one.crossing === stop.crossing && one.point.distanceTo(point) < reach);
      if (!column) columns.push((column = { crossing: stop.crossing, point, marks: [] }));
      const mark = column.marks.find((one) => one.route === route);
      if (mark) mark.stops.push(stop);
      else column.marks.push({ route, stops: [stop] });
    }
  }
  for (const column of columns) column.at = mostTelling(column.marks.flatMap((mark) => mark.stops)).at;
  return columns.sort((one, other) => longestWait(other) - longestWait(one));
}

function mostTelling(stops) {
  const rank = (stop) => [-stop.wait_s, SEVERITY.indexOf(stop.state)];
  return stops.reduce((best, stop) => (compare(rank(stop), rank(best)) < 0 ? stop : best));
}

function compare(one, other) {
  return one[0] - other[0] || one[1] - other[1];
}

function longestWait(column) {
  return Math.max(...column.marks.map(waitOf));
}

function drawColumn(map, column, groupOf, scene) {
  column.marks.forEach((mark, i) => {
    const shift = (i - (column.marks.length - 1) / 2) * STEP;
    const group = groupOf(mark.route);
    if (waitOf(mark) > 0) group.addLayer(halo(map, column.at, mark, shift));
    const marker = L.marker(column.at, { icon: markIcon(mark, shift, scene), title: markTitle(mark, scene), riseOnHover: true });
    marker.bindPopup(() => markPopup(mark, scene), popupSize(map));
    group.addLayer(marker);
  });
}

function halo(map, at, mark, shift) {
  const centre = map.layerPointToLatLng(map.latLngToLayerPoint(at).add([shift, 0]));
  const radius = haloRadius(waitOf(mark), map.getSize().x);
  const { colour } = mark.route;
  return L.circleMarker(centre, { radius, color: colour, weight: 1, opacity: 0.65, fillOpacity: 0.16, interactive: false, pane: "halos", className: "halo" });
}

function waitOf(mark) {
  return mark.stops.reduce((sum, stop) => sum + stop.wait_s, 0);
}

// The area beyond the mark grows with the wait; less so on a small screen.
function haloRadius(wait, viewWidth) {
  const scale = Math.max(0.5, Math.min(1, viewWidth / 900));
  return wait > 0 ? MARK / 2 + scale * Math.min(28, 2 + 3.2 * Math.sqrt(wait / 3600)) : 0;
}

function stateOf(mark) {
  return SEVERITY.find((state) => mark.stops.some((stop) => stop.state === state));
}

function markIcon(mark, shift, scene) {
  const symbol = scene.symbols[stateOf(mark)];
  const shape = svgElement("path", { d: symbol.path, fill: symbol.fill, stroke: "#ffffff", "stroke-width": 1.6 });
  const number = svgElement(
    "text",
    { x: 12, y: stateOf(mark) === "waited" ? 18 : 16, "text-anchor": "middle", "font-size": 11, "font-weight": 700, fill: symbol.ink },
    String(mark.route.number),
  );
  const picture = svgElement("svg", { viewBox: "0 0 24 24", width: MARK, height: MARK, class: "mark" }, shape, number);
  return L.divIcon({ className: "port", html: picture, iconSize: [MARK, MARK], iconAnchor: [MARK / 2 - shift, MARK / 2], popupAnchor: [shift, -MARK / 2] });
}

function columnName(column, scene) {
  const stops = column.marks.flatMap((mark) => mark.stops);
  const names = new Set(stops.map((stop) => stop.name));
  return names.size === 1 ? stops[0].name : scene.crossings[stops[0].crossing] || stops[0].name;
}

function markTitle(mark, scene) {
  const name = columnName({ marks: [mark] }, scene);
  const wait = waitOf(mark);
  const values = { name, number: mark.route.number, state: scene.symbols[stateOf(mark)].meaning, duration: duration(wait) };
  return say(wait ? "mark-waits" : "mark", values);
}

function markPopup(mark, scene) {
  const single = mark.stops.length === 1;
  const sections = mark.stops.map((stop) => ({
    heading: single ? "" : [stop.name, stop.local].filter(Boolean).join(" · "),
    rows: [[say("port"), scene.symbols[stop.state].meaning], ...stop.rows],
    lines: stop.lines,
    week: stop.week,
  }));
  const body = popupBody(columnName({ marks: [mark] }, scene), single ? mark.stops[0].local : "", sections);
  body.prepend(element("p", "scenario", numberChip(mark.route), mark.route.title));
  return body;
}

function columnMark(column) {
  return { at: column.at, rx: (column.marks.length * STEP) / 2, ry: MARK / 2 };
}

function columnLabel(column, scene, viewWidth) {
  const body = element("div", "label port-name", columnName(column, scene));
  for (const mark of column.marks.filter((one) => waitOf(one) > 0)) {
    body.append(element("div", "wait", numberChip(mark.route), say("waits", { duration: duration(waitOf(mark)) })));
  }
  const halo = Math.max(...column.marks.map((mark) => haloRadius(waitOf(mark), viewWidth)));
  return { at: column.at, rx: Math.max(halo, (column.marks.length * STEP) / 2), ry: Math.max(halo, MARK / 2), body };
}
