/** Numbers names by first appearance, from 0. */
export class Names {
  readonly list: string[] = [];
  readonly #rows = new Map<string, number>();

  row(name: string): number {
    let row = this.#rows.get(name);
    if (row === undefined) {
      row = this.list.push(name) - 1;
      this.#rows.set(name, row);
    }
    return row;
  }

  /** The row of a name that is there, else −1. */
  find(name: string): number {
    return this.#rows.get(name) ?? -1;
  }
}
