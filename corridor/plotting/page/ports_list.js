// The ports at an hour in words, grouped by how they stand; those that change first come first.

const GROUPS = ["closed", "partly", "open", "unknown"];

class PortsList {
  constructor(scene, onChosen) {
    this.scene = scene;
    this.length = scene.hours * 3600;
    this.groups = new Map(GROUPS.map((state) => [state, this.group(state)]));
    this.rows = scene.ports.map((port) => this.row(port, onChosen));
    document.getElementById("panel").append(...[...this.groups.values()].map(({ box: made }) => made));
  }

  group(state) {
    const count = element("span");
    const list = element("ul");
    const made = element("details", "", element("summary", "", symbolMark(this.scene.symbols[state]), count), list);
    made.open = state !== "unknown";
    return { box: made, count, list };
  }

  row(port, onChosen) {
    const name = element("button", "", port.name);
    name.type = "button";
    name.addEventListener("click", () => onChosen(port));
    const { strip, point } = weekStrip(port.spans, this.length, say("strip", { name: port.name }));
    const sides = port.sides.map(() => element("p"));
    return { port, item: element("li", "", name, ...sides, strip), sides, point };
  }

  show(at) {
    this.rows.forEach(({ port, sides, point }) => {
      port.sides.forEach((side, i) => (sides[i].textContent = this.sideLine(side, at)));
      point(at);
    });
    for (const [state, { box: made, count, list }] of this.groups) {
      const rows = this.rows.filter(({ port }) => spanAt(port.spans, at)[1] === state);
      rows.sort((one, other) => spanAt(one.port.spans, at)[0] - spanAt(other.port.spans, at)[0]);
      list.replaceChildren(...rows.map(({ item }) => item));
      count.textContent = `${capital(this.scene.symbols[state].meaning)}: ${rows.length}`;
      made.hidden = rows.length === 0;
    }
  }

  sideLine(side, at) {
    return say("side", { side: side.side, clock: clockAt(this.scene, side.tz, at), state: this.sideState(side, at) });
  }

  sideState(side, at) {
    const [end, state] = spanAt(side.spans, at);
    if (end >= this.length) return say(`stays-${state}`);
    return say(`${state}-until`, { clock: clockAt(this.scene, side.tz, end) });
  }
}

// `Mon 2 Jun 14:00` on the clock of a zone, `at` seconds after the window's start.
function clockAt(scene, tz, at) {
  const local = scene.startOfDay + at + offsetAt(scene, tz, at);
  const day = Math.floor(local / 86400);
  const minutes = Math.floor((local - day * 86400) / 60);
  return `${scene.days[day + 1]} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function offsetAt(scene, tz, at) {
  return scene.clocks[tz].filter(([from]) => from <= at).pop()[1];
}

function twoDigits(number) {
  return String(number).padStart(2, "0");
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function symbolMark(symbol, size = 16) {
  return svgElement("svg", { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" }, svgElement("path", { d: symbol.path, fill: symbol.fill }));
}
