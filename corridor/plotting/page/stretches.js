// Parts of lines by the share of their length, and what of them is in reach by when.

// A line with the way gone at each of its points, in degrees of latitude, as `model.alignment` measures it.
function measured(points) {
  const gone = [0];
  points.slice(1).forEach(([lat, lon], i) => {
    const [lat0, lon0] = points[i];
    const across = (lon - lon0) * Math.cos((((lat + lat0) / 2) * Math.PI) / 180);
    gone.push(gone[i] + Math.hypot(across, lat - lat0));
  });
  return { points, gone };
}

function partOf({ points, gone }, [first, last]) {
  const whole = gone[gone.length - 1];
  const from = first * whole;
  const to = last * whole;
  return [pointAt(points, gone, from), ...points.filter((_, i) => gone[i] > from && gone[i] < to), pointAt(points, gone, to)];
}

function pointAt(points, gone, way) {
  const next = gone.findIndex((length, i) => i > 0 && length >= way);
  if (next < 1) return points[way <= 0 ? 0 : points.length - 1];
  const share = gone[next] > gone[next - 1] ? (way - gone[next - 1]) / (gone[next] - gone[next - 1]) : 0;
  return [0, 1].map((axis) => points[next - 1][axis] + (points[next][axis] - points[next - 1][axis]) * share);
}

// How much of a link is in reach at an instant; `runs` are start, end, first and last share one after another.
function shareBy(runs, at) {
  let share = 0;
  for (let i = 0; i < runs.length && runs[i] < at; i += 4) {
    const [start, end, first, last] = runs.slice(i, i + 4);
    share = first + (last - first) * Math.min(1, (at - start) / (end - start));
  }
  return share;
}

// What is in reach of each link at an instant: spans of shares from its first end on.
function spansBy(reached, at) {
  const spans = new Map();
  for (const [link, forth, runs] of reached) {
    const share = shareBy(runs, at);
    if (!share) continue;
    const own = spans.get(link) || [];
    own.push(forth ? [0, share] : [1 - share, 1]);
    spans.set(link, own);
  }
  return spans;
}

// The spans of one that are none of the other's.
function spansBeyond(spans, others) {
  const beyond = new Map();
  for (const [link, own] of spans) {
    const left = (others.get(link) || []).reduce((parts, [from, to]) => parts.flatMap(([first, last]) => [[first, Math.min(last, from)], [Math.max(first, to), last]]), own);
    const kept = left.filter(([first, last]) => last - first > 1e-4);
    if (kept.length) beyond.set(link, kept);
  }
  return beyond;
}
