/** What the pointer and keys ask of a plot; positions in CSS pixels from its top left corner. */
export interface GestureHandlers {
  pan(dx: number, dy: number): void;
  zoom(factor: number, x: number, y: number): void;
  /** Null when the pointer leaves. */
  hover(at: { x: number; y: number } | null): void;
  click(x: number, y: number): void;
  /** Whether a plain drag draws a lasso; with shift it always does. */
  lassoing(): boolean;
  /** Corners so far, x and y in turn; `done` at the end, with no corners when given up. */
  lasso(corners: readonly number[], done: boolean): void;
  /** @returns whether the key meant something here */
  key(key: string): boolean;
}

const CLICK_SLOP = 4;
const WHEEL_SPEED = 0.0018;
const LINE_PIXELS = 16;

interface Contact {
  x: number;
  y: number;
}

/** Mouse, pen, touch (one finger pans, two zoom), wheel and keys of a focusable element. */
export function gestures(handlers: GestureHandlers): (node: HTMLElement) => () => void {
  return (node) => {
    const contacts = new Map<number, Contact>();
    let travelled = 0;
    let corners: number[] | null = null;

    const at = (event: MouseEvent): Contact => {
      const box = node.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const spread = () => {
      const [a, b] = contacts.values();
      return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, gap: Math.hypot(a.x - b.x, a.y - b.y) };
    };

    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      node.setPointerCapture(event.pointerId);
      node.focus({ preventScroll: true });
      const point = at(event);
      contacts.set(event.pointerId, point);
      handlers.hover(null);
      if (contacts.size > 1) {
        if (corners) handlers.lasso([], true);
        corners = null;
      } else {
        travelled = 0;
        if (event.shiftKey || handlers.lassoing()) corners = [point.x, point.y];
      }
    };
    const move = (event: PointerEvent) => {
      const point = at(event);
      const contact = contacts.get(event.pointerId);
      if (!contact) {
        if (event.pointerType !== 'touch') handlers.hover(point);
        return;
      }
      const before = contacts.size === 2 ? spread() : null;
      const dx = point.x - contact.x;
      const dy = point.y - contact.y;
      travelled += Math.hypot(dx, dy);
      contact.x = point.x;
      contact.y = point.y;
      if (before) {
        const after = spread();
        handlers.pan(after.x - before.x, after.y - before.y);
        if (before.gap > 0) handlers.zoom(after.gap / before.gap, after.x, after.y);
      } else if (corners) {
        corners.push(point.x, point.y);
        handlers.lasso(corners, false);
      } else if (contacts.size === 1 && travelled > CLICK_SLOP) {
        handlers.pan(dx, dy);
      }
    };
    const up = (event: PointerEvent) => {
      const contact = contacts.get(event.pointerId);
      contacts.delete(event.pointerId);
      if (!contact || contacts.size > 0) {
        travelled = Infinity;
        return;
      }
      const cancelled = event.type === 'pointercancel';
      if (corners) {
        const drawn = corners.length >= 6 && travelled > CLICK_SLOP && !cancelled;
        handlers.lasso(drawn ? corners : [], true);
        corners = null;
        if (drawn) return;
      }
      if (travelled <= CLICK_SLOP && !cancelled) handlers.click(contact.x, contact.y);
    };
    const leave = () => handlers.hover(null);
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const point = at(event);
      const pixels =
        event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PIXELS : 1);
      handlers.zoom(Math.exp(-pixels * WHEEL_SPEED), point.x, point.y);
    };
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (handlers.key(event.key)) event.preventDefault();
    };

    node.tabIndex = 0;
    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', up);
    node.addEventListener('pointercancel', up);
    node.addEventListener('pointerleave', leave);
    node.addEventListener('wheel', wheel, { passive: false });
    node.addEventListener('keydown', key);
    return () => {
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerup', up);
      node.removeEventListener('pointercancel', up);
      node.removeEventListener('pointerleave', leave);
      node.removeEventListener('wheel', wheel);
      node.removeEventListener('keydown', key);
    };
  };
}
