// The search on the list of all roles: words, filters, order, saved searches, and what is empty.

import { announce, announceEnd, announceStart, byId, counted, failed, later, latest, open, plural, search, showCards, typingPause, walkWithArrows } from "./search-answers.js";
import { scan, stem } from "./search-words.js";
import { facetPanel } from "./search-facets.js";
import { savedSearches, lastVisit } from "./search-visits.js";

const facetNames = ["profession", "task", "software", "platform", "category", "eligibility"];
const parameters = ["q", ...facetNames, "pay_min", "sort"];
const pageLength = 20;
const leastLetters = 4; // of a word that names a category
const mostCategories = 3;
const pageTitle = document.title;

function fullSearch(form) {
  const field = form.elements.q;
  const listed = byId("listed");
  const list = byId("results");
  const typed = later(({ target }) => {
    change(target === typing); // one step back undoes a search, not its last letter
    typing = target;
  }, typingPause);
  const facets = facetPanel(byId("facets"), choose, typed);
  const saved = savedSearches(byId("saved"), offerToSave);
  let showing; // what the cards answer, while nothing else is asked
  let typing; // the field whose letters are one search
  let written = ""; // what the address says of the form

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

  // Without words nothing is more relevant: what comes first is what is newest.
  function nameOrders() {
    const [first, newest] = form.elements.sort.options;
    const hasWords = field.value.trim() !== "";
    first.textContent = hasWords ? first.dataset.words : newest.textContent;
    first.hidden = !hasWords && newest.selected;
    newest.hidden = !hasWords && !newest.selected;
  }

  function optionsOf(state) {
    const filters = {};
    for (const name of facetNames) if (state.has(name)) filters[name] = state.getAll(name);
    const pay = Number(state.get("pay_min"));
    if (pay > 0) filters.pay_min = pay;
    return { filters, sort: state.get("sort") || undefined };
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
      button.addEventListener("click", () => {
        clear();
        field.focus(); // the button goes
      });
      words.append(button);
      words.hidden = false;
    };
    words.replaceChildren();
    words.hidden = true;
    for (const [name, count] of Object.entries(result.without ?? {})) offer(facets.title(name), count, () => facets.clear(name));
    const chosen = facets.read().size;
    byId("empty-filters").hidden = !chosen;
    suggestCategories(q ?? "");
    const [filtered, asked] = await Promise.all([
      q && chosen ? search("", { ...optionsOf(state), limit: 0 }) : {},
      q && chosen > 1 ? search(q, { limit: 0 }) : {},
    ]);
    if (!isLatest()) return;
    if (filtered.total) {
      offer(`“${q}”`, filtered.total, () => {
        field.value = "";
        choose();
      });
    }
    if (asked.total) {
      offer("any filter", asked.total, () => {
        facets.write(new URLSearchParams());
        choose();
      });
    }
    if (q) suggestWords(q, words);
  }

  // Categories that bear the name of what was asked for, though no live role is in them.
  function suggestCategories(query) {
    const place = byId("empty-categories");
    const stems = (text) => scan(text).flatMap(({ parts, joined }) => [...parts, joined]).filter((word) => word.length >= leastLetters).map(stem);
    const asked = stems(query);
    const isAsked = (name) => stems(name).some((own) => asked.some((word) => own.startsWith(word) || word.startsWith(own)));
    const named = [...document.querySelectorAll(".browse .index a")].filter(({ textContent }) => isAsked(textContent));
    place.hidden = !named.length;
    place.replaceChildren(...(named.length ? ["No role of that kind is live at the moment in"] : []));
    for (const [i, link] of named.slice(0, mostCategories).entries()) place.append(i ? ", " : " ", link.cloneNode(true));
  }

  async function suggestWords(query, place) {
    const last = scan(query).at(-1)?.parts.at(-1) ?? "";
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
    const isActive = state.size > 0;
    offerToSave();
    facets.chips(byId("chosen"));
    nameOrders();
    document.title = state.has("q") ? `${state.get("q")}: ${pageTitle}` : pageTitle; // in the history, too
    showing = undefined;
    if (!isActive && byId("facets").hidden) {
      showListed();
      return announce("");
    }
    if (isActive) announceStart(list);
    try {
      const options = optionsOf(state);
      const limit = Math.max(pageLength, history.state?.shown ?? 0); // back from a role: as many as before
      const result = isActive && (await search(field.value, { ...options, limit }));
      if (!isLatest()) return;
      if (result) {
        showFound(result);
        showing = { query: field.value, options, offset: result.hits.length, said: outcome(result, state) };
        announce(showing.said);
      } else showListed();
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
      else if (counts.newer) announce((showing.said = outcome({ ...result, newer: counts.newer }, state)));
    } catch {
      if (!isLatest()) return;
      showListed();
      announce(failed);
    }
  });

  function answered() {
    document.documentElement.classList.remove("finding"); // of time.js
    announceEnd(list);
  }

  function showFound(result) {
    answered();
    showCards(list, result);
    listed.hidden = true;
    byId("found").hidden = !result.total;
    byId("empty").hidden = result.total > 0;
    byId("empty-words").hidden = true;
    byId("f-next").hidden = result.hits.length >= result.total;
    document.dispatchEvent(new Event("cards-shown"));
  }

  function showListed() {
    answered();
    listed.hidden = false;
    byId("found").hidden = byId("empty").hidden = true;
  }

  async function next() {
    const at = showing;
    if (!at || at.isGrowing) return;
    at.isGrowing = true;
    announceStart(list);
    const more = await search(at.query, { ...at.options, limit: pageLength, offset: at.offset }).catch(() => null);
    at.isGrowing = false;
    if (showing !== at) return; // something else was asked meanwhile
    announceEnd(list);
    if (!more) return announce(failed);
    announce(at.said);
    const first = list.children.length;
    showCards(list, more, true);
    at.offset += more.hits.length;
    history.replaceState({ shown: at.offset }, "");
    byId("f-next").hidden = at.offset >= more.total;
    if (document.activeElement !== field) list.children[first]?.querySelector("a").focus();
  }

  function change(replace) {
    const others = [...new URLSearchParams(location.search)].filter(([name]) => !parameters.includes(name));
    const state = readForm();
    const address = new URLSearchParams([...others, ...state]).toString();
    const url = location.pathname + (address ? `?${address}` : "") + location.hash;
    if (state.toString() !== written) history[replace ? "replaceState" : "pushState"](null, "", url);
    written = state.toString();
    update();
  }

  // What is chosen is a step of its own, with what was typed until then.
  function choose() {
    typed.cancel();
    typing = undefined;
    change(false);
  }

  function readAddress() {
    setForm(new URLSearchParams(location.search));
    written = readForm().toString();
  }

  function offerToSave() {
    const state = readForm();
    byId("f-save").hidden = !state.size || saved.has(state);
  }

  function clearAll() {
    setForm(new URLSearchParams());
    choose();
    field.focus();
  }

  function toggle(isOpen) {
    byId("facets").hidden = !isOpen;
    byId("f-toggle").setAttribute("aria-expanded", String(isOpen));
  }

  field.addEventListener("input", typed);
  form.elements.sort.addEventListener("change", choose);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose();
  });
  byId("f-toggle").addEventListener("click", () => {
    toggle(byId("facets").hidden);
    update();
  });
  byId("f-clear").addEventListener("click", clearAll);
  byId("empty-clear").addEventListener("click", clearAll);
  byId("f-next").addEventListener("click", next);
  byId("f-save").addEventListener("click", () => {
    if (!saved.add(readForm())) return announce("This browser cannot keep the search: its storage is full or forbidden.");
    byId("saved").querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    typed.cancel();
    typing = undefined;
    const before = written;
    readAddress();
    if (written !== before) update();
    else if (showing && !history.state) history.replaceState({ shown: showing.offset }, ""); // to another part of the page
  });
  walkWithArrows(field, list);

  const early = document.activeElement === field && field.value; // typed before this script came
  readAddress();
  if (early) field.value = early;
  byId("tools").hidden = false;
  const isWide = matchMedia("(min-width: 60rem)").matches;
  toggle(isWide && location.search !== ""); // on a narrow window it would stand before the results
  saved.show((query) => search(query.get("q") ?? "", { ...optionsOf(query), since: lastVisit.before, limit: 0 }));
  update();
}

fullSearch(byId("finder"));
