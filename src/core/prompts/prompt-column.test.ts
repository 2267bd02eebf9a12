import { describe, expect, it } from 'vitest';
import { detectIdColumn, detectPromptColumn } from './prompt-column';

describe('detectPromptColumn', () => {
  it.each([
    ['prompt', { text: 'b', prompt: 'a' }],
    ['Instruction', { id: 1, Instruction: 'a' }],
    ['turns', { question_id: 1, category: 'x', turns: [{ content: 'a' }] }],
    ['conversation_a', { winner: 'tie', conversation_a: [{ role: 'user', content: 'a' }] }],
    ['question', { text: '', question: 'a' }],
    ['messages', { input: null, messages: [{ role: 'user', content: 'a' }] }],
  ])('finds %s', (column, record) => {
    expect(detectPromptColumn([record, record])).toBe(column);
  });

  it('passes over a column that is mostly empty', () => {
    const full = { prompt: null, text: 'a' };
    expect(detectPromptColumn([full, full, { prompt: 'b', text: 'a' }])).toBe('text');
    expect(detectPromptColumn([{ prompt: null }, { prompt: null }, { prompt: 'b' }])).toBe(
      'prompt',
    );
  });

  it('does not guess at unknown names, numbers or inherited members', () => {
    expect(detectPromptColumn([{ frage: 'a' }])).toBeNull();
    expect(detectPromptColumn([{ input: 5 }])).toBeNull();
    expect(
      detectPromptColumn([Object.create({ prompt: 'a' }) as Record<string, unknown>]),
    ).toBeNull();
  });
});

describe('detectIdColumn', () => {
  it('prefers uid, then question_id, then id', () => {
    expect(detectIdColumn([{ id: 1, question_id: 2 }])).toBe('question_id');
    expect(detectIdColumn([{ id: 1, uid: 'x' }])).toBe('uid');
    expect(detectIdColumn([{ name: 'x' }])).toBeNull();
  });
});
