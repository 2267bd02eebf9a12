import { contentId, duplicateKey } from '../prompts/content-hash';
import { splitReasoning } from '../judging/reasoning';
import type { AnswerForm, AnswerRecord } from './answer-record';
import { quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

/** AlpacaEval's model outputs: dataset, instruction, output, generator. Prompts get the id of their text. */
export const alpacaEvalOutputs: AnswerForm = {
  name: 'AlpacaEval model outputs',
  recognises: (record) => 'instruction' in record && 'output' in record && 'generator' in record,
  read(record, refuse) {
    const model = textValue(record, 'generator');
    const promptText = textValue(record, 'instruction');
    const output = textValue(record, 'output');
    if (!model) refuse('missingModel', 'no `generator`');
    else if (promptText === null) refuse('missingField', 'no `instruction`');
    else if (output === null) {
      refuse('noAnswer', `${quoted(model)} has no answer to ${quoted(promptText)}`);
    } else {
      const category = textValue(record, 'dataset');
      const { text, reasoning } = splitReasoning(output);
      return {
        promptId: contentId(duplicateKey(promptText)),
        asked: [promptText],
        model,
        turns: [text],
        ...(reasoning !== undefined && { reasoning }),
        ...(category !== null && { category }),
      };
    }
    return null;
  },
};

/**
 * Answers in that form. It holds neither reasoning nor counts, and one text an answer: of several
 * turns they are joined by a blank line.
 */
export function writeAlpacaEvalOutputs(answers: readonly AnswerRecord[]): UntypedRecord[] {
  return answers.map(({ category, asked, turns, model }) => ({
    dataset: category ?? '',
    instruction: asked?.join('\n') ?? '',
    output: turns.join('\n\n'),
    generator: model,
  }));
}
