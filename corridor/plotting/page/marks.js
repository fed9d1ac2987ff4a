// Ports as single marks, side by side where they would cover one another.

// Gives each port { at, size } its `shift`: how many pixels to the right of its place it is drawn.
function spreadMarks(map, ports) {
  const placed = [];
  for (const port of ports) {
    const point = map.latLngToLayerPoint(port.at);
    port.shift = 0;
    const covers = ({ x, y, size }) => Math.hypot(x - point.x - port.shift, y - point.y) < (size + port.size) * 0.36;
    while (placed.some(covers)) port.shift += port.size * 0.75;
    placed.push({ x: point.x + port.shift, y: point.y, size: port.size });
  }
}

function portIcon({ size, shift }, symbol) {
  const shape = svgElement("path", { d: symbol.path, fill: symbol.fill, stroke: "#ffffff", "stroke-width": 1.8 });
  const picture = svgElement("svg", { viewBox: "0 0 24 24", width: size, height: size, class: "mark" }, shape);
  return { className: "port", html: picture, iconSize: [size, size], iconAnchor: [size / 2 - shift, size / 2], popupAnchor: [shift, -size / 2] };
}

// The room that a port's mark takes, for `Labels`.
function portBox(map) {
  return ({ at, size, shift }) => {
    const point = map.latLngToContainerPoint(at).add([shift, 0]);
    return { at: map.containerPointToLatLng(point), rx: size / 2, ry: size / 2 };
  };
}
