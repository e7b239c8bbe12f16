// The filters of the full search: a group of values for each facet, the least pay, and chips.

const titles = { profession: "Profession", task: "Task", software: "Software", platform: "Platform", category: "Category", eligibility: "Eligibility", pay_min: "Least pay" };
const names = Object.keys(titles).filter((name) => name !== "pay_min");
const longList = 12; // values from which a group has a search of its own

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/// `changed` is called after each choice, `typed` with the event of each letter. State goes in and out as URLSearchParams.
export function facetPanel(panel, changed, typed) {
  const chosen = Object.fromEntries(names.map((name) => [name, new Set()]));
  const labels = new Map(); // "name=value" → what visitors read
  const groups = {};
  const pay = element("input", { type: "number", min: 0, step: 5, inputMode: "numeric", id: "f-pay", name: "pay_min", placeholder: "Any" });
  const currency = element("span");
  pay.addEventListener("input", typed);

  const labelOf = (name, value) => labels.get(`${name}=${value}`) ?? value;

  function group(name) {
    const search = element("input", { type: "search", placeholder: `Find ${titles[name].toLowerCase()}` });
    search.setAttribute("aria-label", `Find ${titles[name].toLowerCase()}`);
    const list = element("ul");
    const body = element("details", { className: "facet" }, element("summary", {}, titles[name]), search, list);
    search.addEventListener("input", () => narrow(name));
    search.addEventListener("keydown", (event) => event.key === "Enter" && !event.isComposing && event.preventDefault());
    groups[name] = { body, list, search };
    return body;
  }

  function narrow(name) {
    const { list, search } = groups[name];
    const wanted = search.value.trim().toLowerCase();
    for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  }

  function option(name, { value, label, count }) {
    labels.set(`${name}=${value}`, label);
    const box = element("input", { type: "checkbox", name, value, checked: chosen[name].has(value) });
    box.addEventListener("change", () => {
      chosen[name][box.checked ? "add" : "delete"](value);
      changed();
    });
    return element("li", {}, element("label", {}, box, ` ${label} `, element("span", { className: "count" }, String(count))));
  }

  function fill(name, values) {
    const { body, list, search } = groups[name];
    const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
    const shown = values.filter(({ value, count }) => count || chosen[name].has(value));
    shown.sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
    list.replaceChildren(...shown.map((value) => option(name, value)));
    body.hidden = !shown.length;
    search.hidden = shown.length < longList;
    if (search.hidden) search.value = ""; // what is not seen does not narrow
    narrow(name);
    if (focused) [...list.querySelectorAll("input")].find((box) => box.value === focused)?.focus();
  }

  const payField = element("p", { className: "field" }, element("label", { htmlFor: "f-pay" }, "Hourly pay reaches ", currency), pay);
  panel.append(...names.map(group), payField);

  const clear = (name) => {
    if (name === "pay_min") pay.value = "";
    else chosen[name].clear();
    changed();
  };

  return {
    title: (name) => (name === "pay_min" ? `the least pay of ${pay.value}` : [...chosen[name]].map((value) => `“${labelOf(name, value)}”`).join(" or ")),
    clear,
    read() {
      const state = new URLSearchParams();
      for (const name of names) for (const value of chosen[name]) state.append(name, value);
      if (Number(pay.value) > 0) state.set("pay_min", pay.value);
      return state;
    },
    write(state) {
      for (const name of names) {
        chosen[name] = new Set(state.getAll(name).filter(Boolean));
        for (const box of groups[name].list.querySelectorAll("input")) box.checked = chosen[name].has(box.value);
        if (chosen[name].size) groups[name].body.open = true;
      }
      pay.value = Number(state.get("pay_min")) > 0 ? state.get("pay_min") : "";
    },
    count(facets, money) {
      for (const name of names) if (facets[name]) fill(name, facets[name]);
      currency.textContent = money ? `(${money})` : "";
      payField.hidden = !money;
    },
    chips(place) {
      const chip = (name, value, text) => {
        const button = element("button", { type: "button" }, text, element("span", { className: "vh" }, ": take this filter away"), " ×");
        button.addEventListener("click", () => {
          if (name === "pay_min") return clear(name);
          chosen[name].delete(value);
          for (const box of groups[name].list.querySelectorAll("input")) box.checked = chosen[name].has(box.value);
          changed();
        });
        return element("li", {}, button);
      };
      const all = names.flatMap((name) => [...chosen[name]].map((value) => chip(name, value, `${titles[name]}: ${labelOf(name, value)}`)));
      if (Number(pay.value) > 0) all.push(chip("pay_min", "", `Pay from ${pay.value}`));
      const list = place.querySelector("ul");
      const focused = [...list.children].findIndex((item) => item.contains(document.activeElement));
      list.replaceChildren(...all);
      place.hidden = !all.length;
      if (focused < 0) return;
      const next = all[Math.min(focused, all.length - 1)]?.firstChild ?? document.getElementById("f-toggle");
      next.focus();
    },
  };
}
