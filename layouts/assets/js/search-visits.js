// What stays in this browser: the day of the last visit and saved searches. Nothing is sent.

const visitKey = "roles.visit";
const savedKey = "roles.saved";
const mostSaved = 20;

const today = siteTime.dayNow() / 864e5; // of time.js

// Storage may be forbidden, full, or hold what an older page wrote.
function read(key, fallback) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false; // then nothing is remembered
  }
}

function visit() {
  const { last = 0, before = 0 } = read(visitKey, {});
  if (last === today) return before;
  write(visitKey, { last: today, before: last });
  return last;
}

/// `before`: the day of the last visit before today's, in days since 1970; 0 at the first.
export const lastVisit = { before: Number(visit()) || 0 };

function nameOf(state) {
  const words = {
    q: (text) => `“${text}”`,
    pay_min: (sum) => `pay from ${sum}`,
    category: (path) => path.split("/").at(-1).replaceAll("-", " "),
  };
  const named = [...state].filter(([name]) => name !== "sort").map(([name, value]) => words[name]?.(value) ?? value);
  return named.join(", ") || "all roles";
}

function readSaved() {
  const all = read(savedKey, []);
  return Array.isArray(all) ? all.filter((query) => typeof query === "string").slice(0, mostSaved) : [];
}

/// `changed` is called when other searches are saved than before, also by another tab.
export function savedSearches(place, changed) {
  let all = readSaved();
  let count = async () => ({});

  // Whether they are kept.
  function keep(queries) {
    const isKept = write(savedKey, queries);
    refresh();
    return isKept;
  }

  function refresh() {
    all = readSaved();
    show();
    changed();
  }

  function item(query) {
    const state = new URLSearchParams(query);
    const link = Object.assign(document.createElement("a"), { href: `?${query}`, textContent: nameOf(state) });
    const fresh = Object.assign(document.createElement("span"), { className: "new" });
    const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "Remove" });
    remove.setAttribute("aria-label", `Remove the saved search ${nameOf(state)}`);
    remove.addEventListener("click", () => {
      keep(readSaved().filter((other) => other !== query));
      (place.querySelector("button") ?? place.closest("form").elements.q).focus();
    });
    const line = document.createElement("li");
    line.append(link, " ", fresh, " ", remove);
    if (lastVisit.before) {
      count(state).then(({ newer }) => newer && (fresh.textContent = `${newer} new since your last visit`), () => {});
    }
    return line;
  }

  function show(counter = count) {
    count = counter;
    place.hidden = !all.length;
    place.querySelector("ul").replaceChildren(...all.map(item));
  }

  addEventListener("storage", ({ key }) => (key === savedKey || key === null) && refresh());

  return {
    show,
    has: (state) => all.includes(state.toString()),
    /// False where the browser does not keep it.
    add(state) {
      const query = state.toString();
      return keep([query, ...readSaved().filter((other) => other !== query)].slice(0, mostSaved));
    },
  };
}
