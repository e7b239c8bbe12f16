// The search on other pages than the list of all roles: live results on the home page, and what
// matches elsewhere below a category's own cards.

import { announce, announceEnd, announceStart, byId, counted, failed, later, latest, open, search, showCards, typingPause, walkWithArrows } from "./search-answers.js";

const fewResults = 5;

// ---- The home page: a few results while one types

function liveResults(form) {
  const field = form.elements.q;
  const found = byId("found");
  const list = byId("results");
  const all = byId("f-all");
  const update = latest(async (isLatest) => {
    const query = field.value.trim();
    const address = new URL(location); // so that a step back finds the results again
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (!query) {
      announceEnd(list); // of a search that is still under way
      found.hidden = true;
      return announce("");
    }
    announceStart(list);
    try {
      const result = await search(field.value, { limit: fewResults });
      if (!isLatest()) return;
      announceEnd(list);
      showCards(list, result);
      found.hidden = !result.total;
      const to = new URL(form.action);
      to.searchParams.set("q", query);
      all.href = to.href;
      all.textContent = `See ${result.total === 1 ? "it" : `all ${result.total}`} in the list of roles`;
      const instead = result.corrected ? ` Shown for “${result.corrected}”.` : "";
      announce(result.total ? counted(result, "role") + instead : "No live role matches. Press Enter for other ways to look.");
    } catch {
      if (!isLatest()) return;
      announceEnd(list);
      found.hidden = true;
      announce(failed);
    }
  });
  open().catch(() => {}); // somebody is about to search
  field.addEventListener("input", later(update, typingPause));
  walkWithArrows(field, list);
  field.value ||= (new URLSearchParams(location.search).get("q") ?? "").slice(0, 200);
  if (field.value) update();
}

// ---- A category: what matches elsewhere, when its own cards leave little

function elsewhere(form) {
  const found = byId("found");
  const root = new URL("../../", import.meta.url).pathname;
  const category = new URL(form.dataset.place, location.href).pathname.slice(root.length, -1);
  const update = latest(async (isLatest, { wanted: { q = "", pay_min, ...filters }, shown, currency }) => {
    if (shown > fewResults) return void (found.hidden = true);
    try {
      const pay = pay_min && (await open()).currency === currency && { pay_min };
      const wanted = Object.fromEntries(Object.entries({ q, ...filters, ...pay }).filter(([, value]) => value));
      if (!isLatest()) return;
      if (!Object.keys(wanted).length) return void (found.hidden = true);
      const result = await search(q, { limit: fewResults, filters: { ...filters, ...pay }, outside: category });
      if (!isLatest()) return;
      found.hidden = !result.total;
      showCards(byId("results"), result);
      const inPart = result.total - result.full;
      byId("found-title").textContent = `${shown} in ${form.dataset.name}, ${result.full} in other categories${inPart ? `, ${inPart} in part` : ""}`;
      const to = new URL(form.action);
      to.search = new URLSearchParams(wanted);
      byId("f-all").href = to.href;
      byId("f-all").textContent = "See all that match, from every category";
    } catch {
      if (isLatest()) found.hidden = true; // the page's own list stays
    }
  });
  document.addEventListener("cards-filtered", (event) => update(event.detail));
  walkWithArrows(form.elements.q, byId("results"));
  document.dispatchEvent(new Event("search-ready"));
}

const filters = byId("filters");
const simple = document.querySelector("form.search");
if (filters && byId("found")) elsewhere(filters);
else if (simple && byId("found")) liveResults(simple);
