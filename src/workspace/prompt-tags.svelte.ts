import type { Prompt } from '../core/data';
import { criteriaScore } from '../core/judging/criteria';
import { OCCUPATIONAL_FIELDS } from '../core/labels/category-presets';
import { joinedFlags, tagColumn } from '../core/judging/prompt-tags';
import type { SaidTag, TagColumn, TagSource } from '../core/judging/prompt-tags';
import { QUALITY_FLAGS } from '../core/judging/prompt-quality';
import { CRITERIA, importedScores } from '../core/labels/imported-scores';
import { importedExpert, importedFlags, importedOccupations } from '../core/labels/imported-tags';
import type { KeptTags, TagResults } from './tag-results.svelte';

export interface TaggedPrompts {
  readonly prompts: readonly Prompt[];
  readonly judging: { readonly tags: Pick<TagResults, 'of'> };
}

/**
 * What is known of the prompts by tags, from the columns of their files and from models' runs: what
 * the map colours by, Labels shows, Selection filters by and Ranking groups by.
 */
export class PromptTags {
  readonly #subject: TaggedPrompts;
  // Apart, so that what follows one question rests while another is asked.
  readonly #criteriaKept = $derived.by(() => this.#subject.judging.tags.of('criteria'));
  readonly #expertKept = $derived.by(() => this.#subject.judging.tags.of('expert'));
  readonly #occupationsKept = $derived.by(() => this.#subject.judging.tags.of('occupations'));
  readonly #qualityKept = $derived.by(() => this.#subject.judging.tags.of('quality'));
  readonly #importedScores = $derived.by(() => importedScores(this.#subject.prompts));
  readonly #score = $derived.by(() => {
    const imported = this.#importedScores;
    return tagColumn(
      this.#subject.prompts,
      imported?.highest === this.highestScore ? imported.values : null,
      valuesOf(this.#criteriaKept, criteriaScore),
    );
  });
  readonly #scores = $derived.by(
    () => this.#score && Float32Array.from(this.#score.values, (score) => score ?? NaN),
  );
  readonly #expert = $derived.by(() =>
    tagColumn(
      this.#subject.prompts,
      importedExpert(this.#subject.prompts),
      valuesOf(this.#expertKept, ({ expert }) => expert),
    ),
  );
  readonly #occupations = $derived.by(() =>
    tagColumn(
      this.#subject.prompts,
      importedOccupations(this.#subject.prompts),
      valuesOf(this.#occupationsKept, ({ names }) => names),
    ),
  );
  readonly #flags = $derived.by(() =>
    tagColumn(
      this.#subject.prompts,
      importedFlags(this.#subject.prompts),
      valuesOf(this.#qualityKept, ({ names }) => names),
      joinedFlags,
    ),
  );
  readonly #sources = $derived.by(() => this.#allSources());

  constructor(subject: TaggedPrompts) {
    this.#subject = subject;
  }

  /** How many criteria hold for a prompt; imported ones only where they are of as many as the model's. */
  get score(): TagColumn<number> | null {
    return this.#score;
  }
  /** The same as numbers, NaN for none. */
  get scores(): Float32Array | null {
    return this.#scores;
  }
  /** The highest score that a prompt can have. */
  get highestScore(): number {
    const question = this.#criteriaKept?.question;
    return question?.task === 'criteria'
      ? question.criteria.length
      : (this.#importedScores?.highest ?? CRITERIA);
  }
  /** Whether a prompt is an expert's. */
  get expert(): TagColumn<boolean> | null {
    return this.#expert;
  }
  /** Fields of work that a prompt belongs to. */
  get occupations(): TagColumn<readonly string[]> | null {
    return this.#occupations;
  }
  /** Faults that the quality checker, or a column of the import, found. */
  get flags(): TagColumn<readonly string[]> | null {
    return this.#flags;
  }
  /** By whom the tags at hand were given. */
  get sources(): readonly TagSource[] {
    return this.#sources;
  }

  /** What models said of a prompt, with their reasons. @param row of the prompt */
  saidOf(row: number): readonly SaidTag[] {
    const { id } = this.#subject.prompts[row];
    const question = this.#criteriaKept?.question;
    const criteria = question?.task === 'criteria' ? question.criteria : [];
    return [
      saidTag('criteria', criteria.length, this.#criteriaKept, id, ({ held }) =>
        held.map((index) => criteria[index].name),
      ),
      saidTag('expert', 1, this.#expertKept, id, ({ expert }) => [expert ? 'expert' : 'other']),
      saidTag(
        'occupations',
        OCCUPATIONAL_FIELDS.length,
        this.#occupationsKept,
        id,
        ({ names }) => names,
      ),
      saidTag('quality', QUALITY_FLAGS.length, this.#qualityKept, id, ({ names }) => names),
    ].flatMap((said) => said ?? []);
  }

  #allSources(): TagSource[] {
    return [
      ...sourcesOf('criteria', this.#score, this.#criteriaKept),
      ...sourcesOf('expert', this.#expert, this.#expertKept),
      ...sourcesOf('occupations', this.#occupations, this.#occupationsKept),
      ...sourcesOf('quality', this.#flags, this.#qualityKept),
    ];
  }
}

function valuesOf<T, V>(
  kept: KeptTags<T> | null,
  value: (tag: T) => V,
): ReadonlyMap<string, V> | null {
  return kept && new Map(Array.from(kept.tags, ([id, tag]) => [id, value(tag)]));
}

function saidTag<T extends { readonly reason: string }>(
  tag: SaidTag['tag'],
  of: number,
  kept: KeptTags<T> | null,
  id: string,
  values: (tag: T) => readonly string[],
): SaidTag | null {
  const said = kept?.tags.get(id);
  if (!kept || !said) return null;
  return { tag, of, values: values(said), reason: said.reason, by: kept.tagger.model };
}

function sourcesOf(
  tag: string,
  column: TagColumn<unknown> | null,
  kept: KeptTags<unknown> | null,
): TagSource[] {
  const sources: TagSource[] = [];
  if (column && kept && column.byModel > 0) {
    const { tagger, template } = kept;
    const { provider, model } = tagger;
    const [unparsed, failed] = [kept.unparsed.size, kept.failed.size];
    const prompts = column.byModel;
    sources.push({ tag, from: 'model', provider, model, template, prompts, unparsed, failed });
  }
  if (column && column.imported > 0) {
    sources.push({ tag, from: 'import', prompts: column.imported });
  }
  return sources;
}
