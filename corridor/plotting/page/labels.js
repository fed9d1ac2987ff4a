// Names beside their marks, none over another: the most important is placed first, one without room waits
// for a closer view.

const DOTS = {
  origin: { radius: 6, weight: 3, fillColor: "#ffffff" },
  destination: { radius: 6, weight: 2, fillColor: "#1b1b1b" },
  town: { radius: 3, weight: 1.5, fillColor: "#ffffff" },
};

class Labels {
  constructor(map, scene) {
    this.map = map;
    this.scene = scene;
    this.group = L.layerGroup().addTo(map);
    map.createPane("labels").style.zIndex = 640;
    map.getPane("labels").style.pointerEvents = "none";
    map.createPane("dots").style.zIndex = 590;
    map.getPane("dots").style.pointerEvents = "none";
    this.gauge = element("div", "gauge");
    map.getContainer().append(this.gauge);
  }

  place(columns, lines) {
    this.group.clearLayers();
    const size = this.map.getSize();
    this.view = box(4, 4, size.x - 8, size.y - 8);
    this.taken = [...this.controlBoxes(), ...columns.flatMap((column) => this.markBoxes(column))];
    this.segments = lines.flatMap((parts) => parts.flatMap((part) => this.segmentsOf(part)));
    const labels = [...this.placeLabels("origin"), ...this.placeLabels("destination"), ...this.portLabels(columns), ...this.placeLabels("town")];
    this.marks = labels.map(ownBox);
    this.taken.push(...this.marks);
    for (const label of labels) {
      const isNamed = this.put(label);
      if (label.dot && (isNamed || label.kind !== "town")) this.group.addLayer(L.circleMarker(label.at, label.dot));
    }
    for (const country of countriesInView(this.map, this.scene.basemap)) this.putCountry(country);
  }

  controlBoxes() {
    const origin = this.map.getContainer().getBoundingClientRect();
    return [...this.map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const area = control.getBoundingClientRect();
      return box(area.left - origin.left - 4, area.top - origin.top - 4, area.width + 8, area.height + 8);
    });
  }

  markBoxes(column) {
    const { x, y } = this.map.latLngToContainerPoint(column.at);
    const width = column.marks.length * STEP;
    return [box(x - width / 2, y - MARK / 2, width, MARK)];
  }

  segmentsOf(part) {
    const points = part.map((at) => this.map.latLngToContainerPoint(at));
    return points.slice(1).map((point, i) => [points[i], point]);
  }

  placeLabels(kind) {
    return this.scene.places.filter((place) => place.kind === kind).map((place) => ({
      at: place.at,
      point: this.map.latLngToContainerPoint(place.at),
      kind,
      rx: kind === "town" ? 5 : 9,
      ry: kind === "town" ? 5 : 9,
      dot: { ...DOTS[kind], color: "#1b1b1b", fillOpacity: 1, interactive: false, pane: "dots" },
      body: element("div", `label ${kind}`, place.name),
    }));
  }

  portLabels(columns) {
    return columns.map((column) => {
      const body = element("div", "label port-name", columnName(column, this.scene));
      for (const mark of column.marks.filter((one) => waitOf(one) > 0)) {
        body.append(element("div", "wait", numberChip(mark.route), say("waits", { duration: duration(waitOf(mark)) })));
      }
      const halo = Math.max(...column.marks.map((mark) => haloRadius(waitOf(mark), this.map.getSize().x)));
      const rx = Math.max(halo, (column.marks.length * STEP) / 2);
      return { at: column.at, point: this.map.latLngToContainerPoint(column.at), rx, ry: Math.max(halo, MARK / 2), body };
    });
  }

  // Returns whether there was room.
  put(label) {
    const { width, height } = this.measure(label.body);
    const own = ownBox(label);
    const others = this.taken.filter((area) => !boxWithin(area, own));
    let best = { cost: Infinity };
    const around = boxesAround(label.point, label.rx, label.ry, width, height);
    (label.kind === "town" ? around.slice(0, NEAR) : around).forEach((area, i) => {
      if (!boxWithin(area, this.view) || others.some((taken) => boxesMeet(taken, area))) return;
      if (this.marks.some((mark) => boxDistance(mark, area) < boxDistance(own, area) - 1)) return;
      const crossed = this.segments.filter(([from, to]) => segmentMeetsBox(from, to, area)).length;
      const cost = i + 4 * Math.min(3, crossed);
      if (cost < best.cost) best = { area, cost };
    });
    if (best.area) this.show(label.body, label.at, label.point, best.area);
    return Boolean(best.area);
  }

  // Only where the whole name lies in the country: a name across a border would be a claim.
  putCountry({ name, points, contains }) {
    const body = element("div", "label country", name);
    const { width, height } = this.measure(body);
    for (const point of points) {
      const area = box(point.x - width / 2, point.y - height / 2, width, height);
      const clear = !this.taken.some((taken) => boxesMeet(taken, area)) && !this.segments.some(([from, to]) => segmentMeetsBox(from, to, area));
      if (clear && boxWithin(area, this.view) && corners(area).every(contains)) {
        this.show(body, this.map.containerPointToLatLng(point), point, area);
        return;
      }
    }
  }

  show(body, at, point, area) {
    this.taken.push(area);
    const icon = L.divIcon({ className: "label-box", html: body, iconSize: [area.right - area.left, area.bottom - area.top], iconAnchor: [point.x - area.left, point.y - area.top] });
    this.group.addLayer(L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false }));
  }

  measure(body) {
    this.gauge.append(body);
    const { width, height } = body.getBoundingClientRect();
    body.remove();
    return { width: Math.ceil(width), height: Math.ceil(height) };
  }
}

function ownBox({ point, rx, ry }) {
  return box(point.x - rx, point.y - ry, 2 * rx, 2 * ry);
}
