// The board: takes states from the hub and shows them, in one of two languages and themes.

import { barsOf, draw } from "/board/chart.js";
import { programme, totals } from "/board/parts.js";
import { follow } from "/board/stream.js";
import { WORDS, filled } from "/board/words.js";

const MINUTE_MS = 60_000;
const PAGE_MS = 10_000;

const query = new URLSearchParams(location.search);
const part = (id) => document.getElementById(id);
const wall = matchMedia("(min-width: 900px) and (min-aspect-ratio: 4/3)");

let board = null;
let ahead = 0; // the hub's clock minus this one's, in milliseconds
let news = "waiting";
let heardAt = "";
let page = 0;
let language = chosen("lang", navigator.languages.some((one) => one.startsWith("de")) ? "de" : "en");

function chosen(name, usual) {
  const wanted = query.get(name) ?? remembered(name);
  return wanted in (name === "lang" ? WORDS : { light: 0, dark: 0 }) ? wanted : usual;
}

function remembered(name) {
  try {
    return localStorage.getItem(name) ?? "";
  } catch {
    return ""; // a browser that keeps nothing asks each time
  }
}

function remember(name, value) {
  query.delete(name);
  try {
    localStorage.setItem(name, value);
  } catch {
    // see above
  }
}

const now = () => Date.now() + ahead;
const say = (name, values) => filled(WORDS[language][name], values);
const number = (value) => new Intl.NumberFormat(language).format(value);
const locale = () => (language === "de" ? "de-DE" : "en-GB");

function time(ms) {
  const style = { hour: "2-digit", minute: "2-digit", timeZone: board?.zone };
  return new Intl.DateTimeFormat(locale(), style).format(ms);
}

function day(ms) {
  const style = { weekday: "short", day: "numeric", month: language === "de" ? "numeric" : "short" };
  return new Intl.DateTimeFormat(locale(), { ...style, timeZone: board?.zone }).format(ms).replace(/^(\p{L}+)[.,]*/u, "$1");
}

function put(id, words) {
  const where = part(id);
  if (where.textContent !== words) {
    where.textContent = words;
  }
}

function showClock() {
  put("day", board ? day(now()) : "");
  put("clock", board ? time(now()) : "");
}

function showState() {
  const words = { waiting: say("waiting"), lost: say("lost", { time: heardAt }), ended: say("ended") }[news];
  part("state").hidden = !words || (news === "waiting" && board !== null);
  put("state", words ?? "");
  part("state").className = news;
}

function showHere() {
  const { value, minimum, maximum } = board.here;
  put("value", number(value));
  part("value").dataset.signs = number(value).length;
  put("expected", board.expected ? say("of", { number: number(board.expected) }) : "");
  put("guests", say(board.expected ? "guestsOf" : "guests"));
  put("range", minimum === maximum ? "" : say("range", { minimum: number(minimum), maximum: number(maximum) }));
}

function showSide() {
  const opening = Date.parse(board.opening);
  const isAhead = now() < opening && board.forecast !== null;
  const short = wall.matches ? "" : "Short";
  put("quarter", number(board.last_15));
  put("quarterWords", say(`quarter${short}`));
  put("second", number(isAhead ? board.forecast : board.arrived));
  put("secondWords", isAhead ? say(`forecast${short}`, { time: time(opening) }) : say("arrived"));
  put("countries", number(board.countries));
  put("countriesWords", say(board.countries === 1 ? "country" : "countries"));
  part("countries").parentElement.hidden = !board.countries;
}

function showArrivals() {
  const opening = Date.parse(board.opening);
  const timeOf = (minute) => time(opening + minute * MINUTE_MS);
  const chart = barsOf(board, (now() - opening) / MINUTE_MS);
  const hours = chart.wide / 60;
  const name = hours < 1 ? "arrivals" : hours === 1 ? "arrivalsHour" : "arrivalsHours";
  const title = say(name, { minutes: number(chart.wide), hours: number(hours) });
  const most = chart.bars.reduce((best, bar) => (bar.now > best.now ? bar : best));
  const values = { title, number: number(most.now), time: timeOf(most.at) };
  put("arrivalsTitle", title);
  put("legend", say("before"));
  part("legend").hidden = !board.before.length;
  part("chart").setAttribute("aria-label", say(most.now ? "chart" : "noArrivals", values));
  draw(part("chart"), chart, timeOf);
}

function show() {
  document.documentElement.lang = language;
  showState();
  showClock();
  put("notice", say("notice"));
  put("language", say("other"));
  part("language").lang = language === "de" ? "en" : "de";
  put("theme", say(isDark() ? "light" : "dark"));
  document.querySelector("main").hidden = board === null || news === "ended";
  if (board === null || news === "ended") {
    return;
  }
  document.title = board.event;
  put("event", board.event);
  showHere();
  showSide();
  const tools = { say, number, time, now: now() };
  page = programme(part("sessions"), board, tools, wall.matches ? page : null);
  totals(part("more"), board, tools);
  document.body.classList.toggle("bare", !part("sessions").childElementCount);
  showArrivals();
}

function isDark() {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function setTheme(theme) {
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }
}

part("language").addEventListener("click", () => {
  language = language === "de" ? "en" : "de";
  remember("lang", language);
  show();
});
part("theme").addEventListener("click", () => {
  const theme = isDark() ? "light" : "dark";
  remember("theme", theme);
  setTheme(theme);
  show();
});

setTheme(chosen("theme", ""));
show();
follow(query.get("key") ?? "", {
  heard(state, ms) {
    ahead = ms - Date.now();
    board = state ?? board;
    news = board === null ? "waiting" : "";
    heardAt = time(ms);
    show();
  },
  lost() {
    news = "lost";
    show();
  },
  ended() {
    news = "ended";
    show();
  },
});
setInterval(showClock, 1_000);
setInterval(() => {
  page += wall.matches ? 1 : 0;
  show();
}, PAGE_MS);
addEventListener("resize", show);
document.fonts.ready.then(show);
