import { TouchstoneError } from '../data';
import { parseVerdictLabel } from '../formats/verdict-label';
import { inputsOf, type JudgeTemplate, type Protocol } from './judge-template';

const KNOWN = ['{prompt}', '{answerA}', '{answerB}', '{reference}', '{conversation}', '{code}'];
/** A word in braces that nothing binds to, as formulas do (`\frac{a}{b}`); double braces whole. */
const BRACED = /(?<![\w\\}^_$])(?:\{\{\s*[A-Za-z]\w*\s*\}\}|\{\s*[A-Za-z]\w*\s*\})/g;

const LABELS: Readonly<Record<Protocol, { readonly named: RegExp; readonly told: string }>> = {
  five: {
    named: /[AB]\s*(?:>>|<<|>|<)\s*[AB]/g,
    told: '[[A>>B]], [[A>B]], [[A=B]], [[B>A]], [[B>>A]]',
  },
  three: { named: /\[\[?\s*[AB]\s*\]\]?|["'“‘`][AB]["'”’`]/g, told: '[[A]], [[B]], [[C]]' },
  score: { named: /\[\[\s*(?:\d+|rating|score)/gi, told: 'a number such as [[5]]' },
};

/** What keeps a template from being judged by, in sentences; none where it can be. */
export function templateProblems(template: JudgeTemplate): readonly string[] {
  const { protocol, user } = template;
  const text = `${template.system}\n${user}`;
  const problems: string[] = [];
  const lacking = lackingInputs(template);
  if (lacking.length > 0) {
    problems.push(
      `It lacks ${lacking.join(' and ')}: the judge would not see what it judges. Put it where it belongs.`,
    );
  }
  if (user.trim() === '') problems.push('The user text is empty: providers refuse such a call.');
  if (protocol === 'score' && text.includes('{answerB}')) {
    problems.push('It shows {answerB}, though a score is of one answer: take it out.');
  }
  const unknown = new Set((text.match(BRACED) ?? []).filter((each) => !KNOWN.includes(each)));
  if (unknown.size > 0) {
    problems.push(
      `${[...unknown].join(', ')} would be sent as it stands: filled in are ${KNOWN.join(', ')}, in just this form.`,
    );
  }
  if (!namesVerdicts(protocol, text)) {
    problems.push(`It names no verdict that can be read: ${LABELS[protocol].told}.`);
  }
  return problems;
}

/** Refuses a template that can't be judged by. @throws TouchstoneError `template` */
export function checkTemplate(template: JudgeTemplate): void {
  const problems = templateProblems(template);
  if (problems.length === 0) return;
  throw new TouchstoneError(
    'template',
    `The template "${template.name}" can’t be judged by. ${problems.join(' ')}`,
  );
}

function lackingInputs(template: JudgeTemplate): string[] {
  const inputs = inputsOf(template);
  return [
    ...(inputs.includes('prompt') || inputs.includes('conversation')
      ? []
      : ['{prompt} or {conversation}']),
    ...(inputs.includes('answerA') ? [] : ['{answerA}']),
    ...(inputs.includes('answerB') || template.protocol === 'score' ? [] : ['{answerB}']),
  ];
}

/** Whether the judge is told how to prefer either answer; a tie may be left out. */
function namesVerdicts(protocol: Protocol, text: string): boolean {
  const named = text.match(LABELS[protocol].named) ?? [];
  if (protocol === 'score') return named.length > 0;
  const levels = named.map((label) => parseVerdictLabel(label.replace(/["'“‘`”’]/g, '')) ?? 0);
  return levels.some((level) => level > 0) && levels.some((level) => level < 0);
}
