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
/** Seven to fifteen digits in groups, as people write numbers to be dialled; a group is taken whole. */
const PHONE =
  /(?<![\p{L}\p{N}.,/=#_-])(?:\+|00)?\(?\d{1,15}(?!\d)\)?(?:[ ./-]?\(?\d{2,15}(?!\d)\)?){0,5}(?![\p{L}\p{N}/=_-]|[.,]\d)/gu;
const MIN_PHONE_DIGITS = 7;
const MAX_PHONE_DIGITS = 15;
const DATE_OR_DECIMAL =
  /^(\d+\.\d+|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})$/;
/** Titles that stand before a name. */
const TITLED =
  /\b(Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Monsieur|Madame|Señor|Señora)\.?\s+(\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2})/gu;

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  if (digits < MIN_PHONE_DIGITS || digits > MAX_PHONE_DIGITS || DATE_OR_DECIMAL.test(text.trim()))
    return false;
  // A bare number is an amount or an id; a telephone number is grouped or says that it is one.
  return /^(\+|00)/.test(text) || /\d[ ./()-]+\d/.test(text);
}

function withoutEmails(text: string): string {
  let masked = '';
  let from = 0;
  for (const { index, groups, 0: host } of text.matchAll(EMAIL)) {
    const start = Math.max(from, index - (groups?.local.length ?? 0));
    if (start === index) continue;
    masked += `${text.slice(from, start)}[e-mail]`;
    from = index + host.length;
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
 */
export function masker({ emails, phones, names }: MaskSettings): (text: string) => string {
  const listed = names.map((name) => name.trim()).filter(Boolean);
  const byLength = [...listed].sort((a, b) => b.length - a.length).map(escaped);
  const named = byLength.length
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${byLength.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
    : null;
  return (text) => {
    let masked = text;
    if (emails) masked = withoutEmails(masked);
    if (phones) masked = masked.replace(PHONE, (found) => (isPhone(found) ? '[telephone]' : found));
    if (named) {
      masked = masked.replace(named, '[name]').replace(TITLED, '$1 [name]');
    }
    return masked;
  };
}
