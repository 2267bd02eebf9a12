import { trimmedEnd } from './trimmed-end';

/** Lead-ins after which a label is what the reply comes to, even one in quotation marks. */
const FINAL_FORM =
  /^(?:so,? |therefore,? |thus,? |hence,? )?(?:here is )?(?:(?:my|the|our) )?(?:final |overall )?(?:verdict|judge?ment|decision|conclusion|result|label|rating|score|output|choice|answer|winner)(?: is| would be)?$|^(?:overall|in total|finally)$/i;
const MAX_FINAL_FORM_CHARS = 80;
const JSON_MEMBER =
  /"(?:final[_ ]?)?(?:verdict|judge?ment|decision|label|rating|score|choice|winner)"\s*:\s*["'[\s]*$/i;

const VERDICT =
  '(?:verdict|judge?ment|decision|decide|conclusion|choose|choice|pick|label|rating|rate|score|go(?:ing)? with)';
/** Words with which a judge decides. */
const DECIDES = new RegExp(
  `${VERDICT}|prefer|better|best|winner|wins|tie\\b|conclu|therefore|thus|hence|overall|final`,
  'i',
);
/** Such a word right before a label that is followed by its reason. */
const DECIDES_NEAR = new RegExp(`${VERDICT}[^.!?]{0,24}$`, 'i');
/** `[[A>B]] is my final verdict`, `[[A]] Assistant A is better`. */
const DECIDES_AFTER =
  /^\s*(?:(?:is|as|for|would be)\s+(?:my|the|our)\s+(?:final |overall )?(?:verdict|judge?ment|decision|choice|label|rating|score)|(?:is|as) (?:the )?(?:better|best|winner)|(?:assistant |answer |response )?[ABC] is (?:the |slightly |significantly |much )*(?:better|best|winner))/i;

/** Words with which a judge tells what an answer says. */
const TELLS =
  /\b(answers?|assistants?|responses?|models?|it|they|text|which|that|who)\b.{0,80}\b(says?|said|writes?|wrote|claims?|contains?|ends?|ending|concludes?|closes?|outputs?|asks?|tells?|includes?|states?|quotes?|declares?|inserts?|attempts?|tries|demands?|instructs?|reads?|repeats?)\b/i;
/** The same, where what it says is the label itself: no answer holds it word for word. */
const TELLS_NEAR =
  /\b(says?|said|writes?|wrote|claims?|ends?|ending|concludes?|closes?|outputs?|prints?|asks?|tells?|states?|quotes?|declares?|inserts?|demands?|instructs?|reads?|repeats?)\b[^.,;]{0,24}$/i;
/** The end of a line that leads over to a quotation. */
const NAMES_A_QUOTE =
  /\b(line|words?|text|quotes?|quoting|verbatim|references?|footnotes?|sources?)\b[^.!?]{0,20}$/i;

/** What a judge weighed and did not choose. */
const WEIGHED =
  /\b(?:at first|initially|inclined|tempted|hesitat\w+|might|may|could|would have|considered|torn|between\s*$|too (?:small|close|weak|minor|little))\b|between\s*$/i;
const DENIED = /(?:\b(?:not|never|cannot|nor)|n['’]t)(?:\s+[\w’']+){0,2}\s*$/i;
const REJECTED =
  /^[\s,;]*(?:but|however|although|though|yet|if|unless)\b|^\s*(?:(?:is|was|were|would be|seems|feels|sounds)\s+)?(?:not\b|too\b|unwarranted\b|my first\b)|^\s*(?:is|was|would|does)n['’]t\b/i;
/** Before the label that another one is set against. */
const SET_AGAINST = /(?:rather than|instead of|(?:better|worse|more|less) than|over|and not)\s*$/i;
const CONNECTIVE = /^[\s,/|&]*(?:and|or|vs\.?|versus|und|oder|et|ou|y|o)?[\s,/|&]*$/i;

const MAX_CONNECTIVE_CHARS = 20;

const LEADS_OVER = /[.!?。！？:：;；…)\]—–-]$/;
const COLON = /[:：]$/;
const SENTENCE_OVER = /[.!?。！？]["'”’»)*_`]*$/;
const SENTENCE_START = /(?:[.!?]["'”’»)*_`]*\s|[。！？])\s*(?=[^.!?。！？]*$)/;

const QUOTATION_OPEN = /^([^"“„«「]*(?:"[^"]*"[^"“„«「]*)*)["“„«「][^"”»」]*[^"”»」\s*][^"”»」]*$/;
const QUOTATION_CLOSED = /^[^"“„«「]*["”»」]/;

const LEADING_MARKS = /^[\s*_#`"'“”„‘’«»「」『』().,:;!?|$\\{}~•·→>=-]+/u;
const TRAILING_MARK = /[\s*_#`"'“”„‘’«»「」『』().,:;!?|$\\{}~•·→<=–—-]/u;
const EMPHASIS = /[\s*_`"'“”„‘’«»「」『』]/u;

/** Text without the marks that only set it off. */
export function bared(text: string): string {
  return trimmedEnd(text.replace(LEADING_MARKS, ''), TRAILING_MARK);
}

/** The part of a text that belongs to the sentence which it leaves open. */
export function openSentence(before: string): string {
  const start = SENTENCE_START.exec(before);
  return start ? before.slice(start.index + start[0].length) : before;
}

/** The part of a sentence behind its last comma or semicolon. */
export function lastClause(sentence: string): string {
  return sentence.slice(Math.max(sentence.lastIndexOf(','), sentence.lastIndexOf(';')) + 1);
}

/** Whether a sentence, or the end of one, announces what the reply comes to. */
export function isFinalForm(sentence: string): boolean {
  return [sentence, lastClause(sentence)].some((part) => {
    const lead = bared(part);
    return lead.length <= MAX_FINAL_FORM_CHARS && FINAL_FORM.test(lead.replace(/\s+/g, ' '));
  });
}

export const endsInJsonMember = (before: string) => JSON_MEMBER.test(before);
export const decides = (sentence: string) => DECIDES.test(sentence);
export const decidesAround = (sentence: string, rest: string) =>
  DECIDES_NEAR.test(sentence) || DECIDES_AFTER.test(bared(rest));

/** Whether a sentence tells what an answer says. @param held whether an answer holds the label itself */
export const tells = (sentence: string, held: boolean) =>
  (held ? TELLS : TELLS_NEAR).test(sentence);

/** Whether a label was weighed, denied or rejected by the words around it. */
export function isDismissed(sentence: string, rest: string): boolean {
  const clause = lastClause(sentence);
  return WEIGHED.test(clause) || DENIED.test(clause) || REJECTED.test(rest);
}

export const isSetAgainst = (between: string) => SET_AGAINST.test(between);
export const isConnective = (between: string) =>
  between.length <= MAX_CONNECTIVE_CHARS && CONNECTIVE.test(between);

/** Whether a label is led up to by a colon, a dash or the end of a sentence. */
export const leadsOver = (before: string) => LEADS_OVER.test(trimmedEnd(before, EMPHASIS));
export const endsInColon = (before: string) => COLON.test(trimmedEnd(before, EMPHASIS));

/** Whether a text stands among further words in quotation marks that open within the line. */
export function isInQuotation(before: string, after: string): boolean {
  const open = QUOTATION_OPEN.exec(before);
  return open !== null && bared(open[1]) !== '' && QUOTATION_CLOSED.test(after);
}

/** Whether a line leads over to the words of others. */
export function announcesQuote(line: string): boolean {
  return !SENTENCE_OVER.test(line) && (TELLS.test(line) || NAMES_A_QUOTE.test(line));
}
