import { OCCUPATIONS_TASK } from './occupations';
import { categoryTask } from './category-generator';
import { NAMING_TASK } from './cluster-naming';
import { criteriaTask } from './criteria';
import { EXPERT_TASK } from './expert';
import { labelTask } from './label-suggestion';
import { QUALITY_TASK } from './prompt-quality';
import type { TagQuestion } from './run-spec';
import { checkTagText, type TagTask } from './tag-task';

/** The task that asks a question; what its replies hold depends on the question. @throws TouchstoneError `template` */
export function tagTask(question: TagQuestion): TagTask<unknown> {
  switch (question.task) {
    case 'criteria':
      return criteriaTask(question.criteria);
    case 'expert':
      return withText(EXPERT_TASK, question.system);
    case 'occupations':
      return withText(OCCUPATIONS_TASK, question.system);
    case 'quality':
      return withText(QUALITY_TASK, question.system);
    case 'labels':
      return labelTask(question.categories);
    case 'names':
      return NAMING_TASK;
    case 'categories':
      return categoryTask(question.wanted, question.clusters.length);
  }
}

/** @throws TouchstoneError `template` where the text lacks the code of the markers */
function withText(task: TagTask<unknown>, system = task.system): TagTask<unknown> {
  if (system === task.system) return task;
  checkTagText(task.name, system);
  return { ...task, system };
}
