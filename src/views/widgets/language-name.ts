import { SERBIAN_OR_CROATIAN } from '../../core/prompts/serbo-croatian';

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** English name of an ISO 639-1 code, or of `sr/hr`; "unknown" for `und`, the code itself when it is not one. */
export function languageName(code: string): string {
  if (code === 'und' || code === '') return 'unknown';
  if (code === SERBIAN_OR_CROATIAN) return 'Serbian or Croatian';
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
