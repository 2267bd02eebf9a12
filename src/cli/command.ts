/** A command of `npx touchstone`: gets the arguments after its name. */
export interface Command {
  readonly usage: string;
  run(args: readonly string[]): Promise<void>;
}
