// Draws ports as they stand at the hour of the slider.

function drawPortsMap(map, groups, scene) {
  addStripPattern();
  const slider = document.getElementById("hour");
  const marks = L.layerGroup().addTo(map);
  furnish(map, scene.basemap, "", []);
  const labels = new Labels(map, scene.basemap);
  const at = () => Number(slider.value) * 3600;
  const list = new PortsList(scene, (port) => {
    map.setView(port.at, Math.max(map.getZoom(), 8), { animate: false });
    port.marker.openPopup();
  });

  const whole = () => {
    const known = scene.ports.filter((port) => port.spans.some(([, state]) => state !== "unknown"));
    const bounds = L.latLngBounds((known.length ? known : scene.ports).map((port) => port.at));
    if (bounds.isValid()) map.fitBounds(bounds.pad(0.08), { ...CLEAR_OF_CONTROLS, maxZoom: 9, animate: false });
  };
  const names = () => {
    const shown = scene.ports.filter((port) => port.state !== "unknown" || map.getZoom() >= 7);
    const label = (port) => ({ ...portBox(map)(port), body: element("div", "label port-name", port.name) });
    labels.place(inRank(shown).map(label), scene.ports.map(portBox(map)), []);
  };
  const draw = () => {
    for (const port of scene.ports) {
      [, port.state] = spanAt(port.spans, at());
      port.size = port.state === "unknown" ? 12 : 22;
    }
    spreadMarks(map, inRank(scene.ports));
    scene.ports.forEach((port) => drawState(map, marks, scene, port, at, list));
  };
  const show = () => {
    map.closePopup();
    draw();
    list.show(at());
    tellClocks(scene, slider, at());
    names();
  };
  addDays(scene, slider, show);
  slider.addEventListener("input", show);
  whole();
  show();
  map.on("zoomend", draw).on("moveend resize", names);
  fitToPaper(map, whole);
}

function inRank(ports) {
  return [...ports].sort((one, other) => GROUPS.indexOf(one.state) - GROUPS.indexOf(other.state));
}

function drawState(map, marks, scene, port, at, list) {
  const symbol = scene.symbols[port.state];
  const drawn = `${port.state} ${port.shift}`;
  if (port.drawn === drawn) return;
  port.drawn = drawn;
  const icon = L.divIcon(portIcon(port, symbol));
  if (!port.marker) {
    port.marker = L.marker(port.at, { riseOnHover: true, icon }).addTo(marks);
    port.marker.bindPopup(() => statePopup(scene, port, at(), list), popupSize(map));
  } else port.marker.setIcon(icon);
  port.marker.setZIndexOffset(port.state === "unknown" ? -500 : 0);
  port.marker.getElement().title = `${port.name}: ${symbol.meaning}`;
}

function statePopup(scene, port, at, list) {
  const body = popupBody(port.name, port.also.slice(0, 2).join(" · "), []);
  for (const side of port.sides) {
    const { strip, point } = weekStrip(side.spans, scene.hours * 3600, say("strip", { name: side.names.join(", ") }));
    point(at);
    body.append(element("h4", "", side.names.join(", ")), element("p", "", list.sideLine(side, at)), strip);
  }
  return body;
}

// The chosen hour on the clocks of the region, each with the countries that have it.
function tellClocks(scene, slider, at) {
  const countries = new Map([["UTC", new Set(["UTC"])]]);
  for (const { side, tz } of scene.ports.flatMap((port) => port.sides)) {
    const same = [...countries.keys()].find((zone) => offsetAt(scene, zone, at) === offsetAt(scene, tz, at)) || tz;
    countries.set(same, (countries.get(same) || new Set()).add(side));
  }
  const zones = [...countries].sort(([one], [other]) => offsetAt(scene, other, at) - offsetAt(scene, one, at));
  const said = zones.map(([tz, sides]) => element("span", "", element("b", "", clockAt(scene, tz, at)), ` ${[...sides].sort().join(" ")}`));
  document.getElementById("clocks").replaceChildren(...said);
  slider.setAttribute("aria-valuetext", `${clockAt(scene, "UTC", at)} UTC`);
}

function addDays(scene, slider, show) {
  const jump = (day) => {
    const button = element("button", "", scene.days[day + 1]);
    button.type = "button";
    button.addEventListener("click", () => {
      slider.value = String(day * 24 + (Number(slider.value) % 24));
      show();
    });
    return button;
  };
  document.getElementById("days").append(...Array.from({ length: Math.ceil(scene.hours / 24) }, (_, day) => jump(day)));
}
