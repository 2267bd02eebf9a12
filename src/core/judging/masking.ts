/** What is taken out of texts before they are sent. */
export interface MaskSettings {
  readonly emails: boolean;
  readonly phones: boolean;
  /** Names to mask, as the user lists them; they are not guessed. */
  readonly names: readonly string[];
}

export const NO_MASK: MaskSettings = { emails: false, phones: false, names: [] };

/** From the sign on, looking back: from each letter on, a long text without one would take minutes. */
const EMAIL = /@(?<=(?<local>[\p{L}\p{N}._%+-]+)@)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu;
/**
 * Seven to fifteen digits in groups, as people write numbers to be dialled; a group is taken whole. A
 * group of one digit is an area code, behind the country's code or the 0 before it.
 */
const PHONE =
  /(?<![\p{L}\p{N}.,/=#_-])(?:\(?(?:(?:\+|00)\d{1,3}|0\d)[ ./-]?\(?\d(?!\d)\)?|(?:\+|00)?\(?\d{1,15}(?!\d)\)?)(?:[ ./-]?\(?\d{2,15}(?!\d)\)?){0,5}(?![\p{L}\p{N}/=_-]|[.,]\d)/gu;
const MIN_PHONE_DIGITS = 7;
const MAX_PHONE_DIGITS = 15;
/** A number without groups is an amount or an id, unless it begins as telephone numbers do. */
const UNGROUPED_PHONE = /^(?!0123456789$)0\d{9,10}$/;
const YEAR = String.raw`(?:1[5-9]|20)\d\d`;
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
/** What else is written in groups of digits. */
const OTHER_FIGURES = [
  /^\d+\.\d+$/,
  // Dates.
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2}$/,
  /^\d{1,2}[-./]\d{1,2}[-./]\d{2,4}$/,
  // The hour that follows one.
  /^\d{4}[-./]\d{1,2}[-./]\d{1,2} \d{1,2}$/,
  /^\d{1,2}[-./]\d{1,2}[-./]\d{4} \d{1,2}$/,
  // Thousands; three groups of three are a telephone number, unless they end in noughts.
  /^[1-9]\d?(?:([ .])\d{3})(?:\1\d{3})*$/,
  /^[1-9]\d{2}([ .])(?:\d{3}\1)*000$/,
  new RegExp(`^${YEAR}(?:[ ./-]${YEAR})+$`),
  // Addresses on the internet, and ranges of them.
  new RegExp(String.raw`^${OCTET}(?:\.${OCTET}){3}(?:/\d{1,2})?$`),
];
/** Titles that stand before a name. */
const TITLED =
  /\b(Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Monsieur|Madame|Señor|Señora)\.?\s+(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2})/gu;

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  if (digits < MIN_PHONE_DIGITS || digits > MAX_PHONE_DIGITS) return false;
  const figure = text.trim();
  if (OTHER_FIGURES.some((other) => other.test(figure))) return false;
  return /^(\+|00)/.test(text) || /\d[ ./()-]+\d/.test(text) || UNGROUPED_PHONE.test(text);
}

type Found = (text: string) => void;

function withoutEmails(text: string, onFound: Found): string {
  let masked = '';
  let from = 0;
  for (const { index, groups, 0: host } of text.matchAll(EMAIL)) {
    const start = Math.max(from, index - (groups?.local.length ?? 0));
    if (start === index) continue;
    masked += `${text.slice(from, start)}[e-mail]`;
    from = index + host.length;
    onFound(text.slice(start, from));
  }
  return masked + text.slice(from);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * A function that takes personal data out of texts: e-mail addresses, telephone numbers, and names,
 * being those listed and those behind a title such as "Dr". Other names are not recognised, and the
 * user is told so. What is masked is the same in every call, so that keys stay stable. Cost linear in
 * the text.
 * @param onFound gets each text that is taken out
 */
export function masker(
  { emails, phones, names }: MaskSettings,
  onFound: Found = () => {},
): (text: string) => string {
  const listed = names.map((name) => name.trim()).filter(Boolean);
  const byLength = [...listed].sort((a, b) => b.length - a.length).map(escaped);
  const named = byLength.length
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${byLength.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
    : null;
  const as = (shown: string) => (found: string) => {
    onFound(found);
    return shown;
  };
  const telephone = as('[telephone]');
  const name = as('[name]');
  return (text) => {
    let masked = text;
    if (emails) masked = withoutEmails(masked, onFound);
    if (phones)
      masked = masked.replace(PHONE, (found) => (isPhone(found) ? telephone(found) : found));
    if (named) {
      masked = masked
        .replace(named, name)
        .replace(TITLED, (_, title: string, found: string) => `${title} ${name(found)}`);
    }
    return masked;
  };
}
