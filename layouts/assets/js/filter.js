// Filters the cards of a list by what stands on them and keeps the filters in the address. Without
// this script every card is there to read.
(() => {
  "use strict";

  const kinds = ["profession", "task", "software", "platform"]; // chosen from what the cards have
  const names = ["q", ...kinds, "pay_min"]; // of the form's fields and of the address's parameters
  const typingPause = 300; // ms before a count is announced
  const parallelFetches = 4;
  const longestWait = 10_000; // ms for one of the list's other pages
  const longestValue = 200;

  const byId = (id) => document.getElementById(id);
  const { hasClosed } = siteTime; // of time.js

  // ---- Words

  const fold = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'").toLowerCase();
  const isWordPart = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

  // Short words that are finished must stand alone ("R", "Go"); all others may go on.
  function wordsOf(query) {
    const words = fold(query).split(/[\s,;"()]+/).filter(Boolean);
    return words.map((text, i) => ({ text, whole: text.length < 3 && i < words.length - 1 }));
  }

  function holds(text, word) {
    for (let at = text.indexOf(word.text); at >= 0; at = text.indexOf(word.text, at + 1)) {
      const begins = !isWordPart(word.text[0]) || !isWordPart(text[at - 1]);
      if (begins && !(word.whole && isWordPart(text[at + word.text.length]))) return true;
    }
    return false;
  }

  // ---- Cards

  function readCard(card, isOnPage) {
    const texts = (selector) => [...card.querySelectorAll(selector)].map((e) => e.textContent.trim());
    return {
      card,
      isOnPage,
      closed: hasClosed(card),
      text: fold(texts("h3, .facts, .summary, dd").join(" \n ")),
      profession: texts('[data-k="profession"] dd'),
      task: texts('[data-k="task"] dd'),
      software: texts('[data-k="software"] dd'),
      platform: texts('[data-k="platform"]'),
      pay: card.dataset.pay,
      currency: card.dataset.currency,
    };
  }

  function countBy(items, valuesOf) {
    const counts = new Map();
    for (const value of items.flatMap(valuesOf)) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort(([a], [b]) => a.localeCompare(b));
  }

  function filterList(form, list) {
    const pager = byId("pager");
    const status = byId("f-status");
    const clear = byId("f-clear");
    const empty = byId("empty");
    const elsewhere = byId("elsewhere");
    const toggle = byId("f-toggle");
    const more = byId("f-more");
    const field = (name) => form.elements[name];

    let items = [...list.children].map((card) => readCard(card, true));
    let currency;
    let rest = pager ? null : Promise.resolve(true); // the list's other pages
    let restIsHere = !pager;
    let isTyping = false;
    let announcement;
    let last; // what was shown, for the search elsewhere, which may load later

    // ---- The form

    function fillSelect(name) {
      const select = field(name);
      const wanted = select.value;
      const live = items.filter((item) => !item.closed);
      const options = countBy(live, (item) => item[name]).map(
        ([value, count]) => new Option(`${value} (${count})`, value),
      );
      select.replaceChildren(select.options[0], ...options);
      choose(name, wanted);
      select.closest(".field").hidden = select.options.length === 1;
    }

    // A value that no card has stays visible, so that it can be seen and taken away.
    function choose(name, value) {
      const select = field(name);
      select.value = value;
      if (select.value !== value) select.add(new Option(`${value} (0)`, value, false, true));
    }

    function fillForm() {
      kinds.forEach(fillSelect);
      const currencies = countBy(items.filter((item) => item.currency), (item) => item.currency);
      currency = currencies.sort(([, a], [, b]) => b - a)[0]?.[0];
      byId("f-currency").textContent = currency ? `(${currency})` : "";
      field("pay_min").closest(".field").hidden = !currency;
      field("q").placeholder = ["profession", "task", "software"].flatMap(mostFrequent).join(", ");
    }

    function mostFrequent(name) {
      const [first] = countBy(items.filter((item) => !item.closed), (item) => item[name]).sort(([, a], [, b]) => b - a);
      return first ? [first[0]] : [];
    }

    function fillFormWhenIdle() {
      const busy = document.activeElement;
      if (busy?.tagName !== "SELECT" || !form.contains(busy)) return fillForm();
      busy.addEventListener("blur", fillForm, { once: true }); // its choices are open
    }

    const readForm = () =>
      Object.fromEntries(names.map((name) => [name, field(name).value.trim()]));
    const isActive = (wanted) => names.some((name) => wanted[name]);

    function setForm(values) {
      for (const name of names) {
        const value = (values[name] || "").slice(0, longestValue);
        if (kinds.includes(name)) choose(name, value);
        else field(name).value = value;
      }
    }

    // ---- The address

    function readAddress() {
      const parameters = new URLSearchParams(location.search);
      setForm(Object.fromEntries(names.map((name) => [name, parameters.get(name)])));
    }

    function writeAddress(wanted, replace) {
      const parameters = new URLSearchParams(location.search);
      if (names.every((name) => (parameters.get(name) ?? "") === wanted[name])) return;
      for (const name of names) {
        parameters.delete(name);
        if (wanted[name]) parameters.set(name, wanted[name]);
      }
      const query = parameters.size ? `?${parameters}` : "";
      const address = location.pathname + query + location.hash;
      if (replace) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    }

    // ---- The other pages of a long list

    async function fetchCards(address) {
      const answer = await fetch(address, { signal: AbortSignal.timeout?.(longestWait) });
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const cards = page.getElementById("cards")?.children ?? [];
      return [...cards].map((card) => readCard(document.adoptNode(card), false));
    }

    async function fetchRest() {
      const first = pager.querySelector("a").href;
      const own = Number(pager.dataset.page) - 1;
      const pages = new Array(Number(pager.dataset.pages));
      const waiting = [...pages.keys()].filter((i) => i !== own);
      const work = async () => {
        for (let i = waiting.shift(); i !== undefined; i = waiting.shift()) {
          pages[i] = await fetchCards(i === 0 ? first : new URL(`page/${i + 1}/`, first));
        }
      };
      await Promise.all(Array.from({ length: parallelFetches }, work));
      pages[own] = items;
      items = pages.flat();
      for (const item of items) item.card.hidden = item.closed || !item.isOnPage;
      list.replaceChildren(...items.map((item) => item.card));
      restIsHere = true;
      fillFormWhenIdle();
      return true;
    }

    function needRest() {
      rest ??= fetchRest().catch(() => {
        rest = null; // the next search tries again
        return false;
      });
      return rest;
    }

    // ---- Showing

    function matches(item, wanted, words) {
      if (wanted.pay_min && !(item.currency === currency && Number(item.pay) >= Number(wanted.pay_min))) {
        return false;
      }
      return (
        kinds.every((kind) => !wanted[kind] || item[kind].includes(wanted[kind])) &&
        words.every((word) => holds(item.text, word))
      );
    }

    function say(text) {
      clearTimeout(announcement);
      announcement = setTimeout(() => (status.textContent = text), typingPause);
    }

    function show(wanted) {
      const active = isActive(wanted);
      const words = wordsOf(wanted.q);
      const live = items.filter((item) => !item.closed);
      let shown = 0;
      for (const item of live) {
        const fits = active ? matches(item, wanted, words) : item.isOnPage;
        item.card.hidden = !fits;
        if (fits) shown += 1;
      }
      list.hidden = shown === 0;
      empty.hidden = shown > 0;
      clear.hidden = !active || shown === 0; // the empty state has its own
      byId("empty-clear").parentNode.hidden = !active;
      if (pager) pager.hidden = active && restIsHere;
      if (elsewhere) showElsewhere(wanted.q);
      const outcome = `${shown} of ${live.length} live ${live.length === 1 ? "role" : "roles"} ${shown === 1 ? "matches" : "match"}.`;
      const payNote = wanted.pay_min ? " Roles that state no hourly pay are left out." : "";
      const restNote = restIsHere ? "" : " The rest of the list could not be loaded.";
      if (!shown) showWithout(wanted, live);
      last = { wanted, shown, currency };
      returnToPlace();
      document.dispatchEvent(new CustomEvent("cards-filtered", { detail: last }));
      say(active ? outcome + payNote + restNote : "");
    }

    // For each filter, how many roles there would be without it.
    function showWithout(wanted, live) {
      const place = byId("empty-without");
      const offers = names.filter((name) => wanted[name]).map((name) => {
        const others = { ...wanted, [name]: "" };
        const count = live.filter((item) => matches(item, others, wordsOf(others.q))).length;
        return { name, count, isLast: !isActive(others) };
      });
      const buttons = offers.filter(({ count, isLast }) => count && !isLast).map(({ name, count }) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = `Without “${wanted[name]}”: ${count} ${count === 1 ? "role" : "roles"}`;
        button.addEventListener("click", () => {
          setForm({ ...readForm(), [name]: "" });
          change(false);
          field("q").focus(); // the button goes
        });
        return button;
      });
      place.replaceChildren(...buttons);
      place.hidden = !buttons.length;
    }

    function showElsewhere(query) {
      const address = new URL(elsewhere.href);
      address.search = query ? `?${new URLSearchParams({ q: query })}` : "";
      elsewhere.href = address.href;
      elsewhere.textContent = query
        ? `Look for “${query}” among all live roles of the site`
        : "Look among all live roles of the site";
    }

    async function update() {
      const wanted = readForm();
      if (isActive(wanted) && !restIsHere) {
        say("Searching the whole list …");
        list.setAttribute("aria-busy", "true");
        await needRest();
        list.removeAttribute("aria-busy");
      }
      show(readForm()); // what was typed meanwhile counts
    }

    function change(replace) {
      writeAddress(readForm(), replace);
      update();
    }

    function clearAll() {
      setForm({});
      change(false);
      field("q").focus();
    }

    function toggleMore(open) {
      more.classList.toggle("open", open);
      toggle.setAttribute("aria-expanded", String(open));
      toggle.textContent = open ? "Fewer filters" : "More filters";
    }

    // One step back undoes a search, not its last letter.
    form.addEventListener("input", (event) => {
      if (event.target.tagName !== "INPUT") return;
      change(isTyping);
      isTyping = true;
    });
    form.addEventListener("change", (event) => {
      isTyping = false;
      if (event.target.tagName === "SELECT") change(false);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      isTyping = false;
      change(false);
    });
    form.addEventListener("focusin", needRest);
    toggle.addEventListener("click", () => toggleMore(!more.classList.contains("open")));
    clear.addEventListener("click", clearAll);
    byId("empty-clear").addEventListener("click", clearAll);
    addEventListener("popstate", () => {
      isTyping = false;
      readAddress();
      update();
    });

    document.addEventListener("search-ready", () => {
      if (last) document.dispatchEvent(new CustomEvent("cards-filtered", { detail: last }));
    });

    fillForm();
    readAddress();
    const wanted = readForm();
    if (names.slice(1).some((name) => wanted[name])) toggleMore(true);
    form.hidden = false;
    update();
  }

  // ---- The way back: the card that was opened stands again where it stood

  function keepPlace({ target }) {
    const card = target.closest?.(".card a")?.closest(".card");
    const opened = card?.querySelector("h3 a")?.href;
    if (opened) history.replaceState({ ...history.state, opened, top: card.getBoundingClientRect().top }, "");
  }

  function returnToPlace() {
    const { opened, top, ...others } = history.state ?? {};
    if (!opened || performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
    const cards = [...document.querySelectorAll(".card")].filter((card) => card.getClientRects().length);
    const card = cards.find((one) => one.querySelector("h3 a")?.href === opened);
    if (!card) return;
    for (const one of cards) one.style.contentVisibility = "visible"; // no heights that are guessed
    scrollBy({ top: card.getBoundingClientRect().top - top, behavior: "instant" });
    history.replaceState(others, "");
  }

  // ---- Keys

  function listenToKeys(search) {
    document.addEventListener("keydown", (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isEditing = event.target.closest?.("input, select, textarea, [contenteditable]");
      if (event.key !== "/" || !isPlain || isEditing) return;
      event.preventDefault();
      search.focus();
      search.select();
    });
    search.addEventListener("keydown", (event) => {
      const isTaken = event.isComposing || event.keyCode === 229; // it leaves an input method's words
      if (event.key !== "Escape" || isTaken || !search.value) return;
      event.preventDefault();
      search.value = "";
      search.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // The search of the whole site is loaded when somebody is about to search: all its parts at once.
  const searchParts = ["./search-live.js", "./search-answers.js", "./search.js", "./search-words.js", "./search-cards.js", "./search-visits.js"];
  function loadSearch(form) {
    const isAll = !byId("filters"); // a category filters its own cards all the same
    const load = () => {
      if (isAll) siteTime.preload(new URL("../../search/index.json", import.meta.url).href);
      Promise.all(searchParts.map((part) => import(part))).catch(() => isAll && siteTime.sayFailed());
    };
    if (location.search || form.contains(document.activeElement)) load();
    else form.addEventListener("focusin", load, { once: true });
  }

  const search = byId("f-q");
  if (search) listenToKeys(search);
  if (search && !byId("finder")) loadSearch(search.form);
  const form = byId("filters");
  const list = byId("cards");
  if (form && list) filterList(form, list);
  document.addEventListener("click", keepPlace);
  document.addEventListener("cards-shown", returnToPlace);
  if (!location.search) returnToPlace();
})();
