// Arrivals as bars aligned to the opening: filled is counted, blue is running, outline is before.

const SVG = "http://www.w3.org/2000/svg";
const WIDTHS = [1, 2, 3, 6, 12, 24, 48, 96, 288]; // in bins
const MOST_BARS = 36;
const LEAST_BARS = 12;
const LEAST_TOP = 5;

/** Return bars of equal width around the opening, wide enough that there are not too many. */
export function barsOf(board, minute) {
  const bin = board.bin_minutes;
  const known = [...board.bins, ...board.before].map(([at]) => at);
  const running = Math.min(Math.floor(minute / bin) * bin, ...endOf(board, bin));
  const first = Math.min(0, ...known, ...(minute < 0 && minute > -120 ? [running] : []));
  const last = Math.max(0, ...known, ...(known.length ? [running] : []));
  let wide = bin;
  for (const times of WIDTHS) {
    wide = times * bin;
    if ((last - first) / wide < MOST_BARS) {
      break;
    }
  }
  const start = Math.floor(first / wide) * wide;
  const count = Math.max(LEAST_BARS, Math.floor(last / wide) - start / wide + 1);
  const bars = Array.from({ length: count }, (_, number) => {
    const at = start + number * wide;
    return { at, now: 0, before: 0, isRunning: minute >= at && minute < at + wide };
  });
  for (const [name, pairs] of [["now", board.bins], ["before", board.before]]) {
    for (const [at, number] of pairs) {
      bars[Math.floor((at - start) / wide)][name] += number;
    }
  }
  return { wide, bars };
}

function endOf(board, bin) {
  const end = (Date.parse(board.ends) - Date.parse(board.opening)) / 60_000;
  return [Math.floor(end / bin) * bin];
}

/** Draw bars into an SVG of that many units; timeOf(minute) returns words for the axis. */
export function draw(svg, { wide, bars }, timeOf) {
  const box = svg.getBoundingClientRect();
  const font = parseFloat(getComputedStyle(svg).fontSize);
  const [width, height] = [box.width, box.height];
  const foot = font * 1.45;
  const top = Math.max(LEAST_TOP, ...bars.map((bar) => Math.max(bar.now, bar.before)));
  const step = width / bars.length;
  const gap = Math.min(step * 0.22, font * 0.3);
  const line = Math.max(1, Math.round(font / 22));
  const base = height - foot;
  const scale = (base - line) / top;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const parts = bars.flatMap((bar, number) => {
    const x = number * step;
    const of = (kind, value) =>
      value > 0
        ? [shape("rect", { class: kind, x, y: base - value * scale, width: step - gap, height: value * scale })]
        : [];
    return [...outline(bar, x, step - gap, base, scale, line), ...of(bar.isRunning ? "running" : "counted", bar.now)];
  });
  parts.push(shape("rect", { class: "axis", x: 0, y: base, width, height: line * 1.5 }));
  const opening = (-bars[0].at / wide) * step;
  parts.push(shape("rect", { class: "axis", x: opening - gap / 2 - line, y: 0, width: line * 2, height: base }));
  parts.push(...labels(bars, { wide, step, gap, font, width, height }, timeOf));
  svg.replaceChildren(...parts);
}

function outline(bar, x, width, base, scale, line) {
  if (!bar.before) {
    return [];
  }
  const y = base - bar.before * scale;
  const inset = { x: x + line / 2, y: y + line / 2, width: width - line, height: base - y };
  return [shape("rect", { class: "before", ...inset, "stroke-width": line })];
}

function labels(bars, { wide, step, gap, font, width, height }, timeOf) {
  const room = font * 3.6; // five digits and a colon, and air
  const every = [30, 60, 120, 240, 480, 1440].find((minutes) => (minutes / wide) * step >= room && minutes >= wide);
  const found = [];
  for (const [number, bar] of bars.entries()) {
    const x = number * step - gap / 2;
    if (every && bar.at % every === 0 && x >= room * 0.36 && x <= width - room * 0.36) {
      const label = shape("text", { x, y: height - font * 0.28, "text-anchor": "middle" });
      label.textContent = timeOf(bar.at);
      found.push(label);
    }
  }
  return found;
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, typeof value === "number" ? Math.round(value * 100) / 100 : value);
  }
  return made;
}
