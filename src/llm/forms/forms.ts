import type { ProviderKind } from '../../core/judging/call';
import { anthropicForm } from './anthropic-form';
import type { Form } from './form';
import { geminiForm } from './gemini-form';
import { openaiForm } from './openai-form';

export const FORMS: Readonly<Record<ProviderKind, Form>> = {
  openai: openaiForm,
  anthropic: anthropicForm,
  gemini: geminiForm,
};
