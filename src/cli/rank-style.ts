import { TouchstoneError } from '../core/data';
import { answerText, type BattleRecord } from '../core/formats/battle-record';
import { answerStyle } from '../core/ranking/answer-style';
import type { BattleIndex } from '../core/ranking/battle-index';
import type { StyleControl } from '../core/ranking/style-control';
import { styleCovariates } from '../core/ranking/style-covariates';
import { tokenCounter } from '../readers/token-counter';
import type { TokenEncoding } from '../readers/token-counter';

/**
 * Style control from the counts of the battles' file, else from the answers (lengths in
 * tokens of `encoding`). Tells how many battles have no known style.
 * @throws TouchstoneError `no-style` where none has
 */
export async function styleControls(
  battles: readonly BattleRecord[],
  encoding: TokenEncoding,
): Promise<(index: BattleIndex) => StyleControl> {
  const hasAnswers = battles.some(({ answerA, styleA }) => answerA !== undefined && !styleA);
  const countTokens = hasAnswers ? await tokenCounter(encoding) : null;
  const measured = new Map<string, ReturnType<typeof answerStyle>>();
  const measure = (turns: readonly string[] | undefined) => {
    if (turns === undefined) return null;
    const answer = answerText(turns);
    const known = measured.get(answer);
    if (known) return known;
    const style = answerStyle(answer, countTokens?.(answer));
    measured.set(answer, style);
    return style;
  };
  const styles = battles.map(({ styleA, styleB, answerA, answerB }) => {
    const a = styleA ?? measure(answerA);
    const b = styleB ?? measure(answerB);
    return a && b ? { a, b } : null;
  });
  const unknown = styles.filter((each) => each === null).length;
  if (unknown > 0 && unknown < styles.length) {
    console.error(`touchstone: ${unknown} battles have no known style and count as equal in it.`);
  }
  return (index) => {
    const { covariates } = styleCovariates(index, (position) => styles[position], 'density');
    if (covariates.names.length > 0) return { covariates, prediction: 'equal' };
    throw new TouchstoneError(
      'no-style',
      'The battles hold neither answers nor their lengths, which --style needs. Leave it out.',
    );
  };
}
