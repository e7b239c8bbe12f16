// The search on the pages: live results on the home page, the full search with filters on the list
// of all roles, and what matches elsewhere below a category's own cards.

import { openIndex, stem } from "./search.js";
import { resultCard } from "./search-cards.js";
import { facetPanel } from "./search-facets.js";
import { savedSearches, lastVisit } from "./search-visits.js";

const byId = (id) => document.getElementById(id);
const indexUrl = new URL("../../search/index.json", import.meta.url).href;
const facetNames = ["profession", "task", "software", "platform", "category", "eligibility"];
const parameters = ["q", ...facetNames, "pay_min", "sort"];
const typingPause = 60; // ms before a search
const announcePause = 500; // ms before a count is announced
const pageLength = 20;
const fewResults = 5;

let index;
function open() {
  index ??= openIndex(indexUrl).catch((error) => {
    index = undefined; // the next search tries again
    throw error;
  });
  return index;
}

// A file that a new publication has taken away is found again through the new manifest.
async function search(query, options) {
  try {
    return await (await open()).search(query, options);
  } catch {
    index = undefined;
    return (await open()).search(query, options);
  }
}

const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

function counted({ total, full }, kind) {
  const all = plural(full, `${kind} matches`, `${kind}s match`);
  if (full === total) return `${all}.`;
  return full ? `${all}, and ${total - full} in part.` : `No ${kind} has all of this. ${plural(total, "matches", "match")} in part.`;
}

let announcement;
function announce(text) {
  clearTimeout(announcement);
  announcement = setTimeout(() => (byId("f-status").textContent = text), announcePause);
}

const failed = "The search could not be loaded. Please try again in a moment.";

// Later answers must not be overtaken by earlier ones.
function latest(work) {
  let turn = 0;
  return async (...args) => {
    const mine = ++turn;
    await work(() => mine === turn, ...args);
  };
}

function later(work, pause) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...args), pause);
  };
}

function showCards(list, { hits, words }, append = false) {
  const cards = hits.map((hit) => resultCard(hit, words, lastVisit.before));
  if (append) list.append(...cards);
  else list.replaceChildren(...cards);
}

