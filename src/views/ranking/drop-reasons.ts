/** Why a row, or a game of it, is left out, in words that follow a number. */
export const DROP_REASONS: Readonly<Record<string, string>> = {
  unknownOutcome: 'with an unknown outcome',
  noVerdict: 'without a verdict',
  nullGame: 'empty games',
  notANumber: 'whose preference is no number',
  outsideRange: 'outside the range',
  missingModel: 'without a model',
  sameModelTwice: 'of a model with itself',
  missingField: 'without a prompt',
  unreadableRow: 'unreadable',
};

export function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}
