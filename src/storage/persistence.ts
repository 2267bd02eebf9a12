/** Whether the browser has agreed to drop this page's data only on the user's word; null where it has no such promise. */
export async function isPersistent(): Promise<boolean | null> {
  return (await navigator.storage?.persisted?.()) ?? null;
}

/** Asks for that promise, without which data may go when the disk is short, or after days of disuse. */
export async function askToPersist(): Promise<void> {
  if ((await isPersistent()) === false) await navigator.storage.persist();
}
