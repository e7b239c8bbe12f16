// The search client: openIndex(url) → {search, suggest}. Needs no page; Node 20 runs it too.
// The files' format stands in generator/search/index_format.h, the text rules in text_rules.h.

const FORMAT = 3;
const stops = new Set("a about all also am an and any apply are as at be become becoming been best but by can career careers do find for from get have hire hires hiring how i if in into is it its job jobs like looking me my near need of on opening openings opportunities opportunity or our position positions role roles so some that the their them there these this to us vacancies vacancy want was we what when which who will with would you".split(" "));
const fillers = new Set("companies company could did does easy experience experienced first great had hard has hello highest interesting level more most needed new paid paying please qualified required retired salary seeking should show skills take top urgent urgently very wanted well your".split(" ")); // they count, but hardly
const pairs = (text) => new Map(text.match(/\S+ \S+/g).map((pair) => pair.split(" ")));
const names = pairs("it ict us usa"); // stop words, but in capitals a trade and a country
const lower = (c) => c.toLowerCase();

// ---- Words. W stands for a letter or digit of a word.

const regexp = (text) => new RegExp(text.replaceAll("W", "[a-z0-9\u0180-\u02af\u0370-\u1fff\u2c00-\u2fff\u3040-\ud7ff\uf900-\ufdff]"), "g");
const runs = regexp("[£€$]?W+(?:-W+|[.&][a-z]{1,3}(?!W))*(?:[+#]{1,2}(?![+#]*W))?");
const clipped = regexp("'(?:(?:s|m|d|ll|re|ve)(?!W))?");
const dotNet = regexp("\\.net(?!W)");
const hour = regexp("(?<=[/0-9]\\+?(?:(?!W)[^!-~£€])?)hr(?!W)");
const odd = "æeœeøoßsðdđdþtŧtħhłlŋnŉnıiĸkςσσǣeǽeǿo× ÷ "; // each with what stands for it

const fold = (text) =>
  text
    .replace(/(?<![A-Za-z0-9\x80-\uffff])(?:IT|US)(?![A-Za-z0-9\x80-\uffff])/g, (name) => names.get(lower(name)))
    .replace(/[\xc0-\u0233\u0386-\u03ce\u1e00-\u1fff]/g, (c) => (odd.includes((c = lower(c))) ? odd[odd.indexOf(c) + 1] : c.normalize("NFKD")[0]))
    .replace(/[A-ZΑ-ΩЀ-Я]/g, lower)
    .replace(/[\xad\u02b0-\u036f\u200b-\u200d]/g, "")
    .replace(/[‘’]/g, "'")
    .replace(hour, " hour")
    .replace(clipped, "")
    .replace(dotNet, " dotnet")
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1");

// [{parts, joined}] for each run of words that are written as one.
export function scan(text) {
  const found = [];
  for (const run of fold(text).match(runs) ?? []) {
    const sign = /^[£€$](?=\d)/.exec(run)?.[0] ?? "";
    let parts = run.replace(/^[£€$]/, "").split(/[-.&]/).map((part) => part.replace(/^(\d+)k$/, "$1000")).filter((part) => part.length < 33);
    if (!parts[1] && /^[a-z]{3,}js$/.test(parts[0])) parts = [parts[0].slice(0, -2), "js"];
    let joined = parts[1] && !parts[3] && /\D/.test(parts[0]) ? parts.join("") : "";
    if (joined && parts.every((part) => !part[1])) [parts, joined] = [[names.get(joined) ?? joined], ""];
    if (parts[0]) found.push({ parts: [sign + parts[0], ...parts.slice(1)], joined });
  }
  return found;
}

// ---- Stems: American spelling, Snowball's English rules, professions

