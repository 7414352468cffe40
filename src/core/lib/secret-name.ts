/** What can be the name of a secret, checked alike by every host. */
import { PraxisError } from './errors';

/** Throws `bad-input` unless `name` is words of a-z and 0-9 with one "-" between them, 64 characters at most. */
export function checkSecretName(name: string): void {
	const isName = name.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
	if (!isName) throw new PraxisError('bad-input', `"${name}" is not a name for a secret.`, { hint: 'Use a-z, 0-9 and "-", such as "anthropic-key".' });
}
