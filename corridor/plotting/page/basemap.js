// Land, borders and lakes, without tiles. Returns the bounds of what is drawn.

function drawBasemap(map, basemap, relief) {
  const styles = {
    countries: { stroke: true, color: "#f6f2e8", weight: 0.6, fillColor: "#f6f2e8", fillOpacity: 1 },
    lakes: { stroke: true, color: "#9fbccb", weight: 0.7, fillColor: "#cfe1ea", fillOpacity: 1 },
    borders: { color: "#9d907d", weight: 1.2 },
  };
  const bounds = L.latLngBounds([]);
  map.createPane("water").style.zIndex = 205;
  Object.keys(styles).filter((name) => basemap[name]).forEach((name, i) => {
    map.createPane(name).style.zIndex = 210 + 2 * i;
    map.getPane(name).style.pointerEvents = "none";
    for (const shape of basemap[name]) {
      const style = { ...styles[name], pane: name, interactive: false, fillRule: "evenodd" };
      if (name === "borders" && !isSettled(shape)) style.dashArray = "5 5";
      const layer = (name === "borders" ? L.polyline : L.polygon)(shape.lines, style).addTo(map);
      if (layer.getBounds().isValid()) bounds.extend(layer.getBounds());
    }
  });
  if (relief) {
    map.createPane("relief").style.zIndex = 211;
    const picture = L.imageOverlay(relief.image, relief.corners, { pane: "relief", interactive: false, alt: "" }).addTo(map);
    // Seen from near it is a blur, which must not drown the roads.
    const fade = () => picture.setOpacity(Math.max(0.25, Math.min(0.9, 1.5 - 0.125 * map.getZoom())));
    map.on("zoomend", fade);
    fade();
  }
  // Beyond the land that is known here lies neither land nor sea.
  if (bounds.isValid()) L.rectangle(bounds, { pane: "water", stroke: false, fillColor: "#cfe1ea", fillOpacity: 1, interactive: false }).addTo(map);
  return bounds;
}

function isSettled({ status }) {
  return !status || status.toLowerCase().startsWith("international");
}

// For each country in view its name, points of it from the middle of what is seen outwards, and whether
// a point of the view lies in it.
function countriesInView(map, basemap) {
  const grid = viewGrid(map.getSize(), 18, 12);
  return (basemap.countries || []).filter((country) => country.name).map(({ name, lines }) => {
    const contains = (point) => {
      const { lat, lng } = map.containerPointToLatLng(point);
      return insideRings(lines, lat, lng);
    };
    return { name, contains, points: fromTheMiddle(grid.filter(contains)) };
  });
}

function viewGrid(size, columns, rows) {
  const cells = Array.from({ length: (columns - 1) * (rows - 1) }, (_, i) => [1 + (i % (columns - 1)), 1 + Math.floor(i / (columns - 1))]);
  return cells.map(([column, row]) => L.point((size.x * column) / columns, (size.y * row) / rows));
}

function fromTheMiddle(points) {
  const middle = points.reduce((sum, point) => sum.add(point), L.point(0, 0)).divideBy(points.length || 1);
  return points.sort((one, other) => one.distanceTo(middle) - other.distanceTo(middle));
}