const spellings = pairs(
  "ageing aging aluminium aluminum catalogue catalog defence defense dialogue dialog enrolment enrollment grey gray jewellery jewelry licence license midwifery midwife mould mold offence offense practise practice programme program tyre tire",
);
const american = (word) =>
  word.length < 4 || /[^a-z]/.test(word)
    ? word
    : word
        .replace(/^(.*?)(s?)$/, (_, base, s) => (spellings.get(base) ?? base) + s)
        .replace(/\Bae(?!r)/g, "e")
        .replace(/^oe/, "e")
        .replace(/oe(?=ta|tu|li|a|dic|uv)/g, "e")
        .replace(/^(.{3,}?o)u(?=r)/, "$1")
        .replace(/^(..+[bt])re(s?)$/, "$1er$2")
        .replace(/(w|kn|l)ives$/, "$1ife")
        .replace(/^(.{2,}[^vcwa](?<!rt))is(?=(?:e|ed|es|ing|ers?|ations?|ational)$)/, "$1iz")
        .replace("lyz", "lys")
        .replace(/izational$/, "ize")
        .replace(/(?<=..(?:[^aeiou]|wo))men$/, "man")
        .replace(/^(.*[aeiou].*e)l(?=l(?:ing|ed|ers?|ors?)$)/, "$1");

export const singular = (word) =>
  (word = american(word)).length < 4 || !/[^sui]s$/.test(word)
    ? word
    : word.replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1").replace(/([^s])s$/, "$1");

const irregular = pairs(
  "skis ski skies sky dying die lying lie tying tie idly idl gently gentl ugly ugli early earli only onli singly singl sky sky news news howe howe atlas atlas cosmos cosmos bias bias andes andes counsel counsels counsels counsels",
);
const step = (text) => {
  const to = pairs(text);
  return [new RegExp(`(?:${[...to.keys()].join("|")})$`), to];
};
const step2 = step("ational ate tional tion enci ence anci ance abli able entli ent izer ize ization ize ation ate ator ate alism al aliti al alli al fulness ful ousli ous ousness ous iveness ive iviti ive biliti ble bli ble (?<=l)ogi og fulli ful lessli less (?<=[cdeghkmnrt])li -");
const step3 = step("ational ate tional tion alize al icate ic iciti ic ical ic ful - ness -");
const short = (word) => /(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY])$/.test(word);

function snowball(word) {
  if (irregular.has(word)) return irregular.get(word);
  let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const r1 = /^(?:gener|commun|arsen|.*?[aeiouy][^aeiouy])/.exec(w)?.[0].length ?? w.length;
  const r2 = r1 + (/^.*?[aeiouy][^aeiouy]/.exec(w.slice(r1))?.[0].length ?? w.length);
  const cut = (pattern, from, to = () => "") => {
    const found = pattern.exec(w);
    if (found && found.index >= from) w = w.slice(0, found.index) + to(found[0]);
  };
  if (/sses$/.test(w)) w = w.slice(0, -2);
  else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
  else if (/[aeiouy].*[^us]s$/.test(w)) w = w.slice(0, -1);
  if (/^(?:(?:inn|out|cann|herr|earr)ing|(?:pro|ex|suc)ceed)$/.test(w)) return w;
  const ending = /(?:eed|ed|ing)(?:ly)?$/.exec(w);
  const before = w.slice(0, ending?.index);
  if (ending?.[0].startsWith("ee")) {
    if (ending.index >= r1) w = before + "ee";
  } else if (ending && /[aeiouy]/.test(before)) {
    w = before;
    if (/(?:at|bl|iz)$/.test(w)) w += "e";
    else if (/([bdfgmnprt])\1$/.test(w)) w = w.slice(0, -1);
    else if (r1 >= w.length && short(w)) w += "e";
  }
  w = w.replace(/(?<=.[^aeiouy])y$/i, "i");
  const mapped = ([, to]) => (suffix) => (to.get(suffix) ?? (suffix === "ogi" ? "og" : "")).replace("-", "");
  cut(step2[0], r1, mapped(step2));
  if (/ative$/.test(w)) cut(/ative$/, r2);
  else cut(step3[0], r1, mapped(step3));
  cut(/(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ism|ate|iti|ous|ive|ize|(?<=[st])ion)$/, r2);
  const last = w.length - 1;
  if (w[last] === "e" ? last >= r2 || (last >= r1 && !short(w.slice(0, -1))) : last >= r2 && /ll$/.test(w)) w = w.slice(0, -1);
  return w.replaceAll("Y", "y");
}

