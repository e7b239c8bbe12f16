// The search client: openIndex(url) → {search, suggest}. Needs no page; Node 20 runs it too.
// The files' format stands in generator/search/index_format.h, the text rules in text_rules.h.

const FORMAT = 1;
const words = "[a-z0-9\u0180-\uffff]";
const latin =
  "aaaaaaeceeeeiiiidnooooo ouuuuytsaaaaaaeceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnooooooeerrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
const stops = new Set(
  "a about all also am an and any are as at be been become but by can career do for from hires hire hiring how i if in into is it its job jobs looking me my of on or our role roles so some that the their them there these this to us vacancies vacancy want was we what when which who will with you".split(" "),
);
const pairs = (text) => new Map(text.match(/\S+ \S+/g).map((pair) => pair.split(" ")));
const spellings = pairs(
  "ageing aging aluminium aluminum catalogue catalog defence defense dialogue dialog enrolment enrollment grey gray jewellery jewelry licence license midwifery midwife mould mold offence offense practise practice programme program tyre tire",
);
const regexp = (text) => new RegExp(text.replaceAll("W", words), "g");
const capitalIt = /(?<![A-Za-z0-9\x80-\uffff])IT(?![A-Za-z0-9\x80-\uffff])/g;
const runs = regexp("[£€$]?W+(?:-W+|[.&][a-z]{1,3}(?!W))*(?:[+#]{1,2}(?![+#]*W))?");
const possessive = regexp("'(?:s(?!W))?");
const dotNet = regexp("\\.net(?!W)");

export const fold = (text) =>
  text
    .replace(capitalIt, "ict")
    .replace(/[A-Z]/g, (c) => c.toLowerCase())
    .replace(/[^\x21-\x7e]/gu, (c) => {
      const n = c.codePointAt(0);
      if (c === "£" || c === "€") return c;
      if (n === 0x2019 || n === 0x2018) return "'";
      if (n >= 0xc0 && n < 0x180) return latin[n - 0xc0];
      if ((n >= 0x2b0 && n < 0x370) || n === 0xad || (n >= 0x200b && n <= 0x200d)) return "";
      if (n < 0x180 || n >= 0xfe00 || (n >= 0x2000 && n < 0x2c00) || (n >= 0x3000 && n < 0x3040) || (n >= 0xd800 && n < 0xf900)) return " ";
      return String.fromCharCode((n >= 0x391 && n <= 0x3a9) || (n >= 0x410 && n <= 0x42f) ? n + 32 : n >= 0x400 && n <= 0x40f ? n + 80 : n);
    })
    .replace(possessive, "")
    .replace(dotNet, " dotnet")
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1");

// [{parts, joined, currency}] for each run of words that are written as one.
export function scan(text) {
  const found = [];
  for (const run of fold(text).match(runs) ?? []) {
    const [, sign, rest] = /^([£€$]?)(.*)$/.exec(run);
    let parts = rest.split(/[-.&]/).map((part) => part.replace(/^(\d+)k$/, "$1000")).filter((part) => part.length <= 32);
    if (!parts.length) continue;
    let joined = parts.length > 1 && parts.length < 4 && parts.every((part) => /\D/.test(part)) ? parts.join("") : "";
    if (joined && parts.every((part) => part.length < 2)) [parts, joined] = [[joined], ""];
    const currency = /\d/.test(parts[0][0]) ? sign : "";
    parts[0] = currency + parts[0];
    found.push({ parts, joined, currency });
  }
  return found;
}

// ---- Stems: American spelling, Snowball's English rules, professions

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
        .replace(/^(.*[aeiou].*e)l(?=l(?:ing|ed|ers?|ors?)$)/, "$1");

export const singular = (word) =>
  (word = american(word)).length < 4 || !/[^sui]s$/.test(word)
    ? word
    : word.replace(/ies$/, "y").replace(/(ss|sh|ch|x)es$/, "$1").replace(/([^s])s$/, "$1");

const irregular = pairs(
  "skis ski skies sky dying die lying lie tying tie idly idl gently gentl ugly ugli early earli only onli singly singl sky sky news news howe howe atlas atlas cosmos cosmos bias bias andes andes",
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

export function stem(word) {
  const base = american(word);
  if (base.length < 3 || /[^a-z]/.test(base)) return base;
  const found = snowball(base);
  if (found.length > 7 && /ist$/.test(found) && found !== "specialist") return found.slice(0, -3);
  if (found.length > 6 && /[lst]or$/.test(found)) return found.slice(0, -2);
  return found.length > 6 && found.endsWith("i") ? found.slice(0, -1) : found;
}

// ---- Files

const damaged = () => {
  throw new Error("the search index is damaged");
};
const decoder = new TextDecoder("utf-8", { fatal: true });

// Reads numbers and front-coded keys.
function cursor(bytes, at = 0) {
  let key = new Uint8Array();
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
    const length = number();
    if (shared > key.length || at + length > bytes.length) damaged();
    const next = new Uint8Array(shared + length);
    next.set(key.subarray(0, shared));
    next.set(bytes.subarray(at, (at += length)), shared);
    return decoder.decode((key = next));
  };
  return { number, nextKey, more: () => at < bytes.length };
}

