/** What a form of a pattern offers to choose from, as the settings are now. */
import type { App as Praxis } from '../../core/app';
import { QUOTES, ROLES } from '../../core/models/model-settings';
import { catalogOf } from '../../core/models/models';
import type { Session } from '../session';
import { words } from '../words';
import type { ActionFormOptions } from './action-form';
import type { Option } from './fields';

export function formChoices(session: Session, { actions }: Pick<Praxis, 'actions'>): Pick<ActionFormOptions, 'models' | 'strategies' | 'resultFolder' | 'today'> {
	return { models: modelOptions(session), strategies: actions.strategies.list().map(({ name }) => name), resultFolder: session.settings.resultFolder, today: today() };
}

/** Here, not in Greenwich. */
function today(): string {
	const now = new Date();
	return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** The roles that have a model, then every model. */
function modelOptions({ settings }: Session): readonly Option[] {
	const catalog = catalogOf(settings);
	const roles = ROLES.flatMap((role) => {
		const spec = catalog.find(settings.roleModels[role])?.spec;
		return spec ? [{ value: role, name: words.models.menuRole(words.models.roleNames[role], spec.name) }] : [];
	});
	return [...roles, ...catalog.entries.filter(({ spec }) => spec.ref !== QUOTES).map(({ spec, vendorName }) => ({ value: spec.ref, name: words.models.optionOf(spec.name, vendorName, spec.place === 'device') }))];
}