const stems = new Map(); // typing asks for the same words again and again
export function stem(word) {
  if (stems.size > 2000) stems.clear();
  if (!stems.has(word)) stems.set(word, findStem(word));
  return stems.get(word);
}

function findStem(word) {
  const base = american(word);
  if (base.length < 3 || /[^a-z]/.test(base)) return base;
  const found = snowball(base);
  if (found.length > 7 && /ist$/.test(found) && found !== "specialist") return found.slice(0, -3);
  if (found.length > 6 && /[lst]or$/.test(found) && found !== "professor") return found.slice(0, -2);
  return found.length > 6 && found.endsWith("i") ? found.slice(0, -1) : found;
}

// ---- Files

const damaged = () => {
  throw new Error("the search index is damaged");
};
const decoder = new TextDecoder("utf-8", { fatal: true });

// Reads numbers and front-coded keys; `at()` is the place of the next.
function cursor(bytes, at = 0) {
  const key = new Uint8Array(999);
  let length = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; scale < 2 ** 42; scale *= 128) {
      const byte = bytes[at++] ?? damaged();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    damaged();
  };
  const nextKey = () => {
    const shared = number();
    const end = number() + at;
    if (shared > length || end > bytes.length) damaged();
    key.set(bytes.subarray(at, end), shared);
    length = shared + end - at;
    at = end;
    return decoder.decode(key.subarray(0, length));
  };
  return { number, nextKey, at: () => at, more: () => at < bytes.length };
}

// The keys in order, their postings (role · 32 + impact), and how many of these are facts, not texts.
function readTerms(bytes, roles) {
  const { number, nextKey, more } = cursor(bytes);
  const keys = [], ends = [0], facts = [];
  const postings = new Int32Array(bytes.length);
  let at = 0;
  while (more()) {
    keys.push(nextKey());
    const n = number();
    if (n > roles) damaged();
    let known = 0;
    for (let doc = -1, end = at + n; at < end; at++) {
      const posting = number();
      if ((doc += Math.floor(posting / 16) + 1) >= roles) damaged();
      postings[at] = doc * 32 + (posting % 16) + 1;
      if (posting % 16 > 3) known++;
    }
    facts.push(known);
    ends.push(at);
  }
  return { keys, term: (i) => ({ key: keys[i], n: ends[i + 1] - ends[i], facts: facts[i], postings: postings.subarray(ends[i], ends[i + 1]) }) };
}

