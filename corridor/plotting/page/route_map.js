// Draws the page's scene into the map and the groups that Folium made.

function drawRouteMap(map, groups, scene) {
  addStripPattern();
  map.createPane("halos").style.zIndex = 450;
  const routes = scene.routes.map((route, i) => ({ ...route, group: groups[i], lines: new RouteLines(map, groups[i], route) }));
  const marks = new Map(routes.map((route) => [route, L.layerGroup().addTo(route.group)]));
  const rows = routes.map((route) => ({ group: route.group, marks: [numberChip(route), lineSample(route)], title: route.title }));
  const layers = furnish(map, scene.basemap, say("scenarios"), rows);
  const labels = new Labels(map, scene.basemap);
  const shown = () => routes.filter((route) => map.hasLayer(route.group));

  const drawLines = () => routes.forEach((route) => route.lines.place());
  let columns = [];
  const drawPorts = () => {
    marks.forEach((group) => group.clearLayers());
    columns = gatherStops(map, shown());
    columns.forEach((column) => drawColumn(map, column, (route) => marks.get(route), scene));
  };
  const names = (kind) => scene.places.filter((place) => place.kind === kind).map((place) => placeLabel(place, kind));
  const drawLabels = () => {
    const ports = columns.map((column) => columnLabel(column, scene, map.getSize().x));
    const wanted = [...names("origin"), ...names("destination"), ...ports, ...names("town")];
    labels.place(wanted, columns.map(columnMark), shown().map((route) => route.lines.points));
  };

  const wholeTrip = () => {
    const bounds = L.latLngBounds(scene.places.map((place) => place.at));
    routes.forEach((route) => bounds.extend(route.lines.bounds()));
    if (bounds.isValid()) map.fitBounds(bounds, { ...CLEAR_OF_CONTROLS, animate: false });
  };
  wholeTrip();
  drawLines();
  drawPorts();
  if (layers && routes.some((route) => coversLine(map, layers, route.lines))) layers.open = false;
  drawLabels();
  map.on("zoomend", drawLines).on("zoomend", drawPorts).on("moveend resize", drawLabels);
  map.on("layeradd layerremove", ({ layer }) => {
    if (!groups.includes(layer)) return;
    drawPorts();
    drawLabels();
  });
  fitToPaper(map, wholeTrip);
}

function coversLine(map, panel, lines) {
  const origin = map.getContainer().getBoundingClientRect();
  const { left, top, width, height } = panel.getBoundingClientRect();
  const area = box(left - origin.left - 20, top - origin.top - 20, width + 40, height + 40);
  const points = lines.points.flat().map((at) => map.latLngToContainerPoint(at));
  return points.slice(1).some((point, i) => segmentMeetsBox(points[i], point, area));
}
