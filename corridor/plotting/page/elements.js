"use strict";

// Everything on the page is built here. Text only ever becomes a text node, so that a name is shown
// letter for letter whatever it holds.

const SVG = "http://www.w3.org/2000/svg";
const PAGE = JSON.parse(document.getElementById("scene").textContent);

// What one map of the page draws, with the land that all of them share.
function sceneOf(name) {
  return { ...PAGE[name], basemap: land() };
}

const land = once(() => {
  const unpacked = Object.entries(PAGE.basemap).map(([name, shapes]) => [name, shapes.map((shape) => ({ ...shape, lines: shape.lines.map((line) => unpack(line, 3)) }))]);
  return Object.fromEntries(unpacked);
});

function once(make) {
  let made;
  return () => (made === undefined ? (made = make()) : made);
}

// Points as [latitude, longitude] from what `corridor.plotting.packing` wrote.
function unpack(flat, decimals) {
  const points = [];
  let [lon, lat] = [0, 0];
  for (let i = 0; i < flat.length; i += 2) {
    lon += flat[i];
    lat += flat[i + 1];
    points.push([lat / 10 ** decimals, lon / 10 ** decimals]);
  }
  return points;
}

// A text in the language of the page, with its `{names}` filled in.
function say(key, values = {}) {
  return PAGE.texts[key].replace(/\{(\w+)\}/g, (field, name) => (name in values ? String(values[name]) : field));
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function svgElement(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function lineSample(route) {
  return svgElement(
    "svg",
    { class: "sample", viewBox: "0 0 48 12", width: 48, height: 12, "aria-hidden": "true" },
    svgElement("path", {
      d: "M2 6H46", fill: "none", stroke: route.colour, "stroke-width": 4, "stroke-dasharray": route.dash || "none",
    }),
  );
}

function numberChip(route) {
  const chip = element("span", "chip", String(route.number));
  chip.style.backgroundColor = route.colour;
  return chip;
}

// As `Words.duration` writes it: "37 h 05 min", half minutes to the even one.
function duration(seconds) {
  if (seconds < 60) return seconds ? `${seconds} ${say("s")}` : `0 ${say("min")}`;
  const half = seconds % 120 === 30;
  const minutes = half ? Math.floor(seconds / 60) : Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} ${say("min")}`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} ${say("h")}${rest ? ` ${String(rest).padStart(2, "0")} ${say("min")}` : ""}`;
}

function definitions(rows) {
  const list = element("dl");
  for (const [term, value] of rows) list.append(element("dt", "", term), element("dd", "", value));
  return list;
}
