// A search result as a card, with what matched marked.

import { stem, scan } from "./search-words.js";

const signs = { USD: "$", GBP: "£", EUR: "€", AUD: "A$", CAD: "C$", NZD: "NZ$", INR: "₹", JPY: "¥", ILS: "₪" };
const language = document.documentElement.lang;
const leftward = /^(?:arc?|ckb|dv|fa|he|iw|nqo|pnb|ps|sd|syr|ug|ur|yi)\b/i;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function marked(text, words) {
  const fits = (part) =>
    scan(part).some(({ parts, joined }) =>
      [...parts, joined].some((w) => w && words.some(({ stem: wanted, word }) => stem(w) === wanted || (word.length > 1 && w.startsWith(word)))));
  return text
    .split(/([^\s(),;:/–—]*[^\s(),;:/–—.!?'’"”])/)
    .map((part, i) => (i % 2 && fits(part) ? element("mark", "", part) : part));
}

const number = (minor) => (minor / 100).toLocaleString("en", minor % 100 ? { minimumFractionDigits: 2 } : {});
const amount = (minor, currency) => (signs[currency] ?? `${currency} `) + number(minor);

function payLine(pay) {
  if (!pay) return element("p", "pay unknown", "Pay not stated");
  const { min, max, currency, unit } = pay;
  const band = min && max && min !== max ? `${amount(min, currency)}–${currency in signs ? amount(max, currency) : number(max)}` : amount(max || min, currency);
  const limit = min && !max ? "from " : max && !min ? "up to " : "";
  return element("p", "pay", element("span", "amount", ...(limit ? [element("small", "", limit)] : []), band), " ", element("span", "unit", unit === "hour" ? "/ hour" : `per ${unit}`));
}

const day = (days) => new Date(days * 864e5);
const dayText = (days) => day(days).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function dateLine({ posted, checked, closes }, before) {
  const time = (days, className = "") => {
    const made = element("time", className, dayText(days));
    made.dateTime = day(days).toISOString().slice(0, 10);
    return made;
  };
  const line = element("p", "dates");
  line.append(posted ? element("span", "", "Posted ", time(posted, "ago")) : element("span", "", "Day of posting not known"), " ");
  line.append(checked ? element("span", "", "Checked ", time(checked, "ago")) : element("span", "", `Not checked${posted ? " since" : ""}`), " ");
  siteTime.refresh(line); // of time.js: how long ago, as in the lists
  if (closes) line.append(element("span", "closes", "Closes ", time(closes)), " ");
  if (before && posted >= before) line.append(element("strong", "new", "New since your last visit"));
  return line;
}

// In the role's own language, where that is not the page's.
function spoken(made, language) {
  if (language) Object.assign(made, { lang: language, dir: leftward.test(language) ? "rtl" : "ltr" });
  return made;
}

/// `words` as the search returns them; `before` is the day of the last visit, or 0.
export function resultCard(hit, words, before) {
  const link = spoken(element("a", "", ...marked(hit.title, words)), hit.language);
  link.href = hit.url;
  const facts = element("p", "facts", element("span", "", hit.platform), " ");
  if (hit.eligibility) facts.append(element("span", "", hit.eligibility), " ");
  facts.append(element("span", "", hit.categoryName));
  const matter = element("div", "matter");
  if (hit.summary) matter.append(spoken(element("p", "summary", ...marked(hit.summary, words)), hit.language));
  return element("li", "card result", element("h3", "", link), payLine(hit.pay), facts, matter, dateLine(hit, before));
}
