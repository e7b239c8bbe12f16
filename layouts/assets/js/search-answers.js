// What the searches on the pages share: the index, what is said of an answer, and its cards.

import { openIndex } from "./search.js";
import { resultCard } from "./search-cards.js";
import { lastVisit } from "./search-visits.js";

export const byId = (id) => document.getElementById(id);
const indexUrl = new URL("../../search/index.json", import.meta.url).href;
const announcePause = 500; // ms before a count is announced
const longestWait = 10_000; // ms for a search
export const typingPause = 60; // ms before a search

// A file that hangs gives its connection back, but in browsers of before 2022.
const fetchInTime = (url, options) => fetch(url, { ...options, signal: AbortSignal.timeout?.(longestWait) });

let index;
export function open() {
  index ??= openIndex(indexUrl, { fetch: fetchInTime }).catch((error) => {
    index = undefined; // the next search tries again
    throw error;
  });
  return index;
}

// On the day that it is at the board, which may come while the page is open. A file that a new
// publication has taken away is found again through the new manifest.
export async function search(query, options) {
  const ask = async () => (await open()).search(query, { today: siteTime.dayNow() / 864e5, ...options });
  let timer;
  const tooLong = new Promise((_, fail) => (timer = setTimeout(fail, longestWait)));
  const again = () => {
    index = undefined;
    return ask();
  };
  try {
    return await Promise.race([ask().catch(again), tooLong]);
  } catch (error) {
    index = undefined; // it may hold what hangs
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

export const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

export function counted({ total, full }, kind) {
  const all = plural(full, `${kind} matches`, `${kind}s match`);
  if (full === total) return `${all}.`;
  return full ? `${all}, and ${total - full} in part.` : `No ${kind} has all of this. ${plural(total, "matches", "match")} in part.`;
}

let announcement;
export function announce(text) {
  clearTimeout(announcement);
  announcement = setTimeout(() => {
    const status = byId("f-status");
    if (status.textContent !== text) status.textContent = text; // said once
  }, announcePause);
}

// Said when it takes longer than the pause before an announcement.
export function announceStart(list) {
  list.setAttribute("aria-busy", "true");
  announce("Searching …");
}
export const announceEnd = (list) => list.removeAttribute("aria-busy");

export const { failed } = siteTime; // of time.js

// Later answers must not be overtaken by earlier ones.
export function latest(work) {
  let turn = 0;
  return async (...args) => {
    const mine = ++turn;
    await work(() => mine === turn, ...args);
  };
}

export function later(work, pause) {
  let timer;
  const cancel = () => clearTimeout(timer);
  const start = (...args) => {
    cancel();
    timer = setTimeout(work, pause, ...args);
  };
  return Object.assign(start, { cancel });
}

export function showCards(list, { hits, words }, append = false) {
  const cards = hits.map((hit) => resultCard(hit, words, lastVisit.before));
  if (append) list.append(...cards);
  else list.replaceChildren(...cards);
}

// Arrows walk from the field through the results and back, unless they choose among an input
// method's words or mark a text.
export function walkWithArrows(field, list) {
  document.addEventListener("keydown", (event) => {
    const isTaken = event.isComposing || event.keyCode === 229;
    if (isTaken || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...list.querySelectorAll("h3 a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || list.closest("[hidden]") || stops.length < 2) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.focus();
  });
}
