import {
  inputsOf,
  turnsJudgedBy,
  type JudgedTurns,
  type JudgeTemplate,
} from '../../core/judging/judge-template';
import type { JudgeSpec } from '../../core/judging/run-spec';
import type { Pairing, PairsByPrompt } from '../../core/judging/schedule';

export type PairingKind = Pairing['kind'];

export interface JudgeContext {
  readonly templates: readonly JudgeTemplate[];
  /** Models with answers. */
  readonly answered: readonly string[];
  /** Files of battles whose answers are here. */
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** Category of each prompt by its id, as labels or the import have it. */
  categories(): Readonly<Record<string, string>>;
}

type JudgeChoices = Pick<
  JudgeSpec,
  'template' | 'models' | 'pairing' | 'order' | 'repeats' | 'turns' | 'reference' | 'categories'
>;

/** Who is compared with whom, and how, until it is a run. */
export class JudgeDraft {
  template = $state('five-labels');
  /** None stands for all. */
  compared = $state.raw<readonly string[]>([]);
  pairing = $state<PairingKind>('all-pairs');
  /** The one baseline, and that of categories without one of their own. */
  baseline = $state('');
  baselines = $state.raw<Readonly<Record<string, string>>>({});
  references = $state.raw<readonly string[]>([]);
  pairs = $state.raw<readonly (readonly [string, string])[]>([]);
  /** Whose battles' pairs are judged again. */
  file = $state('');
  order = $state<'two-games' | 'coin'>('two-games');
  coinSeed = $state(1);
  repeats = $state(1);
  /** Null follows the template. */
  turns = $state<JudgedTurns | null>(null);
  reference = $state('');

  templateOf({ templates }: JudgeContext): JudgeTemplate | undefined {
    return templates.find(({ id }) => id === this.template);
  }

  asksReference(context: JudgeContext): boolean {
    const template = this.templateOf(context);
    return template !== undefined && inputsOf(template).includes('reference');
  }

  /** What is still missing, in words; null where the run can be planned. */
  missing(context: JudgeContext): string | null {
    const { answered } = context;
    if (answered.length < 2) {
      return 'Judging compares answers of at least two models: import some, or let models answer first.';
    }
    if (!this.templateOf(context)) return 'Choose a template.';
    if (this.asksReference(context) && !answered.includes(this.reference)) {
      return 'This template shows a reference answer: choose whose.';
    }
    const others = (excluded: readonly string[]) =>
      this.#models(answered).some((model) => !excluded.includes(model));
    switch (this.pairing) {
      case 'all-pairs':
        return this.#models(answered).length < 2 ? 'Choose at least two models.' : null;
      case 'baseline':
      case 'baseline-by-category':
        if (!answered.includes(this.baseline)) return 'Choose the baseline.';
        return others([this.baseline]) ? null : 'Choose at least one model beside the baseline.';
      case 'references':
        if (this.references.length === 0) return 'Choose at least one reference.';
        return this.references.length > 1 || others(this.references)
          ? null
          : 'Choose at least one model beside the reference.';
      case 'graph':
        return this.pairs.length > 0 ? null : 'Add at least one pair.';
      case 'by-prompt':
        return context.files.some(({ id }) => id === this.file)
          ? null
          : 'Choose the file of battles whose pairs are judged again.';
    }
  }

  /** @param filePairs those of the chosen file's battles */
  choices(context: JudgeContext, filePairs: PairsByPrompt = {}): JudgeChoices {
    const template = this.templateOf(context)!;
    return {
      template,
      models: this.#models(context.answered),
      pairing: this.#pairing(filePairs),
      order: this.order === 'coin' ? { kind: 'coin', seed: this.coinSeed } : { kind: 'two-games' },
      repeats: this.repeats,
      turns: this.turns ?? turnsJudgedBy(template),
      reference: this.asksReference(context) ? this.reference : null,
      ...(this.pairing === 'baseline-by-category' && { categories: context.categories() }),
    };
  }

  #models(answered: readonly string[]): readonly string[] {
    const chosen = this.compared.filter((model) => answered.includes(model));
    return chosen.length > 0 ? chosen : answered;
  }

  #pairing(filePairs: PairsByPrompt): Pairing {
    switch (this.pairing) {
      case 'all-pairs':
        return { kind: 'all-pairs' };
      case 'baseline':
        return { kind: 'baseline', baseline: this.baseline };
      case 'baseline-by-category':
        return {
          kind: 'baseline-by-category',
          baselines: this.baselines,
          otherwise: this.baseline,
        };
      case 'references':
        return { kind: 'references', references: this.references };
      case 'graph':
        return { kind: 'graph', pairs: this.pairs };
      case 'by-prompt':
        return { kind: 'by-prompt', pairs: filePairs };
    }
  }
}
