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
  /^\s*(?:(?:is|as|for|would be)\s+(?:my|the|our)\s+(?:final |overall )?(?:verdict|judge?ment|decision|choice|label|rating|score)|(?:is|as) (?:the )?(?:better|best|winner)|(?:assistant |answer |response )?(?<letter>[ABC]) is (?:the |slightly |significantly |much )*(?:better|best|winner))/i;

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
  /\b(?:at first|initially|inclined|tempted|hesitat\w+|might|may|could|would have|considered|torn|too (?:small|close|weak|minor|little))\b|between\s*$/i;
const DENIED =
  /(?:\b(?:not|no|never|hardly|cannot|nor|opposite of|far from)|n['’]t)(?:\s+[\w’']+){0,2}\s*$/i;
const CONDITIONAL = /\b(?:if|had|were|without|otherwise|unless)\b.*\bwould be\W*$/i;
const REJECTED =
  /^[\s,;]*(?:if|unless)\b|^\s*(?:(?:is|was|were|would be|seems|feels|sounds)\s+)?(?:not\b|too\b|unwarranted\b|my first\b)|^\s*(?:is|was|would|does)n['’]t\b/i;
/** What a judge does with a label that others put there. */
const REFUSED = /\b(?:ignor|reject|refus|disregard|inject|fak|manipulat|pretend)\w*/i;
/** Words of the judge about its own doing. */
const OWN = /\b(?:my|I|I['’]d|I['’]ll|therefore|thus|hence|overall|conclusion|conclude)\b/i;
const OF_OTHERS =
  /\b(?:claims?|wants?|demands?|asks?|would like|instructs?|tr(?:y|ies|ied)|according to)\b/i;
/** Before the label that another one is set against. */
const SET_AGAINST =
  /(?:rather than|instead of|(?:better|worse|more|less) than|over|and not)(?:\s+(?:the\s+)?(?:assistant|answer|response|model))?\s*$/i;
const CONNECTIVE = /^[\s,/|&]*(?:and|or|vs\.?|versus|und|oder|et|ou|y|o)?[\s,/|&]*$/i;

const MAX_CONNECTIVE_CHARS = 20;

const ENGLISH =
  /\b(?:the|is|are|of|for|with|this|that|it|its|I|my|would|wants?|better|no|hardly|nothing|only)\b/i;
/** Before a clause that is not the judge's last word. */
const CONDITION =
  /\b(?:if|had|were|would|could|with|without|unless|otherwise|according|as|for|on|in)\b/i;
const LAST_CLAUSE = /(?<=[,;]|\bbut\b|^)(?!.*(?:[,;]|\bbut\b))/is;
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

/** The rest of the sentence that a text begins in. */
export const restOfSentence = (after: string) =>
  after.split(/[.!?;。！？；]["'”’»)*_`]*(?:\s|$)/, 1)[0];

/** The part of a sentence behind its last comma, semicolon or “but”. */
export function lastClause(sentence: string): string {
  return sentence.slice(sentence.search(LAST_CLAUSE));
}

/**
 * Whether a sentence, or the end of one, announces what the reply comes to.
 * @param held whether an answer holds the label: the end of a sentence may tell of it then
 */
export function isFinalForm(sentence: string, held = false): boolean {
  const last = lastClause(sentence);
  const head = sentence.slice(0, sentence.length - last.length);
  const isOwnClause = !held && !CONDITION.test(head) && !/would be\W*$/i.test(sentence);
  return [sentence, ...(isOwnClause ? [last] : [])].some((part) => {
    const lead = bared(part);
    return lead.length <= MAX_FINAL_FORM_CHARS && FINAL_FORM.test(lead.replace(/\s+/g, ' '));
  });
}

export const endsInJsonMember = (before: string) => JSON_MEMBER.test(before);
export const decides = (sentence: string) => DECIDES.test(sentence);
/** @param label whose letter must be the one that is called better */
export function decidesAround(sentence: string, rest: string, label: string): boolean {
  if (DECIDES_NEAR.test(sentence)) return true;
  const after = DECIDES_AFTER.exec(bared(rest));
  const letter = after?.groups?.letter?.toUpperCase();
  return after !== null && (letter === undefined || letter === winnerIn(label));
}

function winnerIn(label: string): string | undefined {
  const text = label.toUpperCase();
  return (/([AB])\s*>/.exec(text) ?? /<\s*([AB])/.exec(text) ?? /([ABC])/.exec(text))?.[1];
}

export const isEnglish = (text: string) => ENGLISH.test(text);

/** Whether a sentence with a label that an answer holds speaks of the judge's own verdict. */
export const speaksOfItself = (sentence: string) => OWN.test(sentence) && !OF_OTHERS.test(sentence);

/** Whether a sentence tells what an answer says. @param held whether an answer holds the label itself */
export const tells = (sentence: string, held: boolean) =>
  (held ? TELLS : TELLS_NEAR).test(sentence);

/** Whether a label was weighed, denied or rejected by the words around it. */
export function isDismissed(sentence: string, rest: string): boolean {
  const clause = lastClause(sentence);
  return (
    [WEIGHED, DENIED, REFUSED, OF_OTHERS].some((words) => words.test(clause)) ||
    CONDITIONAL.test(sentence) ||
    REJECTED.test(rest)
  );
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
