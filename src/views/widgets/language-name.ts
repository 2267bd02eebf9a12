const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** English name of an ISO 639-1 code; "unknown" for `und`, the code itself when it is not one. */
export function languageName(code: string): string {
  if (code === 'und' || code === '') return 'unknown';
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
