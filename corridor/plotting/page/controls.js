// What stands on every map: scale, switch of layers, popups; and how it behaves in a page and on paper.

// What the folded controls in the corners take up, in pixels.
const CLEAR_OF_CONTROLS = { paddingTopLeft: [56, 56], paddingBottomRight: [40, 40] };

// Land under the map and the controls of its corners. `layers` are { group, marks, title }: the switch shows
// each by the elements of `marks`. Returns the switch's panel, if there is anything to switch.
function furnish(map, basemap, heading, layers) {
  const land = drawBasemap(map, basemap, PAGE.relief);
  if (land.isValid()) map.setMaxBounds(land.pad(0.05));
  map.setMinZoom(3).setMaxZoom(13);
  new KilometreScale({ imperial: false, maxWidth: 120 }).addTo(map);
  L.control.attribution({ prefix: false }).addAttribution(say("attribution")).addTo(map);
  if (PAGE.tiles) addTiles(map, PAGE.tiles);
  nameControls(map);
  giveWayToPopups(map);
  scrollOnlyInUse(map);
  if (!layers.length) return null;
  const Switch = L.Control.extend({ options: { position: "topright" }, onAdd: () => layerSwitch(map, heading, layers) });
  return new Switch().addTo(map).getContainer();
}

// Tiles from the internet over the land drawn here, which stays where there are none. Leaflet takes attributions as HTML.
function addTiles(map, { url, attribution }) {
  map.createPane("tiles").style.zIndex = 220;
  L.tileLayer(url, { pane: "tiles", maxZoom: 13, attribution: element("span", "", attribution).innerHTML }).addTo(map);
}

// Leaflet's scale knows kilometres by their English name only.
const KilometreScale = L.Control.Scale.extend({
  _updateScale(scale, text, ratio) {
    L.Control.Scale.prototype._updateScale.call(this, scale, text.replace("km", say("km")), ratio);
  },
});

function layerSwitch(map, heading, layers) {
  const panel = element("details", "leaflet-control layers", element("summary", "", heading));
  panel.open = window.matchMedia("(min-width: 600px)").matches;
  for (const { group, marks, title } of layers) {
    const box_ = element("input");
    box_.type = "checkbox";
    box_.checked = true;
    box_.addEventListener("change", () => (box_.checked ? map.addLayer(group) : map.removeLayer(group)));
    panel.append(element("label", "", box_, ...marks, element("span", "", title)));
  }
  panel.addEventListener("toggle", () => map.fire("moveend"));
  L.DomEvent.disableClickPropagation(panel);
  return panel;
}

function nameControls(map) {
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", say("map"));
  for (const way of ["in", "out"]) {
    const button = map.getContainer().querySelector(`.leaflet-control-zoom-${way}`);
    button.title = say(`zoom-${way}`);
    button.setAttribute("aria-label", say(`zoom-${way}`));
  }
}

function popupSize(map) {
  const { x, y } = map.getSize();
  return { maxWidth: Math.min(330, x - 80), maxHeight: Math.min(320, y - 70) };
}

function popupBody(title, subtitle, sections) {
  const body = element("div", "popup", element("h3", "", title));
  if (subtitle) body.append(element("p", "local", subtitle));
  for (const { heading, rows, lines, week } of sections) {
    if (heading) body.append(element("h4", "", heading));
    body.append(definitions(rows));
    if (week) body.append(popupWeek(week));
    body.append(...lines.map((line) => element("p", "", line)));
  }
  return body;
}

// The week from the day of arrival, with a needle at the hour of arrival.
function popupWeek({ spans, length, at }) {
  const { strip, point } = weekStrip(spans, length, say("week"));
  point(at);
  return element("div", "week", element("p", "", say("week")), strip);
}

// A popup may need the whole map: the controls over it step aside while it is open.
function giveWayToPopups(map) {
  const container = map.getContainer();
  map.on("popupopen", ({ popup }) => {
    container.classList.add("has-popup");
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", say("close"));
  });
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
