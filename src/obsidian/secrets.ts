/** The `Secrets` port over the app's secret storage: on this device, outside the vault, shared with other plugins. */
import type { App } from 'obsidian';
import type { Secrets } from '../core/host';
import { checkSecretName } from '../core/lib/secret-name';

export function obsidianSecrets(app: App): Secrets {
	const valueOf = (name: string): string | null => app.secretStorage.getSecret(name) || null;
	return {
		async get(name) {
			checkSecretName(name);
			return valueOf(name);
		},
		async set(name, value) {
			checkSecretName(name);
			app.secretStorage.setSecret(name, value);
		},
		async names() {
			return app.secretStorage.listSecrets().filter((name) => valueOf(name) !== null).sort();
		},
	};
}
