/** Columns that hold a prompt's language, most likely first. */
export const LANGUAGE_COLUMNS: readonly string[] = ['language', 'lang', 'language_code'];

/** ISO 639-1, all of it. */
const CODES =
  'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'.split(
    ' ',
  );
const known = new Set(CODES);
let byName: Map<string, string> | null = null;

/** English names of the languages, lower case. */
function names(): Map<string, string> {
  if (byName) return byName;
  const display = new Intl.DisplayNames('en', { type: 'language' });
  byName = new Map(CODES.map((code) => [(display.of(code) ?? code).toLowerCase(), code]));
  return byName;
}

/**
 * The language that a file states for a prompt, as ISO 639-1: from a code, with or without a region
 * ('pt-BR'), or an English name ('Portuguese'). Null for anything else.
 */
export function givenLanguage(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  const code = /^([a-z]{2})([-_][a-z0-9]+)*$/.exec(text)?.[1];
  if (code && known.has(code)) return code;
  return names().get(text) ?? null;
}
