/**
 * Attachment: the field takes the focus when it appears. Svelte's `autofocus` leaves it where it is
 * as long as any other element has it.
 */
export function takeFocus(field: HTMLElement): void {
  field.focus();
}
