import { TouchstoneError } from '../core/data';
import type { WrittenExplanation } from '../core/sample/simulate-judgments';

/**
 * The sample's written reasons: JSON lines of verdict, category, explanation.
 * @throws TouchstoneError `damaged-file` where a line is none
 */
export async function readExplanations(file: Blob): Promise<WrittenExplanation[]> {
  const lines = (await file.text()).split('\n');
  return lines.flatMap((line, i): WrittenExplanation[] => {
    if (line.trim() === '') return [];
    try {
      const { verdict, category, explanation } = JSON.parse(line) as WrittenExplanation;
      return [{ verdict, category, explanation }];
    } catch {
      throw new TouchstoneError(
        'damaged-file',
        `The sample’s explanations are damaged in line ${i + 1}. Reload the page.`,
      );
    }
  });
}
