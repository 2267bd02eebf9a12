/** A command of `npx touchstone`: gets the arguments after its name. */
export interface Command {
  /** In a few words, for the list of commands. */
  readonly purpose: string;
  /** Its name and options. */
  readonly usage: string;
  run(args: readonly string[]): Promise<void>;
}
