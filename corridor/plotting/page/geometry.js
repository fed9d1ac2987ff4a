// Plane geometry in pixels: lines set off to one side, and boxes for text.

// A line's simplified copy, `distance` pixels to the right of its direction. `parts` are lists of points
// that follow one another; the copy keeps where they meet. Returns lists of points, one for each part.
function offsetParts(parts, distance) {
  const points = [];
  const lengths = parts.map((part) => {
    // Bends narrower than the gap between two lines would tie them into knots.
    const kept = L.LineUtil.simplify(part, distance === 0 ? 1 : 2);
    const joined = points.length > 0 && points[points.length - 1].distanceTo(kept[0]) < 0.5;
    points.push(...(joined ? kept.slice(1) : kept));
    return kept.length - (joined ? 1 : 0);
  });
  const moved = distance === 0 ? points : offsetLine(points, distance);
  let end = 0;
  return lengths.map((length) => {
    const start = Math.max(0, end - 1);
    end += length;
    return moved.slice(start, end);
  });
}

function offsetLine(points, distance) {
  const normals = points.slice(1).map((point, i) => {
    const along = point.subtract(points[i]);
    const length = Math.hypot(along.x, along.y) || 1;
    return L.point(-along.y / length, along.x / length);
  });
  return points.map((point, i) => {
    const before = normals[Math.max(0, i - 1)];
    const after = normals[Math.min(normals.length - 1, i)];
    if (!before || !after) return point;
    const sum = before.add(after);
    const square = sum.x * sum.x + sum.y * sum.y;
    // At a sharp bend the corner of the offset line runs away: hold it near the road.
    const reach = square < 1 ? 1 : 2 / square;
    return point.add(sum.multiplyBy(reach * distance));
  });
}

// Arrowheads along a line of points, one every `step` pixels, that point the way it runs.
function arrowheads(points, step) {
  const heads = [];
  let ahead = step / 2;
  points.slice(1).forEach((point, i) => {
    const along = point.subtract(points[i]);
    const length = Math.hypot(along.x, along.y);
    for (; ahead < length; ahead += step) {
      const tip = points[i].add(along.multiplyBy(ahead / length));
      const back = along.multiplyBy(-6 / length);
      const across = L.point(-along.y, along.x).multiplyBy(5.5 / length);
      heads.push([tip.add(back).add(across), tip.subtract(back), tip.add(back).subtract(across)]);
    }
    ahead -= length;
  });
  return heads;
}

function box(left, top, width, height) {
  return { left, top, right: left + width, bottom: top + height };
}

function boxesMeet(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function corners({ left, top, right, bottom }) {
  return [L.point(left, top), L.point(right, top), L.point(left, bottom), L.point(right, bottom)];
}

function boxWithin(inner, outer) {
  return inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right && inner.bottom <= outer.bottom;
}

function boxDistance(one, other) {
  const across = Math.max(0, one.left - other.right, other.left - one.right);
  const down = Math.max(0, one.top - other.bottom, other.top - one.bottom);
  return Math.hypot(across, down);
}

// Whether the straight line between two points touches the box (Liang and Barsky).
function segmentMeetsBox(from, to, area) {
  let enters = 0;
  let leaves = 1;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  for (const [p, q] of [[-dx, from.x - area.left], [dx, area.right - from.x], [-dy, from.y - area.top], [dy, area.bottom - from.y]]) {
    if (p === 0 && q < 0) return false;
    if (p < 0) enters = Math.max(enters, q / p);
    if (p > 0) leaves = Math.min(leaves, q / p);
  }
  return enters <= leaves;
}

// Boxes of a text around a mark of half width `rx` and half height `ry`, the most readable places first;
// the first NEAR of them are close to it.
const NEAR = 8;

function boxesAround({ x, y }, rx, ry, width, height) {
  const right = x + rx + 4;
  const left = x - rx - 4 - width;
  const above = y - ry - 3 - height;
  const below = y + ry + 3;
  const level = y - height / 2;
  const beside = [box(right, level, width, height), box(left, level, width, height)];
  const centred = [above, below].map((top) => box(x - width / 2, top, width, height));
  const nearX = [x + rx * 0.6, x - rx * 0.6 - width];
  const corners = nearX.flatMap((edge) => [above, below].map((top) => box(edge, top + (top < y ? ry * 0.35 : -ry * 0.35), width, height)));
  const far = [above - 14, below + 14].flatMap((top) => [box(x - width / 2, top, width, height), ...nearX.map((edge) => box(edge, top, width, height))]);
  return [...beside, ...centred, ...corners, ...far];
}

// Whether a point lies within the rings of a polygon (holes and parts alike), by the even-odd rule.
function insideRings(rings, lat, lon) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [yi, xi] = ring[i];
      const [yj, xj] = ring[j];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  }
  return inside;
}
