import * as lists from 'stopword';
import { SERBIAN_OR_CROATIAN } from '../prompts/serbo-croatian';

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
  [SERBIAN_OR_CROATIAN]: lists.hrv,
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

/** What asks for something rather than says what about. */
const REQUEST_WORDS = `please write rewrite give provide explain describe create generate make answer question
  questions following below above example examples use used uses using need needs want wants help tell let know
  list show steps step detailed detail details short long brief briefly include including ensure consider act
  act based given assume suppose imagine based understand understanding suggest possible best good better great
  right sure able try trying work works working look like get getting got go going come take put keep see say
  said think find fix`;
/** Function words and the commonest others, which the package's English list of 108 words lacks. */
const COMMON_WORDS = `able about across actually after again against ago agree all allow allows almost alone along already
  also although always am among amount another any anyone anything anyway around ask asked away back
  because become becomes been before began being better between beyond big both bring but call called can
  cannot certain clear come common contain contains could currently did different do does doing done down
  due during each early either else enough especially etc even ever every everything exactly except far
  few first five for former found four from full further generally goes had half hard has have having
  hello here herself hi high however if inside instead into its itself just keeping kept kind large last
  later least left less likely little live lot low main many maybe me mean means mine more most much must
  name named near nearly never new next nice no non none nor not nothing now number of off often ok old on
  once one ones only onto or other others otherwise our out over own part particular per perhaps proper
  provided quite rather real really regarding related result results return role same second several shall
  she should similar simple simply since single small so some someone something sometimes soon specific
  start started still such than thank thanks that the their them then there these they thing things this
  those though three through thus time times to today together too top toward towards turn two under
  unless until up upon us usually various very via want wants was way ways we well went were what whatever
  when where whether which while who whole whose why will with within without would year years yes yet you
  your yourself`;

const ENGLISH: readonly string[] = [
  ...LISTS.en,
  ...REQUEST_WORDS.split(/\s+/),
  ...COMMON_WORDS.split(/\s+/),
];

const UNKNOWN = 'und';

const sets = new Map<string, ReadonlySet<string>>();

/**
 * Lower-case stop words of a language with those of English, which prompts in any language quote.
 * @param language ISO 639-1; all lists together where the language is unknown or has none
 */
export function stopWords(language: string): ReadonlySet<string> {
  const known = LISTS[language] ? language : UNKNOWN;
  let set = sets.get(known);
  if (!set) {
    const own = known === UNKNOWN ? Object.values(LISTS).flat() : LISTS[known];
    set = new Set([...ENGLISH, ...own]);
    sets.set(known, set);
  }
  return set;
}
