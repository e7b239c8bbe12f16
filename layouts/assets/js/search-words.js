// The text rules of the search, those of generator/search/text_rules.h: the words of a text, and their stems.

export const stops = new Set("a about all also am an and any apply are as at be become becoming been best but by can career careers do find for from get have hire hires hiring how i if in into is it its job jobs like looking me my near need of on opening openings opportunities opportunity or our position positions role roles so some that the their them there these this to us vacancies vacancy want was we what when which who will with would you".split(" "));
export const fillers = new Set("companies company could did does easy experience experienced first great had hard has hello highest interesting level more most needed needs new paid paying pays please qualified required retired salary seeking seeks should show skills take top urgent urgently very wanted wants well your".split(" ")); // they count, but hardly
const pairs = (text) => new Map(text.match(/\S+ \S+/g).map((pair) => pair.split(" ")));
const names = pairs("it ict us usa"); // stop words, but in capitals a trade and a country
export const lower = (c) => c.toLowerCase();

// ---- Words. W stands for a letter or digit of a word.

const regexp = (text) => new RegExp(text.replaceAll("W", "[a-z0-9\u0180-\u02af\u0370-\u1fff\u2c00-\u2fff\u3040-\ud7ff\uf900-\ufdff]"), "g");
const runs = regexp("[£€$]?W+(?:-W+|[.&][a-z]{1,3}(?!W))*(?:[+#]{1,2}(?![+#]*W))?");
const clipped = regexp("'(?:(?:s|m|d|ll|re|ve)(?!W))?");
const dotNet = regexp("\\.net(?!W)");
const hour = regexp("(?<=[/0-9]\\+?(?:(?!W)[^!-~£€])?)hr(?!W)");
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+/g; // scripts without spaces between words:
const inPairs = (run) => ` ${run[1] ? run.replace(/.(?=(.))/g, "$&$1 ").slice(0, -2) : run} `; // each two neighbours are one
const odd = "æeœeøoðdđdþtŧtħhłlŋnŉnıiĸkςσσǣeǽeǿo× ÷ "; // each with what stands for it
const arabic = { آ: "ا", أ: "ا", إ: "ا", ٱ: "ا", ؤ: "و", ئ: "ي", ى: "ي", ة: "ه", "־": "-" }; // as most people type them, and the hyphen of Hebrew

const fold = (text) =>
  text
    .replace(/(?<![A-Za-z0-9\x80-\uffff])(?:IT|US)(?![A-Za-z0-9\x80-\uffff])/g, (name) => names.get(lower(name)))
    .replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt() - 65248))
    .replace(/[ßẞ]/g, "ss")
    .replace(/[\xc0-\u0233\u0386-\u03ce\u1e00-\u1fff]/g, (c) => (odd.includes((c = lower(c))) ? odd[odd.indexOf(c) + 1] : c.normalize("NFKD")[0]))
    .replace(/[A-ZΑ-ΩЀ-Я]/g, lower)
    .replace(/[آأإٱؤئىة־]/g, (c) => arabic[c])
    .replace(/(?<=[א-ת])"(?=[א-ת])|[\xad\u02b0-\u036f\u0591-\u05cf\u05f3\u05f4\u0640\u064b-\u065f\u0670\u093c\u200b-\u200d]/g, "")
    .replace(/[‘’]/g, "'")
    .replace(hour, " hour")
    .replace(clipped, "")
    .replace(dotNet, " dotnet")
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
    .replace(unspaced, inPairs);

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
  "ageing aging aluminium aluminum analogue analog artefact artifact catalogue catalog defence defense despatch dispatch dialogue dialog dietician dietitian enrolment enrollment fulfilment fulfillment grey gray instalment installment jewellery jewelry licence license midwifery midwife offence offense plough plow practise practice programme program sulphur sulfur tyre tire",
);
const american = (word) =>
  word.length < 4 || /[^a-z]/.test(word)
    ? word
    : word
        .replace(/^(.*?)(s?)$/, (_, base, s) => (spellings.get(base) ?? base) + s)
        .replace("mould", "mold")
        .replace(/^draught/, "draft")
        .replace(/\Bae(?!r)/g, "e")
        .replace(/^oe/, "e")
        .replace(/oe(?=ta|tu|li|a|dic|uv)/g, "e")
        .replace(/^(.{3,}?o)u(?=r)/, "$1")
        .replace(/^(..+[bt])re(s?)$/, "$1er$2")
        .replace(/(w|kn|l)ives$/, "$1ife")
        .replace(/^(.{2,}[^vcwa](?<!rt))is(?=(?:e|ed|es|ing|ers?|ations?|ational)$)/, "$1iz")
        .replace("lyz", "lys")
        .replace(/izational$/, "ize")
        .replace(/(?<=..(?:[^aiou]|wo))men$/, "man")
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
  const found = snowball(base).replace(/(?<=...)([bdgmnprt])\1$/, "$1");
  if (found.length > 7 && /ist$/.test(found) && found !== "specialist") return found.slice(0, -3).replace(/(?<=.{5})ic$/, "");
  if (found.length > 6 && /[lst]or$/.test(found) && found !== "professor") return found.slice(0, -2);
  return found.length > 6 && found.endsWith("i") ? found.slice(0, -1) : found;
}
