// Routes as lines side by side, so that a road that two scenarios share shows both.

const LINE_GAP = 6;
const ARROW_STEP = 110;
const ARROW = { color: "#ffffff", weight: 1, fillOpacity: 1, interactive: false, className: "arrow", smoothFactor: 0 };

class RouteLines {
  constructor(map, group, route) {
    this.map = map;
    this.route = route;
    this.casings = route.legs.map(() => L.polyline([], { color: "#ffffff", weight: 7, opacity: 0.9, interactive: false }).addTo(group));
    this.lines = route.legs.map((leg) => this.line(leg).addTo(group));
    this.arrows = L.layerGroup().addTo(group);
  }

  line(leg) {
    const { colour, dash, title } = this.route;
    const style = leg.modelled
      ? { weight: 4, dashArray: dash, lineCap: dash ? "butt" : "round" }
      : { weight: 2, dashArray: "1 5", lineCap: "round" };
    const line = L.polyline([], { color: colour, opacity: 1, smoothFactor: 0, className: "route", ...style });
    return line.bindPopup(() => popupBody(leg.title, title, [{ rows: leg.rows, lines: [] }]), popupSize(this.map));
  }

  // Set anew after each change of zoom, since the distance between the lines is in pixels.
  place() {
    const zoom = this.map.getZoom();
    const parts = this.route.legs.map((leg) => leg.line.map((at) => this.map.project(at, zoom)));
    this.points = offsetParts(parts, this.route.slot * LINE_GAP).map((part) => part.map((point) => this.map.unproject(point, zoom)));
    this.points.forEach((part, i) => {
      this.casings[i].setLatLngs(part);
      this.lines[i].setLatLngs(part);
    });
    this.arrows.clearLayers();
    for (const arrow of arrowheads(this.points.flat().map((at) => this.map.project(at, zoom)), ARROW_STEP)) {
      const corners_ = arrow.map((point) => this.map.unproject(point, zoom));
      this.arrows.addLayer(L.polygon(corners_, { ...ARROW, fillColor: this.route.colour }));
    }
  }

  bounds() {
    return L.latLngBounds(this.route.legs.flatMap((leg) => leg.line));
  }
}
