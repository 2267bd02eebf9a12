import * as lists from 'stopword';

/** ISO 639-1 code to the word list of the `stopword` package. Serbian has none; Croatian covers its Latin script. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  ar: lists.ara,
  bg: lists.bul,
  bn: lists.ben,
  ca: lists.cat,
  cs: lists.ces,
  da: lists.dan,
  de: lists.deu,
  el: lists.ell,
  en: lists.eng,
  es: lists.spa,
  et: lists.est,
  eu: lists.eus,
  fa: lists.fas,
  fi: lists.fin,
  fr: lists.fra,
  ga: lists.gle,
  gl: lists.glg,
  gu: lists.guj,
  he: lists.heb,
  hi: lists.hin,
  hr: lists.hrv,
  hu: lists.hun,
  hy: lists.hye,
  id: lists.ind,
  it: lists.ita,
  ja: lists.jpn,
  ko: lists.kor,
  ku: lists.kur,
  la: lists.lat,
  lt: lists.lit,
  lv: lists.lav,
  mr: lists.mar,
  ms: lists.msa,
  my: lists.mya,
  nb: lists.nob,
  nl: lists.nld,
  no: lists.nob,
  pl: lists.pol,
  pt: lists.por,
  ro: lists.ron,
  ru: lists.rus,
  sk: lists.slk,
  sl: lists.slv,
  so: lists.som,
  sr: lists.hrv,
  sv: lists.swe,
  sw: lists.swa,
  th: lists.tha,
  tl: lists.tgl,
  tr: lists.tur,
  uk: lists.ukr,
  ur: lists.urd,
  vi: lists.vie,
  yo: lists.yor,
  zh: lists.zho,
  zu: lists.zul,
};

/** What asks for something rather than says what about; the package's English list lacks these. */
const REQUEST_WORDS =
  'please write give provide explain create generate answer question following below example use used using need want help tell let know will may just so no not its';

const sets = new Map<string, ReadonlySet<string>>();

/**
 * Lower-case stop words of a language with those of English, which prompts in any language quote.
 * @param language ISO 639-1; English alone where the language is unknown
 */
export function stopWords(language: string): ReadonlySet<string> {
  const known = LISTS[language] ? language : 'en';
  let set = sets.get(known);
  if (!set) {
    set = new Set([...LISTS.en, ...REQUEST_WORDS.split(' '), ...LISTS[known]]);
    sets.set(known, set);
  }
  return set;
}
