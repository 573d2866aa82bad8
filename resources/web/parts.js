// The lists of the board: what comes next in the programme, and the figures below it.

const HOUR_MS = 3_600_000;

/** Make an element with a class and words or children. */
function made(name, kind, ...content) {
  const element = document.createElement(name);
  if (kind) {
    element.className = kind;
  }
  element.append(...content);
  return element;
}

/**
 * Show the sessions that are not over. On a wall (page is a number) only those that begin next,
 * as many as have room, one page after the other; return the page that is shown.
 */
export function programme(where, board, tools, page) {
  const groups = slots(board.sessions, tools.now);
  if (page === null) {
    where.replaceChildren(...groups.flatMap((group) => [heading(group, tools), list(group, tools)]));
    return 0;
  }
  where.replaceChildren();
  if (!groups.length) {
    return 0;
  }
  const [group] = groups;
  const rows = list(group, tools);
  const every = [...rows.children];
  where.append(heading(group, tools), rows);
  const pages = paged(where, rows, every);
  const shown = page % pages.length;
  rows.replaceChildren(...pages[shown]);
  if (pages.length > 1) {
    where.append(made("p", "pages", pageWords(pages, shown, every.length, tools)));
  }
  return shown;
}

/** Divide rows into pages that fit. */
function paged(where, rows, every) {
  if (where.scrollHeight <= where.clientHeight) {
    return [every];
  }
  const note = made("p", "pages", "\u00a0");
  where.append(note);
  const pages = [];
  rows.replaceChildren();
  for (const row of every) {
    rows.append(row);
    if (where.scrollHeight > where.clientHeight && rows.childElementCount > 1) {
      rows.replaceChildren(row);
    }
    if (rows.childElementCount === 1) {
      pages.push([]);
    }
    pages.at(-1).push(row);
  }
  note.remove();
  return pages;
}

function pageWords(pages, shown, count, { say, number }) {
  const first = pages.slice(0, shown).flat().length;
  const last = first + pages[shown].length;
  return say("pages", { first: number(first + 1), last: number(last), number: number(count) });
}

/** Return the sessions that are not over, those that begin together in one group. */
function slots(sessions, now) {
  const rooms = sessions.filter((one) => one.kind !== "entrance");
  const startOf = (one) => (one.starts ? Date.parse(one.starts) : Infinity);
  const endOf = (one) => (one.ends ? Date.parse(one.ends) : startOf(one) + HOUR_MS);
  const groups = new Map();
  for (const one of rooms.filter((each) => endOf(each) > now).sort((a, b) => startOf(a) - startOf(b))) {
    groups.set(startOf(one), [...(groups.get(startOf(one)) ?? []), one]);
  }
  return [...groups.values()];
}

function heading(group, { say, time }) {
  const kinds = new Set(group.map((one) => one.kind));
  const name = kinds.size > 1 ? "programme" : { workshop: "workshops", talk: "talks" }[group[0].kind] ?? "programme";
  const starts = group[0].starts;
  return made("h2", "", starts ? say(name, { time: time(Date.parse(starts)) }) : say("sessions"));
}

function list(group, tools) {
  return made("ul", "", ...group.map((one) => row(one, tools)));
}

function row(one, tools) {
  const tile = one.room ? [made("span", "tile", one.room)] : [];
  const seats = made("span", "seats");
  seats.append(...seatWords(one, tools));
  return made("li", one.room ? "" : "placeless", ...tile, made("span", "name", one.name), seats);
}

function seatWords(one, { say, number, now }) {
  if (one.capacity === null) {
    return strong(say("present", { number: number(one.present) }), number(one.present));
  }
  const hasBegun = one.starts !== null && Date.parse(one.starts) <= now;
  const free = one.capacity - (hasBegun ? one.present : Math.max(one.booked, one.present));
  return free > 0
    ? strong(say("free", { number: number(free) }), number(free))
    : [made("strong", "", say("full"))];
}

/** Return words in which a number stands out. */
function strong(words, value) {
  const [before, after] = words.split(value, 2);
  return [before, made("strong", "", value), after];
}

/** Show what is for whoever looks closer: totals, how sure they are, and shares. */
export function totals(where, board, { say, number }) {
  const { here } = board;
  const came = board.expected - board.missing;
  const rate = board.expected ? Math.round((100 * came) / board.expected) : 0;
  const facts = [
    ["registered", number(board.expected), board.expected],
    ["everArrived", number(board.arrived), true],
    ["rate", `${number(came)} (${number(rate)} %)`, board.expected],
    ["walkIns", number(board.walk_ins), board.walk_ins],
    ["counted", number(board.counted), board.counted],
  ];
  const rows = facts.filter(([, , isTold]) => isTold).map(([name, value]) => fact(say(name), value));
  const parts = [made("h2", "", say("figures")), made("dl", "facts", ...rows)];
  if (here.stale && here.minimum !== here.maximum) {
    const values = { number: number(here.stale), stations: number(here.stations) };
    const sure = { minimum: number(here.minimum), maximum: number(here.maximum) };
    parts.push(made("p", "stale", say("stale", { ...values, ...sure })));
  }
  for (const [field, name] of [["category", "shareCategory"], ["country", "shareCountry"], ["sector", "shareSector"]]) {
    const shares = board.shares[field] ?? [];
    if (shares.length > 1) {
      parts.push(made("h2", "", say(name)), bars(shares, { say, number }));
    }
  }
  where.replaceChildren(...parts);
}

function fact(name, value) {
  return made("div", "", made("dt", "", name), made("dd", "", value));
}

function bars(shares, { say, number }) {
  const most = Math.max(...shares.map(([, value]) => value));
  const rows = shares.map(([name, value]) => {
    const bar = made("span", name ? "bar" : "bar rest");
    bar.style.width = `${(100 * value) / most}%`;
    const words = made("dt", "", name || say("others"));
    return made("div", "", words, made("dd", "", number(value)), bar);
  });
  return made("dl", "shares", ...rows);
}
