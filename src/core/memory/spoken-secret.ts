/**
 * Passwords and PINs as a person says them: "the wifi password is Tr0ub4dor&3". What only the memory stops: in a note that
 * leaves, prose about passwords is common, and `guard/secrets.ts` looks for what is assigned. No promise: a password that is a
 * word like others is not found.
 */
const IS = "(?:is|was|are|ist|war|lautet|est|es|era|é|è|[:=])";
/** Capitals tell a PIN from a pin. */
const PIN = new RegExp(`(?:^|[^\\p{L}])(?:PIN|[Pp]in ?(?:code|number)|[Gg]eheimzahl|[Pp]asscode)(?![\\p{L}])[^.!?\\n]{0,60}?(?:\\s|^)?${IS}\\s+["'“„«]?\\d{4,12}(?![\\p{L}\\d-])`, 'u');
const PASSWORD = new RegExp(`(?:^|[^\\p{L}])(?:pass ?word|passphrase|passcode|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|parola d.ordine|пароль)(?![\\p{L}])[^.!?\\n]{0,60}?\\s${IS}\\s+["'“„«]?(\\S{4,80})`, 'giu');

export function speaksSecret(text: string): boolean {
	return PIN.test(text) || [...text.matchAll(PASSWORD)].some(([, value = '']) => isTyped(value.replace(/["'”“»«).,;:!?]+$/u, '')));
}

/** Letters with digits or signs among them, and no day or time. */
function isTyped(value: string): boolean {
	const [letters, others] = [/\p{L}/u.test(value), /[^\p{L}'’-]/u.test(value)];
	return value.length >= 4 && letters && others && !/^\d{1,4}(?:st|nd|rd|th|am|pm)?$/i.test(value) && !/^\[\[/.test(value);
}