// Key → {n, docs, impacts}; no postings for a written form that stands for its stem.
function readTerms(bytes, roles) {
  const { number, nextKey, more } = cursor(bytes);
  const terms = new Map();
  while (more()) {
    const key = nextKey();
    const n = number();
    if (n > roles) damaged();
    const docs = new Int32Array(n);
    const impacts = new Uint8Array(n);
    for (let i = 0, doc = -1; i < n; i++) {
      const posting = number();
      docs[i] = doc += Math.floor(posting / 16) + 1;
      impacts[i] = (posting & 15) + 1;
      if (doc >= roles) damaged();
    }
    terms.set(key, { n, docs, impacts });
  }
  return terms;
}

// ---- The index

const maxWords = 12;
const maxPrefixFiles = 4;
const smallBoard = 500; // roles
const common = 6; // the logarithm of a word's uses from which it is rather meant than a rare one
const rare = 3; // roles with a word that may be misspelt itself
const exact = 16, form = 8, begun = 6, near = 12, neighbours = 8;
const isPlain = (key) => !/[ =*]/.test(key);

/// Opens the index whose index.json is at `url`. `fetch` may be replaced.
export async function openIndex(url, { fetch = (...args) => globalThis.fetch(...args) } = {}) {
  const answer = async (name, options) => {
    const response = await fetch(new URL(name, url).href, options);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  };
  const { format, build, roles, currency, cards, terms, spelling, closes } = await (await answer(url, { cache: "no-cache" })).json();
  if (format !== FORMAT) throw new Error(`the search index has format ${format}, not ${FORMAT}`);
  const begins = terms ? terms.split("|") : [];
  const loaded = new Map();

  function load(name, read) {
    if (!loaded.has(name)) {
      const file = (async () => {
        const { body } = await answer(`../assets/search/${name}.${build}.bin`);
        return read(new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer()), roles);
      })();
      file.catch(() => loaded.delete(name));
      loaded.set(name, file);
    }
    return loaded.get(name);
  }
  const fileOf = (key) => {
    let low = 0, high = begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const termFile = (n) => load(`t${n}`, readTerms);
  const find = async (key) => {
    const term = roles && (await termFile(fileOf(key))).get(key);
    return term?.n ? term : undefined;
  };
  const weigh = (n) => Math.floor(16 * Math.log2(1 + roles / n));

  async function begunTerms(word) {
    const from = fileOf(word);
    const to = fileOf(word + "\uffff");
    const listed = to - from >= maxPrefixFiles && (await find(word + "*"));
    if (listed) return [listed];
    const files = await Promise.all(Array.from({ length: Math.min(to - from + 1, maxPrefixFiles) }, (_, i) => termFile(from + i)));
    const found = new Map();
    for (const file of files) {
      for (const [key, term] of file) {
        if (!key.startsWith(word) || !isPlain(key)) continue;
        const name = term.n ? key : stem(key.replace(/~$/, ""));
        found.set(name, term.n ? term : await find(name));
      }
    }
    return [...found.values()].filter(Boolean);
  }

  // What a word finds: {weight, lists: [[term, factor]], form}.
  async function resolve(word, open, factor = exact) {
    const name = stem(word);
    const own = await find(name);
    const [same, started] = await Promise.all([
      find(`${name}=${singular(word)}`),
      open && !(own && word.length < 2) ? begunTerms(word) : [],
    ]);
    const others = started.filter((term) => term !== own);
    const all = Math.min(roles, others.reduce((sum, { n }) => sum + n, 0));
    if (!own && !all) return undefined;
    const weight = weigh(own ? own.n : all);
    const lists = others.map((term) => [term, (all ? Math.min(weight, weigh(all)) : 0) * begun]);
    if (own) lists.push([own, weight * factor]);
    return { name, word, weight, lists, form: same && [same, weigh(same.n) * form], isRare: all + (own?.n ?? 0) <= rare };
  }

  // What each word of the query finds, in order; undefined for a word that nobody knows, which
  // parts its neighbours all the same.
  async function understand(query) {
    const scanned = scan(query.slice(0, 300)).slice(0, maxWords);
    const meant = scanned.filter(({ parts, joined }) => joined || !stops.has(parts[0]));
    const asked = meant.length ? meant : scanned;
    const isOpen = !/[ \t\n]$/.test(query);
    const found = [], written = [];
    let isCorrected = false;
    for (const run of asked) {
      const { parts, joined } = run;
      const isLast = isOpen && run === scanned.at(-1);
      const whole = joined && (await resolve(joined, isLast));
      if (whole) {
        found.push(whole);
        written.push(joined);
        continue;
      }
      const words = parts.filter((part) => parts.length < 2 || !stops.has(part));
      for (const [i, word] of words.entries()) {
        let one = await resolve(word, isLast && i === words.length - 1);
        let shown = word;
        if (!one || (one.isRare && roles > smallBoard)) {
          const known = await (await more()).correct(word, one ? common : 0);
          const other = known && (await resolve(known, false, near));
          if (other) {
            one = { ...other, lists: [...(one ? one.lists : []), ...other.lists] };
            shown = known;
            isCorrected = true;
          }
        }
        found.push(one);
        written.push(shown);
      }
    }
    // The beginning of the next word, or a stop word: it can only lift what the others find.
    if (isOpen && asked.length && scanned.at(-1) !== asked.at(-1)) {
      const next = await resolve(scanned.at(-1).parts[0], true);
      if (next) found.push({ ...next, weight: 0 });
    }
    return { found, corrected: isCorrected ? written.join(" ") : null };
  }

  // What only some searches need: corrections, filters, suggestions.
  const more = async () => (await import("./search-more.js")).extend({ cursor, decoder, load, spelling, scan });

  const best = new Int32Array(roles);
  const sums = new Float64Array(roles);
  const matched = new Int32Array(roles);

  // Scores of the roles that have any of the words: the sum of what each word says of the role,
  // times the square of the share of the words that it has.
  async function rank(query) {
    const { found, corrected } = await understand(query);
    const known = found.filter(Boolean);
    const pairs = await Promise.all(
      found.map((one, i) => one && found[i + 1] && find(`${one.name} ${found[i + 1].name}`)),
    );
    const touched = [];
    for (const { weight, lists, form: same } of known) {
      const own = [];
      for (const [{ n, docs, impacts }, factor] of lists) {
        for (let i = 0; i < n; i++) {
          const doc = docs[i];
          const score = impacts[i] * factor;
          if (!best[doc]) own.push(doc);
          if (score > best[doc]) best[doc] = score;
        }
      }
      if (same) for (let i = 0; i < same[0].n; i++) if (best[same[0].docs[i]]) best[same[0].docs[i]] += same[0].impacts[i] * same[1];
      for (const doc of own) {
        if (!matched[doc] && weight) touched.push(doc);
        if (matched[doc] || weight) sums[doc] += best[doc];
        matched[doc] += weight;
        best[doc] = 0;
      }
    }
    for (const pair of pairs) {
      for (let i = 0; i < (pair?.n ?? 0); i++) if (matched[pair.docs[i]]) sums[pair.docs[i]] += pair.impacts[i] * neighbours * weigh(pair.n);
    }
    const whole = known.reduce((sum, { weight }) => sum + weight, 0) ** 2;
    const keys = new Float64Array(touched.length);
    touched.forEach((doc, i) => {
      // One number to sort by: the score, then the lower role number.
      keys[i] = Math.floor((sums[doc] * matched[doc] ** 2) / whole) * 2 ** 21 + (2 ** 21 - 1 - doc);
      sums[doc] = matched[doc] = 0;
    });
    const docs = Array.from(keys.sort().reverse(), (key) => 2 ** 21 - 1 - (key % 2 ** 21));
    return { docs, corrected, words: known.map(({ name, word }) => ({ stem: name, word })) };
  }

  const ranked = new Map();

  function rankOnce(query) {
    if (ranked.size > 50) ranked.clear();
    if (!ranked.has(query)) {
      const ranking = rank(query);
      ranking.catch(() => ranked.delete(query));
      ranked.set(query, ranking);
    }
    return ranked.get(query);
  }

  async function hit(doc) {
    const list = await load(`c${Math.floor(doc / cards)}`, (bytes) => JSON.parse(decoder.decode(bytes)));
    const [slug, title, category, categoryName, platform, pay, eligibility, posted, closes, summary] = list[doc % cards];
    const [min, max, money, unit] = pay || [];
    return { slug, title, url: new URL(`../roles/${slug}/`, url).href, category, categoryName, platform, pay: pay ? { min, max, currency: money, unit } : null, eligibility, posted, closes, summary };
  }

  /// Roles for the words of `query` that pass the filters {profession: [values], …, pay_min}.
  /// Sorted by relevance, newest or pay; `facets: true` counts values, leaving out each group's own;
  /// `since` counts those posted after that day.
  async function search(query, { limit = 10, offset = 0, filters = {}, sort = "", facets = false, since = 0, today = Math.floor(Date.now() / 864e5) } = {}) {
    const isEmpty = !query.trim();
    const { corrected, words, ...rest } = isEmpty ? { corrected: null, words: [] } : await rankOnce(query);
    const docs = rest.docs ?? Array.from({ length: roles }, (_, doc) => doc);
    const isPlainSearch = !isEmpty && !sort && !facets && !since && !Object.keys(filters).length && !(closes && closes < today);
    const { left, ...counted } = isPlainSearch ? { left: docs } : await (await more()).narrow(docs, { filters, facets, since, sort: sort || (isEmpty ? "newest" : ""), today: closes && closes < today ? today : 0 });
    const hits = await Promise.all(left.slice(offset, offset + limit).map(hit));
    return { total: left.length, hits, corrected, words, ...counted };
  }

  const suggest = async (prefix, limit = 6) => (await more()).suggest(prefix, limit);

  return { search, suggest, roles, currency, build };
}
