import { hmacSha256 } from './sha256';

const CODE_HEX_DIGITS = 16;

/**
 * The code that marks the texts of others in one call: nobody who does not hold the workspace's
 * secret can foretell it, so that no answer can end its own enclosure. It follows from the call's
 * key, which therefore stays the same.
 */
export function callDelimiter(secret: string, callKey: string): string {
  return hmacSha256(secret, callKey).slice(0, CODE_HEX_DIGITS);
}

/** A text of another's between two marker lines that carry the code. */
export function enclosed(name: string, code: string, text: string): string {
  return `<<< begin ${name} ${code} >>>\n${text}\n<<< end ${name} ${code} >>>`;
}
