// How something stands over a window of time, as a strip: open is a tall bar, closed a thin line, unknown a dotted one.
// `spans` are [end, state] in order, `length` is the window, both in seconds.

const STRIP = { width: 280, height: 16 };
const STRIP_BARS = {
  open: { y: 2, height: 11, fill: "#2e7d32" },
  closed: { y: 11, height: 2, fill: "#c62828" },
  partly: { y: 7, height: 6, fill: "#f2a900" },
  unknown: { y: 8, height: 5, fill: "url(#strip-unknown)" },
};

function weekStrip(spans, length, says) {
  const strip = svgElement("svg", { class: "strip", viewBox: `0 0 ${STRIP.width} ${STRIP.height}`, preserveAspectRatio: "none", role: "img", "aria-label": says });
  const x = (at) => (at / length) * STRIP.width;
  let start = 0;
  for (const [end, state] of spans) {
    strip.append(svgElement("rect", { x: x(start), width: Math.max(0.5, x(end) - x(start)), ...STRIP_BARS[state] }));
    start = end;
  }
  for (let day = 86400; day < length; day += 86400) strip.append(svgElement("path", { d: `M${x(day)} 0V${STRIP.height}`, stroke: "#1c2126", "stroke-opacity": 0.25, "stroke-width": 0.7 }));
  const needle = svgElement("path", { d: "", stroke: "#1c2126", "stroke-width": 1.6 });
  strip.append(needle);
  return { strip, point: (at) => needle.setAttribute("d", `M${x(at)} 0V${STRIP.height}`) };
}

// The pattern that strips refer to; once on a page.
function addStripPattern() {
  const pattern = svgElement("pattern", { id: "strip-unknown", width: 4, height: 5, patternUnits: "userSpaceOnUse" }, svgElement("rect", { width: 2, height: 5, fill: "#656b73" }));
  document.body.append(svgElement("svg", { width: 0, height: 0, class: "gauge", "aria-hidden": "true" }, svgElement("defs", {}, pattern)));
}

function spanAt(spans, at) {
  return spans.find(([end]) => end > at);
}
