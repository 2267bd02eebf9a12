/** What the languages between Serbian and Croatian are called where the words tell neither. */
export const SERBIAN_OR_CROATIAN = 'sr/hr';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Function words that Serbian and Croatian share, and hardly another language in Latin script has. */
const SHARED = set(
  'koji koja koje kojim kojem koju kojoj koliko kako kada zašto li nije nisam sam smo su kao ili iz između zbog ' +
    'prema kod nakon ovu ovo ovaj ova ove taj tog onda još već samo moj moja moje mogu može možeš možete ' +
    'treba moram mora želim želi hoću ću će biti bio bila bilo ima imam jedan jedna jednu ' +
    'napiši objasni objasnite napravi prevedi preporuči predloži razlika razliku rečenica rečenicu',
);
/** Short ones, which neighbours have too. */
const COMMON = set('i u je na da se za od do sa ne mi ako ali što a o po');
const SERBIAN = set(
  'šta ko gde uvek svuda dete deteta deca dečak dečaka dečaku devojčica lep lepo lepa pre posle ovde ' +
    'hteo htela sledeći sledeća sledeće poslednji poslednjem vreme vremena mesto mesta reč reči ' +
    'nedelja nedelju nedelje voleo uspeh rešenje rešim rešiti primer primera čovek dve pesmu pesma ' +
    'hleb hiljadu hiljada fudbal organizuje funkcioniše bezbednost opština opštini',
);
const CROATIAN = set(
  'što tko gdje uvijek netko dijete djeteta djeca dječak dječaka dječaku djevojčica lijep lijepo lijepa ' +
    'prije poslije ovdje htio htjela sljedeći sljedeća sljedeće posljednji zadnjem vrijeme mjesto mjesta riječ riječi ' +
    'tjedan tjedna tjednu volio uspjeh rješenje riješim riješiti primjer primjera čovjek dvije ' +
    'pjesmu pjesma kruh tisuću tisuća nogomet organizira funkcionira sigurnost općina općini trebam trebao',
);
/** "Mogu da kupim": Croatian takes the infinitive. */
const SERBIAN_DA =
  /(?:mogu|možeš|može|možemo|možete|treba|trebalo|moram|mora|želim|želi|hoću|kako|umem) da\s/iu;
/** Words of Slovenian, Slovak, Czech and Polish that the two have not. */
const NEIGHBOURS = set(
  'in kaj če pri še lahko naj ki ker kdaj zakaj kot ali jak jest nie czy że jsem jsou jako aby som sú ho ' +
    'ktorá ktorý ktoré alebo nebo się prečo čo ktorú keď proč',
);
/** Romance languages, which share the short words, have none of these. */
const LETTERS = /[čćđšž]/iu;
const LEAST_SHARE = 0.25;

/**
 * Serbian (`sr`) or Croatian (`hr`) in Latin script, told by function words; `sr/hr` where these could
 * be either, null where they are of another language.
 * @param words of the text, in lower case
 */
export function serboCroatian(text: string, words: readonly string[]): string | null {
  const count = (list: ReadonlySet<string>) => words.filter((word) => list.has(word)).length;
  const serbian = count(SERBIAN) + Number(SERBIAN_DA.test(text));
  const croatian = count(CROATIAN);
  const own = count(SHARED) + serbian + croatian;
  const found = own + count(COMMON) - 2 * count(NEIGHBOURS);
  const needed = LETTERS.test(text) ? 1 : 2;
  if (own < needed || found < 3 || found < LEAST_SHARE * words.length) return null;
  if (serbian === croatian) return SERBIAN_OR_CROATIAN;
  return serbian > croatian ? 'sr' : 'hr';
}
