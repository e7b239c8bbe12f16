// What stays in this browser: the day of the last visit and saved searches. Nothing is sent.

const visitKey = "roles.visit";
const savedKey = "roles.saved";
const mostSaved = 20;

const today = Math.floor(Date.now() / 864e5);

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
  } catch {
    // then nothing is remembered
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
  const words = [...state].filter(([name]) => name !== "sort").map(([name, value]) => (name === "q" ? `“${value}”` : name === "pay_min" ? `pay from ${value}` : value.split("/").at(-1).replaceAll("-", " ")));
  return words.join(", ") || "all roles";
}

export function savedSearches(place, button) {
  let all = read(savedKey, []);
  if (!Array.isArray(all)) all = [];
  all = all.filter((query) => typeof query === "string").slice(0, mostSaved);
  let count = async () => ({});

  function keep(queries) {
    all = queries;
    write(savedKey, all);
    button.hidden = !location.search;
    show();
  }

  function item(query) {
    const state = new URLSearchParams(query);
    const link = Object.assign(document.createElement("a"), { href: `?${query}`, textContent: nameOf(state) });
    const fresh = Object.assign(document.createElement("span"), { className: "new" });
    const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "Remove" });
    remove.setAttribute("aria-label", `Remove the saved search ${nameOf(state)}`);
    remove.addEventListener("click", () => {
      keep(all.filter((other) => other !== query));
      (place.hidden ? button.form.elements.q : place.querySelector("button")).focus();
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

  return {
    show,
    has: (state) => all.includes(state.toString()),
    add(state) {
      const query = state.toString();
      if (query && !all.includes(query)) keep([query, ...all].slice(0, mostSaved));
    },
  };
}
