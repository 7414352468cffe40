/** The actions that work with no model at all. */
import { fillTemplate } from './fill-template';
import type { LocalAction } from './local-action';
import { openTasks } from './open-tasks';
import { outline } from './outline';
import { relatedNotes } from './related-notes';
import { suggestedLinks } from './suggested-links';
import { suggestedTags } from './suggested-tags';

/** By name. */
export const LOCAL_ACTIONS: readonly LocalAction[] = [fillTemplate, openTasks, outline, relatedNotes, suggestedLinks, suggestedTags];