// Arrows walk from the field through the results and back.
function walkWithArrows(field, list) {
  document.addEventListener("keydown", (event) => {
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

// ---- The home page: a few results while one types

function liveResults(form) {
  const field = form.elements.q;
  const found = byId("found");
  const all = byId("f-all");
  const update = latest(async (isLatest) => {
    const query = field.value.trim();
    const address = new URL(location); // so that a step back finds the results again
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (!query) {
      found.hidden = true;
      return announce("");
    }
    try {
      const result = await search(field.value, { limit: fewResults });
      if (!isLatest()) return;
      showCards(byId("results"), result);
      found.hidden = !result.total;
      const to = new URL(form.action);
      to.searchParams.set("q", query);
      all.href = to.href;
      all.textContent = `See ${result.total === 1 ? "it" : `all ${result.total}`} in the list of roles`;
      const instead = result.corrected ? ` Shown for “${result.corrected}”.` : "";
      announce(result.total ? counted(result, "role") + instead : "No live role matches. Press Enter for other ways to look.");
    } catch {
      found.hidden = true;
      announce(failed);
    }
  });
  field.addEventListener("focus", () => open().catch(() => {}), { once: true });
  field.addEventListener("input", later(update, typingPause));
  walkWithArrows(field, byId("results"));
  field.value ||= (new URLSearchParams(location.search).get("q") ?? "").slice(0, 200);
  if (field.value) update();
}

// ---- A category: what matches elsewhere, when its own cards leave little

function elsewhere(form) {
  const found = byId("found");
  const root = new URL("../../", import.meta.url).pathname;
  const category = new URL(form.dataset.place, location.href).pathname.slice(root.length, -1);
  const update = latest(async (isLatest, { wanted, shown }) => {
    const { q = "", pay_min: pay, ...filters } = wanted;
    const chosen = Object.fromEntries(Object.entries(filters).filter(([, value]) => value).map(([name, value]) => [name, [value]]));
    const isActive = q || pay || Object.keys(chosen).length;
    if (!isActive || shown > fewResults) return void (found.hidden = true);
    try {
      const wide = { ...chosen, ...(pay && { pay_min: Number(pay) }) };
      const own = (await search(q, { limit: 0, filters: { ...wide, category: [category] } })).total;
      const result = await search(q, { limit: own + fewResults, filters: wide });
      if (!isLatest()) return;
      const others = result.hits.filter((hit) => !`${hit.category}/`.startsWith(`${category}/`));
      const count = result.total - own;
      found.hidden = !others.length;
      showCards(byId("results"), { ...result, hits: others.slice(0, fewResults) });
      byId("found-title").textContent = `${shown} in ${form.dataset.name}, ${count} in other categories`;
      const to = new URL(form.action);
      for (const [name, value] of Object.entries(wanted)) if (value) to.searchParams.set(name, value);
      byId("f-all").href = to.href;
      byId("f-all").textContent = "See all that match, from every category";
    } catch {
      found.hidden = true; // the page's own list stays
    }
  });
  document.addEventListener("cards-filtered", (event) => update(event.detail));
  walkWithArrows(form.elements.q, byId("results"));
  document.dispatchEvent(new Event("search-ready"));
}

// ---- The full search

function fullSearch(form) {
  const field = form.elements.q;
  const listed = byId("listed");
  const list = byId("results");
  const facets = facetPanel(byId("facets"), () => change(false));
  const saved = savedSearches(byId("saved"), byId("f-save"));
  const today = Math.floor(Date.parse(new Date().toDateString() + " UTC") / 864e5);
  let offset = 0;
  let isTyping = false;

  function readForm() {
    const state = facets.read();
    if (field.value.trim()) state.set("q", field.value.trim());
    if (form.elements.sort.value) state.set("sort", form.elements.sort.value);
    return state;
  }

  function setForm(state) {
    field.value = (state.get("q") ?? "").slice(0, 200);
    form.elements.sort.value = ["newest", "pay"].includes(state.get("sort")) ? state.get("sort") : "";
    facets.write(state);
  }

  function optionsOf(state) {
    const filters = {};
    for (const name of facetNames) if (state.has(name)) filters[name] = state.getAll(name);
    const pay = Number(state.get("pay_min"));
    if (pay > 0) filters.pay_min = pay;
    return { filters, sort: state.get("sort") ?? "", today };
  }

  function outcome({ corrected, newer, ...result }, state) {
    const instead = corrected ? ` Shown for “${corrected}”.` : "";
    const fresh = newer ? ` ${newer} new since your last visit.` : "";
    const pay = state.has("pay_min") ? " Roles that state no hourly pay are left out." : "";
    return counted(result, "live role") + instead + fresh + pay;
  }

  async function showEmpty(result, state, isLatest) {
    const words = byId("empty-words");
    const q = state.get("q");
    const offer = (name, count, clear) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `Without ${name}: ${plural(count, "role", "roles")}`;
      button.addEventListener("click", clear);
      words.append(button);
      words.hidden = false;
    };
    words.replaceChildren();
    words.hidden = true;
    for (const [name, count] of Object.entries(result.without ?? {})) offer(facets.title(name), count, () => facets.clear(name));
    const chosen = facets.read().size;
    const [filtered, asked] = await Promise.all([
      q && chosen ? search("", { ...optionsOf(state), limit: 0 }) : {},
      q && chosen > 1 ? search(q, { today, limit: 0 }) : {},
    ]);
    if (!isLatest()) return;
    if (filtered.total) {
      offer(`“${q}”`, filtered.total, () => {
        field.value = "";
        change(false);
      });
    }
    if (asked.total) {
      offer("any filter", asked.total, () => {
        facets.write(new URLSearchParams());
        change(false);
      });
    }
    if (q) suggestWords(q, words);
  }

  async function suggestWords(query, place) {
    const last = query.toLowerCase().split(/\s+/).at(-1);
    const words = (await (await open()).suggest(last.slice(0, 4), 4).catch(() => [])).filter((word) => stem(word) !== stem(last));
    if (words.length) place.append("Or try");
    for (const word of words) {
      const link = document.createElement("a");
      link.href = `?${new URLSearchParams({ q: word })}`;
      link.textContent = word;
      place.append(" ", link);
    }
    place.hidden = !place.childNodes.length;
  }

  const update = latest(async (isLatest) => {
    const state = readForm();
    const isActive = [...state.keys()].length > 0;
    byId("f-save").hidden = !isActive || saved.has(state);
    facets.chips(byId("chosen"));
    if (!isActive && byId("facets").hidden) {
      showListed();
      return announce("");
    }
    try {
      const options = optionsOf(state);
      const limit = Math.max(pageLength, history.state?.shown ?? 0); // back from a role: as many as before
      const result = isActive && (await search(field.value, { ...options, limit }));
      if (!isLatest()) return;
      if (result) showFound(result);
      else showListed();
      if (result) announce(outcome(result, state));
      // Results neither wait for what only the counts need nor go when it does not come.
      const wantsNames = !byId("facets").hidden || state.has("category"); // which chips show
      const since = isActive && lastVisit.before;
      const { currency } = await open();
      const counting = wantsNames || since ? search(field.value, { ...options, since, limit: 0, facets: wantsNames }) : {};
      const counts = result ? await Promise.resolve(counting).catch(() => ({})) : await counting;
      if (!isLatest()) return;
      facets.count(counts.facets ?? {}, currency);
      facets.chips(byId("chosen"));
      if (!result) return announce("");
      if (!result.total) await showEmpty(result, state, isLatest);
      announce(outcome({ ...result, newer: counts.newer }, state));
    } catch {
      if (!isLatest()) return;
      showListed();
      announce(failed);
    }
  });

  const answered = () => document.documentElement.classList.remove("finding"); // of time.js

  function showFound(result) {
    answered();
    offset = result.hits.length;
    showCards(list, result);
    listed.hidden = true;
    byId("found").hidden = !result.total;
    byId("empty").hidden = result.total > 0;
    byId("empty-words").hidden = true;
    byId("f-next").hidden = offset >= result.total;
  }

  function showListed() {
    answered();
    listed.hidden = false;
    byId("found").hidden = byId("empty").hidden = true;
  }

  async function next() {
    const state = readForm();
    const more = await search(field.value, { ...optionsOf(state), limit: pageLength, offset }).catch(() => null);
    if (!more) return announce(failed);
    const first = list.children.length;
    showCards(list, more, true);
    offset += more.hits.length;
    history.replaceState({ shown: offset }, "");
    byId("f-next").hidden = offset >= more.total;
    list.children[first]?.querySelector("a").focus();
  }

  function change(replace) {
    const others = [...new URLSearchParams(location.search)].filter(([name]) => !parameters.includes(name));
    const state = readForm();
    const address = new URLSearchParams([...others, ...state]).toString();
    const url = location.pathname + (address ? `?${address}` : "") + location.hash;
    if (address !== location.search.slice(1)) history[replace ? "replaceState" : "pushState"](null, "", url);
    update();
  }

  function clearAll() {
    setForm(new URLSearchParams());
    change(false);
    field.focus();
  }

  function toggle(isOpen) {
    byId("facets").hidden = !isOpen;
    byId("f-toggle").setAttribute("aria-expanded", String(isOpen));
  }

  const typed = later(() => {
    change(isTyping); // one step back undoes a search, not its last letter
    isTyping = true;
  }, typingPause);
  field.addEventListener("input", typed);
  form.elements.sort.addEventListener("change", () => change(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    isTyping = false;
    change(false);
  });
  byId("f-toggle").addEventListener("click", () => {
    toggle(byId("facets").hidden);
    update();
  });
  byId("f-clear").addEventListener("click", clearAll);
  byId("empty-clear").addEventListener("click", clearAll);
  byId("f-next").addEventListener("click", next);
  byId("f-save").addEventListener("click", () => {
    saved.add(readForm());
    byId("f-save").hidden = true;
    byId("saved").querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    isTyping = false;
    setForm(new URLSearchParams(location.search));
    update();
  });
  walkWithArrows(field, list);

  const state = new URLSearchParams(location.search);
  const early = document.activeElement === field && field.value; // typed before this script came
  setForm(state);
  if (early) field.value = early;
  byId("tools").hidden = false;
  const isWide = matchMedia("(min-width: 60rem)").matches;
  toggle(isWide && state.size > 0); // on a narrow window it would stand before the results
  saved.show((query) => search(query.get("q") ?? "", { ...optionsOf(query), since: lastVisit.before, limit: 0 }));
  update();
}

const finder = byId("finder");
const filters = byId("filters");
const simple = document.querySelector("form.search");
if (finder) fullSearch(finder);
else if (filters && byId("found")) elsewhere(filters);
else if (simple && byId("found")) liveResults(simple);
