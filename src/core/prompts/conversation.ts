import type { Turn } from '../data';

/** What is embedded: all user turns joined by a newline, or the first one. */
export type TextChoice = 'all' | 'first';

const ROLES: Readonly<Record<string, Turn['role']>> = {
  user: 'user',
  human: 'user',
  prompter: 'user',
  system: 'system',
  developer: 'system',
};

/** Deepest nesting of `content` that is followed: message, list of parts, part. */
const MAX_CONTENT_DEPTH = 4;

/** Text of a message's content: a string, a list of parts, or an object with `text`, `content` or `answer`. */
function contentText(content: unknown, depth = 0): string | null {
  if (typeof content === 'string') return content;
  if (typeof content !== 'object' || content === null || depth === MAX_CONTENT_DEPTH) return null;
  if (Array.isArray(content)) {
    const parts = content.map((part) => contentText(part, depth + 1)).filter((p) => p !== null);
    return parts.length > 0 ? parts.join('\n') : null;
  }
  const part = content as Record<string, unknown>;
  return contentText(part.text ?? part.content ?? part.answer ?? part.value, depth + 1);
}

function readTurn(value: unknown): Turn | null {
  if (typeof value === 'string') return { role: 'user', content: value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const message = value as Record<string, unknown>;
  const content = contentText(message);
  if (content === null) return null;
  const role = message.role ?? message.from;
  if (role === undefined || role === null) return { role: 'user', content };
  const named = String(role).toLowerCase();
  return { role: Object.hasOwn(ROLES, named) ? ROLES[named] : 'assistant', content };
}

/** A cell of a table may hold a conversation as JSON; any other text stays a prompt. */
function parsedConversation(text: string): readonly Turn[] | null {
  if (!/^\s*\[\s*\{/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    const isMessage = (item: unknown) =>
      typeof item === 'object' && item !== null && ('role' in item || 'from' in item);
    return Array.isArray(value) && value.every(isMessage) ? readConversation(value) : null;
  } catch {
    return null;
  }
}

/**
 * The turns of a prompt column: plain text (one user turn), Arena-Hard's `turns[{content}]`, messages
 * with `role` and `content` or `from` and `value`, their contents being strings or lists of parts.
 * A turn without a role is the user's; roles other than user and system count as assistant. A
 * number stands for its text. Null when nothing of this is there or no user turn has any text.
 */
export function readConversation(value: unknown): readonly Turn[] | null {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return [{ role: 'user', content: String(value) }];
  }
  if (typeof value === 'string') {
    const parsed = parsedConversation(value);
    if (parsed) return parsed;
  }
  const items = Array.isArray(value) ? value : [value];
  const turns = items.map(readTurn).filter((turn) => turn !== null);
  return turns.some((turn) => turn.role === 'user' && turn.content.trim() !== '') ? turns : null;
}

/** The text that is embedded and shown. */
export function conversationText(turns: readonly Turn[], choice: TextChoice): string {
  const contents = turns.filter((turn) => turn.role === 'user').map((turn) => turn.content);
  return choice === 'first'
    ? (contents.find((text) => text.trim() !== '') ?? '')
    : contents.join('\n');
}