// How many of the sorted keys come before the key or are it.
function place(keys, key) {
  let low = 0, high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

// ---- The index

const exact = 16, form = 8, begun = 8, neighbours = 8;
const most = 4; // files for the beginning of a word

/// Opens the index whose index.json is at `url`. `fetch` may be replaced.
export async function openIndex(url, { fetch = globalThis.fetch } = {}) {
  const answer = async (name, options) => {
    const response = await fetch(new URL(name, url).href, options);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  };
  const { format, roles, currency, cards, terms, spelling, closes, hashes } = await (await answer(url, { cache: "no-cache" })).json();
  if (format !== FORMAT) throw new Error(`the search index has format ${format}, not ${FORMAT}`);
  const begins = terms ? terms.split("|") : [];
  const loaded = new Map();

  // Sixteen files of a kind share a hash.
  const hashIn = (name) => {
    const [, kind, n] = /^([tc])(\d+)$/.exec(name) ?? [0, "rest", 0];
    return hashes[kind].substr((n >> 4) * 8, 8);
  };
  function load(name, read) {
    if (!loaded.has(name)) {
      const file = answer(`../assets/search/${name}.${hashIn(name)}.bin`)
        .then(({ body }) => new Response(body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer())
        .then((bytes) => read(new Uint8Array(bytes), roles));
      file.catch(() => loaded.delete(name));
      loaded.set(name, file);
    }
    return loaded.get(name);
  }

  const pairOf = (name, next) => `${name} ${next}`;
  const termFile = (n) => load(`t${n}`, readTerms);
  async function find(key) {
    if (!roles) return;
    const { keys, term } = await termFile(place(begins, key));
    const i = place(keys, key) - 1;
    const found = keys[i] === key && term(i);
    if (found.n) return found;
  }

  // Whether titles use other forms of a stem.
  async function hasForms(name) {
    const { keys } = await termFile(place(begins, name + "="));
    return !!keys[place(keys, name + "=")]?.startsWith(name + "=");
  }

  const weigh = (n) => Math.floor(16 * Math.log2(1 + roles / n));

  // The terms of the words that begin so.
  async function begunTerms(word) {
    const from = place(begins, word);
    const end = word + "\uffff";
    const files = place(begins, end) - from + 1;
    const listed = files > most && (await find(word + "*"));
    if (listed) return [listed];
    const found = new Map();
    for (const { keys, term } of await Promise.all(Array.from({ length: Math.min(files, most) }, (_, i) => termFile(from + i)))) {
      for (let i = place(keys, end); i-- && keys[i].startsWith(word); ) {
        const one = !/[ =*]/.test(keys[i]) && term(i);
        if (!one) continue;
        const name = one.n ? keys[i] : stem(keys[i].replace("~", ""));
        found.set(name, one.n ? one : await find(name));
      }
    }
    return [...found.values()].filter(Boolean);
  }

  // What a word finds: {weight, lists: [[term, factor, that of facts where it is another]], form}.
  async function resolve(word, isOpen, factor = exact) {
    const name = stem(word);
    const [own, same, started] = await Promise.all([find(name), find(`${name}=${singular(word)}`), isOpen && begunTerms(word)]);
    const others = started && (!own || word[1]) ? started.filter(({ key }) => key !== name) : [];
    const all = others.reduce((sum, { n }) => sum + n, 0);
    const uses = Math.min(roles, all + (own?.n ?? 0));
    if (!uses) return;
    const weight = weigh(uses);
    const lists = others.map((term) => [term, weight * begun]);
    if (own) lists.push([own, weight * factor]);
    return { name, word, weight, lists, form: same, uses, isOdd: !all && !same && (await hasForms(name)) };
  }

  const scaled = (one, share, whole) => {
    const part = (weight) => Math.ceil((weight * share) / whole);
    return { ...one, weight: part(one.weight), lists: one.lists.map(([term, factor]) => [term, part(factor)]) };
  };

  // What hardly any title or fact says, or a filler, tells little of a role.
  function soften(one) {
    const [n, facts] = ["n", "facts"].map((name) => one.lists.reduce((sum, [term]) => sum + term[name], 0));
    const isFiller = fillers.has(one.word);
    const soft = scaled(one, Math.min(n + 40 * facts, isFiller ? 2 * n : 10 * n), 10 * n);
    if (!isFiller) soft.lists.forEach((list, i) => list.push(one.lists[i][1])); // but where they say it
    return soft;
  }

  // Words that mostly stand together, "part time", count half each.
  const areTied = (one, other, joint) => joint && one && other && joint.uses * 2 >= Math.min(one.uses, other.uses);

  // A word that few roles have may be misspelt itself.
  const isCommon = ({ uses }) => uses > Math.max(3, roles / 1000) || roles <= 500;

  // The words of a run, or the run as one word where roles write it so.
  async function wordsOf({ parts, joined }, isOpen) {
    const words = parts.filter((part) => !parts[1] || !stops.has(part)).map((word, i, all) => ({ word, isOpen: isOpen && !all[i + 1] }));
    const [whole, ...found] = joined ? await Promise.all([joined, ...parts].map((word) => resolve(word, isOpen && word !== parts[0]))) : [];
    return whole && ((!parts[2] && /\D/.test(parts[1]) && isCommon(whole)) || !found.every(Boolean)) ? [{ word: joined, isOpen }] : words;
  }

  // "it" in "head of it" and "it manager", not in "what does it take".
  const isTrade = (before, after) =>
    after ? !stops.has(after) && (!before || /^(?:an?|and|as|by|for|in|jobs?|of|or|the|to|with)$/.test(before) || !(stops.has(before) || fillers.has(before))) : before && (/^(?:for|in|of)$/.test(before) || !stops.has(before));

  // What each word of the query finds, in order; a word that nobody knows parts its neighbours all the same.
  async function read(query) {
    const scanned = scan(query.slice(0, 300)).slice(0, 12);
    const last = !/[ \t\n]$/.test(query) && scanned.at(-1);
    for (const run of scanned) if (run !== last && run.parts[0] === "us") run.parts[0] = "usa";
    scanned.forEach(({ parts }, i) => {
      if (parts[0] === "it" && isTrade(scanned[i - 1]?.parts[0], scanned[i + 1]?.parts[0])) parts[0] = "ict";
    });
    const saysNothing = ({ parts, joined }, i) => !joined && ((stops.has(parts[0]) && parts[0] !== "us") || (/^work(ing)?$/.test(parts[0]) && /^(as|in)$/.test(scanned[i + 1]?.parts[0])));
    const meant = scanned.filter((run, i) => !saysNothing(run, i));
    const asked = meant.length ? meant : scanned;
    const words = (await Promise.all(asked.map((run) => wordsOf(run, run === last)))).flat();
    for (const [i, { word }] of words.slice(1).entries()) find(pairOf(stem(words[i].word), stem(word))).catch(() => {}); // for rank()
    const [found, joints, next] = await Promise.all([
      Promise.all(words.map(({ word, isOpen }) => resolve(word, isOpen))),
      Promise.all(words.slice(1).map(({ word, isOpen }, i) => resolve(words[i].word + word, isOpen))),
      // The beginning of the next word, or a stop word: it can only lift what the others find.
      last && last !== asked.at(-1) && resolve(last.parts[0], true),
    ]);
    const all = await Promise.all(words.map(async ({ word, isOpen }, i) => {
      const one = found[i];
      const both = [joints[i - 1], joints[i]].filter(Boolean);
      if (one && both[0]) {
        const lists = [...one.lists, ...both.flatMap(({ lists }) => lists.map(([term, factor]) => [term, Math.min(factor, one.weight * exact)]))];
        const isTied = areTied(found[i - 1], one, joints[i - 1]) || areTied(one, found[i + 1], joints[i]);
        return soften(scaled({ ...one, form: one.form ?? both[0].form, lists }, 1, isTied ? 2 : 1));
      }
      if (both[0] || stops.has(word)) return { ...(both[0] ?? one), word };
      // Where nobody or hardly anybody has a word: what was most likely meant.
      return one && !one.isOdd && (isCommon(one) || !word[5]) ? soften(one) : (await more()).mend(word, one, resolve, isOpen);
    }));
    return [...all.flat(), ...(next ? [{ ...next, weight: 0 }] : [])];
  }

  // What only some searches need: corrections, filters, suggestions.
  let extras;
  const more = async () => (extras ??= (await import("./search-more.js")).extend({ cursor, decoder, load, spelling, scan, stem, singular, roles }));

  const best = new Int32Array(roles);
  const isSaid = new Uint8Array(roles);
  const sums = new Float64Array(roles);
  const matched = new Int32Array(roles);
  const covered = new Int32Array(roles);

  // The roles that have any of the words, best first: by the sum of what each word says of the role,
  // times the square of the share of the words that it has; one that a text just mentions counts less.
  async function rank(query) {
    const found = await read(query);
    const together = await Promise.all(found.map(({ lists }, i) => lists && found[i + 1]?.lists && find(pairOf(found[i].name, found[i + 1].name))));
    const touched = [];
    let whole = 0, most = 0;
    for (const { weight, lists, form: same } of found) {
      if (!lists) continue;
      const own = [];
      whole += weight;
      for (const [term, factor, ofFacts = factor] of lists) {
        for (const posting of term.postings) {
          const doc = posting >> 5, impact = posting & 31;
          if (!best[doc]) own.push(doc);
          if (impact > 3) isSaid[doc] = 1;
          best[doc] = Math.max(best[doc], impact * (impact > 4 ? ofFacts : factor));
        }
      }
      if (same) {
        const factor = weigh(same.n) * form;
        for (const posting of same.postings) if (best[posting >> 5]) best[posting >> 5] += (posting & 31) * factor;
      }
      for (const doc of own) {
        if (!matched[doc] && weight) touched.push(doc);
        if (matched[doc] || weight) sums[doc] += best[doc];
        covered[doc] += isSaid[doc] ? weight : Math.ceil((weight * 2) / 3);
        most = Math.max(most, (matched[doc] += weight));
        best[doc] = isSaid[doc] = 0;
      }
    }
    for (const pair of together.filter(Boolean)) {
      const factor = weigh(pair.n) * neighbours;
      for (const posting of pair.postings) if (matched[posting >> 5]) sums[posting >> 5] += (posting & 31) * factor;
    }
    // One number to sort by: the score, then the lower role number.
    const place = 2 ** 21, docs = [], complete = [];
    const keys = new Float64Array(touched.length);
    touched.forEach((doc, i) => {
      keys[i] = doc - Math.floor((sums[doc] * covered[doc] ** 2) / whole ** 2) * place;
      if (matched[doc] === most) complete.push(doc);
      sums[doc] = matched[doc] = covered[doc] = 0;
    });
    for (const key of keys.sort()) docs.push(key - Math.floor(key / place) * place);
    const words = found.filter(({ lists }) => lists);
    return {
      docs,
      complete,
      full: most === whole && words.length === found.length ? complete.length : 0,
      corrected: found.some(({ instead }) => instead) ? found.map(({ instead, word }) => instead ?? word).join(" ") : null,
      words: words.map(({ name, word }) => ({ stem: name, word })),
    };
  }

  const rolesUrl = new URL("../roles/", url).href;

  async function hit(doc) {
    const lines = await load(`c${Math.floor(doc / cards)}`, (bytes) => bytes);
    let from = 0;
    for (let i = doc % cards; i--; ) from = lines.indexOf(10, from) + 1;
    const [short, title, category, categoryName, platform, pay, eligibility, posted, closes, summary] = JSON.parse(decoder.decode(lines.subarray(from, lines.indexOf(10, from))));
    const [min, max, currency, unit] = pay || [];
    const slug = short.replace("*", () => lower(title.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "")));
    return { slug, url: `${rolesUrl}${slug}/`, title, category, categoryName, platform, pay: unit ? { min, max, currency, unit } : null, eligibility, posted, closes, summary };
  }

  /// Roles for the words of `query` that pass the filters {profession: [values], …, pay_min}.
  /// `full` of the `total` have all the words. Sorted by relevance; or by newest or pay, those with all words first. `facets: true` counts values, leaving out each group's own;
  /// `since` counts those with all words that were posted from that day on; `outside`: not of that category.
  async function search(query, { limit = 10, offset = 0, today = Math.floor(Date.now() / 864e5), ...options } = {}) {
    const found = query.trim() ? await rank(query) : { full: roles, corrected: null, words: [] };
    const day = closes < today && closes;
    const isPlain = found.docs && !day && !Object.values({ ...options, ...options.filters, filters: 0 }).some(Boolean);
    const { docs, complete, ...rest } = isPlain ? found : { ...found, ...(await (await more()).narrow(found, { ...options, today: day && today })) };
    return { total: docs.length, hits: await Promise.all(docs.slice(offset, offset + limit).map(hit)), ...rest };
  }

  return { search, suggest: async (...args) => (await more()).suggest(...args), roles, currency };
}
