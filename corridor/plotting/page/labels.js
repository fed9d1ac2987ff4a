// Names beside their marks, none over another: the most important is placed first, one without room waits
// for a closer view.

const DOTS = {
  origin: { radius: 6, weight: 3, fillColor: "#ffffff" },
  destination: { radius: 6, weight: 2, fillColor: "#1b1b1b" },
  town: { radius: 3, weight: 1.5, fillColor: "#ffffff" },
};

class Labels {
  constructor(map, basemap) {
    this.map = map;
    this.basemap = basemap;
    this.group = L.layerGroup().addTo(map);
    map.createPane("labels").style.zIndex = 640;
    map.getPane("labels").style.pointerEvents = "none";
    map.createPane("dots").style.zIndex = 590;
    map.getPane("dots").style.pointerEvents = "none";
    this.sizes = new Map();
    this.gauge = element("div", "gauge");
    map.getContainer().append(this.gauge);
  }

  // `wanted` are labels { at, rx, ry, body, kind, dot }, the most important first; `marks` { at, rx, ry } are
  // never written over, `lines` (lists of lists of positions) rather not.
  place(wanted, marks, lines) {
    this.group.clearLayers();
    const size = this.map.getSize();
    this.view = box(4, 4, size.x - 8, size.y - 8);
    const labels = this.inView(wanted);
    this.taken = [...this.controlBoxes(), ...this.inView(marks).map(ownBox)];
    this.segments = lines.flatMap((parts) => parts.flatMap((part) => this.segmentsOf(part)));
    this.marks = labels.map(ownBox);
    this.taken.push(...this.marks);
    for (const label of labels) {
      const isNamed = this.put(label);
      if (label.dot && (isNamed || label.kind !== "town")) this.group.addLayer(L.circleMarker(label.at, label.dot));
    }
    for (const country of countriesInView(this.map, this.basemap)) this.putCountry(country);
  }

  inView(things) {
    const placed = things.map((thing) => ({ ...thing, point: this.map.latLngToContainerPoint(thing.at) }));
    return placed.filter(({ point }) => boxesMeet(box(point.x, point.y, 0.1, 0.1), this.view));
  }

  controlBoxes() {
    const origin = this.map.getContainer().getBoundingClientRect();
    return [...this.map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
      const area = control.getBoundingClientRect();
      return box(area.left - origin.left - 4, area.top - origin.top - 4, area.width + 8, area.height + 8);
    });
  }

  segmentsOf(part) {
    const points = part.map((at) => this.map.latLngToContainerPoint(at));
    const segments = L.LineUtil.simplify(points, 2);
    return segments.slice(1).map((point, i) => [segments[i], point]).filter((segment) => boxesMeet(spanned(segment), this.view));
  }

  // Returns whether there was room.
  put(label) {
    const { width, height } = this.measure(label.body);
    const own = ownBox(label);
    const reach = box(label.point.x - label.rx - width - 8, label.point.y - label.ry - height - 24, 2 * (label.rx + width + 8), 2 * (label.ry + height + 24));
    const near = this.segments.filter((segment) => boxesMeet(spanned(segment), reach));
    const others = this.taken.filter((area) => !boxWithin(area, own));
    let best = { cost: Infinity };
    const around = boxesAround(label.point, label.rx, label.ry, width, height);
    (label.kind === "town" ? around.slice(0, NEAR) : around).forEach((area, i) => {
      if (!boxWithin(area, this.view) || others.some((taken) => boxesMeet(taken, area))) return;
      if (this.marks.some((mark) => boxDistance(mark, area) < boxDistance(own, area) - 1)) return;
      const crossed = near.filter(([from, to]) => segmentMeetsBox(from, to, area)).length;
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

  // Each text is measured once for a size of screen.
  measure(body) {
    const key = `${window.innerWidth} ${body.className} ${body.textContent}`;
    if (!this.sizes.has(key)) {
      this.gauge.append(body);
      const { width, height } = body.getBoundingClientRect();
      body.remove();
      this.sizes.set(key, { width: Math.ceil(width), height: Math.ceil(height) });
    }
    return this.sizes.get(key);
  }
}

function spanned([from, to]) {
  return box(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(from.x - to.x) + 0.1, Math.abs(from.y - to.y) + 0.1);
}

function ownBox({ point, rx, ry }) {
  return box(point.x - rx, point.y - ry, 2 * rx, 2 * ry);
}

function placeLabel({ at, name }, kind) {
  const radius = kind === "town" ? 5 : 9;
  const dot = { ...DOTS[kind], color: "#1b1b1b", fillOpacity: 1, interactive: false, pane: "dots" };
  return { at, kind, rx: radius, ry: radius, dot, body: element("div", `label ${kind}`, name) };
}
