import { OCCUPATIONS_TASK } from './occupations';
import { categoryTask } from './category-generator';
import { NAMING_TASK } from './cluster-naming';
import { criteriaTask } from './criteria';
import { EXPERT_TASK } from './expert';
import { labelTask } from './label-suggestion';
import { QUALITY_TASK } from './prompt-quality';
import type { TagQuestion } from './run-spec';
import type { TagTask } from './tag-task';

/** The task that asks a question; what its replies hold depends on the question. */
export function tagTask(question: TagQuestion): TagTask<unknown> {
  switch (question.task) {
    case 'criteria':
      return criteriaTask(question.criteria);
    case 'expert':
      return EXPERT_TASK;
    case 'occupations':
      return OCCUPATIONS_TASK;
    case 'quality':
      return QUALITY_TASK;
    case 'labels':
      return labelTask(question.categories);
    case 'names':
      return NAMING_TASK;
    case 'categories':
      return categoryTask(question.wanted);
  }
}
