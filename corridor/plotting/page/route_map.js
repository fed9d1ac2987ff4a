// Draws the page's scene into the map and the groups that Folium made.

// What the folded controls in the corners take up, in pixels.
const CLEAR_OF_CONTROLS = { paddingTopLeft: [56, 56], paddingBottomRight: [40, 40] };

function drawRouteMap(map, groups) {
  const scene = JSON.parse(document.getElementById("scene").textContent);
  const land = drawBasemap(map, scene.basemap);
  map.createPane("halos").style.zIndex = 450;
  const routes = scene.routes.map((route, i) => ({ ...route, group: groups[i], lines: new RouteLines(map, groups[i], route) }));
  const marks = new Map(routes.map((route) => [route, L.layerGroup().addTo(route.group)]));
  const layers = addControls(map, routes);
  const labels = new Labels(map, scene);
  const shown = () => routes.filter((route) => map.hasLayer(route.group));

  const drawLines = () => routes.forEach((route) => route.lines.place());
  let columns = [];
  const drawPorts = () => {
    marks.forEach((group) => group.clearLayers());
    columns = gatherStops(map, shown());
    columns.forEach((column) => drawColumn(map, column, (route) => marks.get(route), scene));
  };
  const drawLabels = () => labels.place(columns, shown().map((route) => route.lines.points));

  const wholeTrip = () => {
    const bounds = L.latLngBounds(scene.places.map((place) => place.at));
    routes.forEach((route) => bounds.extend(route.lines.bounds()));
    if (bounds.isValid()) map.fitBounds(bounds, { ...CLEAR_OF_CONTROLS, animate: false });
  };
  wholeTrip();
  if (land.isValid()) map.setMaxBounds(land.pad(0.05));
  map.setMinZoom(3).setMaxZoom(13);
  drawLines();
  drawPorts();
  if (routes.some((route) => coversLine(map, layers, route.lines))) layers.open = false;
  drawLabels();
  map.on("zoomend", drawLines).on("zoomend", drawPorts).on("moveend resize", drawLabels);
  map.on("layeradd layerremove", ({ layer }) => {
    if (!groups.includes(layer)) return;
    drawPorts();
    drawLabels();
  });
  giveWayToPopups(map);
  scrollOnlyInUse(map);
  fitToPaper(map, wholeTrip);
}

function addControls(map, routes) {
  L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution("Land and borders: Natural Earth").addTo(map);
  const Switch = L.Control.extend({ options: { position: "topright" }, onAdd: () => layerSwitch(map, routes) });
  return new Switch().addTo(map).getContainer();
}

function coversLine(map, panel, lines) {
  const origin = map.getContainer().getBoundingClientRect();
  const { left, top, width, height } = panel.getBoundingClientRect();
  const area = box(left - origin.left - 20, top - origin.top - 20, width + 40, height + 40);
  const points = lines.points.flat().map((at) => map.latLngToContainerPoint(at));
  return points.slice(1).some((point, i) => segmentMeetsBox(points[i], point, area));
}

function layerSwitch(map, routes) {
  const panel = element("details", "leaflet-control layers", element("summary", "", "Scenarios"));
  panel.open = window.matchMedia("(min-width: 600px)").matches;
  for (const route of routes) {
    const box_ = element("input");
    box_.type = "checkbox";
    box_.checked = true;
    box_.addEventListener("change", () => (box_.checked ? map.addLayer(route.group) : map.removeLayer(route.group)));
    panel.append(element("label", "", box_, numberChip(route), lineSample(route), element("span", "", route.title)));
  }
  panel.addEventListener("toggle", () => map.fire("moveend"));
  L.DomEvent.disableClickPropagation(panel);
  return panel;
}

// A popup may need the whole map: the controls over it step aside while it is open.
function giveWayToPopups(map) {
  const container = map.getContainer();
  map.on("popupopen", () => container.classList.add("has-popup"));
  map.on("popupclose", () => container.classList.remove("has-popup"));
  // Leaflet listens for this key only while the map itself, not a mark on it, has the focus.
  container.addEventListener("keydown", (event) => event.key === "Escape" && map.closePopup());
}

// The wheel scrolls the page until the map is clicked or focused.
function scrollOnlyInUse(map) {
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
}

function fitToPaper(map, wholeTrip) {
  const refit = () => {
    map.invalidateSize({ animate: false, pan: false });
    wholeTrip();
  };
  window.matchMedia("print").addEventListener("change", refit);
  window.addEventListener("beforeprint", () => {
    document.documentElement.classList.add("on-paper");
    refit();
  });
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("on-paper");
    refit();
  });
}
