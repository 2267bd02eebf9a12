export interface RailEntry {
  readonly id: string;
  readonly title: string;
  readonly state: 'empty' | 'run' | 'done' | 'stale';
  /** Already in the reader's locale; empty when there is nothing to count. */
  readonly count: string;
}
