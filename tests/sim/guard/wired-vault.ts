/** The vault that simulated runs meet: the person's own notes, and private ones of every kind, each with a canary of its own. */
import { withProvider } from '../../../src/core/models/model-settings';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings';
import type { MemoryFiles } from '../../support/memory-host';
import type { Random } from '../../support/random';
import { canary } from './leaks';

/** A model server somewhere else, and one on this device. */
export const REMOTE = 'https://model.example.org';
export const DEVICE = 'http://127.0.0.1:11434';
/** Refs of their models. */
export const REMOTE_MODEL = 'far/big';
export const DEVICE_MODEL = 'near/small';
export const VECTOR_MODEL = 'far/vectors';
/** The person names it in each question. */
export const TYPED_PAGE = 'https://news.example.org/today';

export const WIRED_SETTINGS: Settings = [
	{ id: 'near', baseUrl: DEVICE, models: ['small'] },
	{ id: 'far', baseUrl: REMOTE, models: ['big', 'vectors'] },
].reduce<Settings>((settings, { id, baseUrl, models }) => withProvider(settings, { id, name: id, baseUrl, wire: 'ollama', secret: '', models }), {
	...DEFAULT_SETTINGS,
	roleModels: { fast: DEVICE_MODEL, standard: REMOTE_MODEL, best: '' },
	privateFolders: ['Private', 'Journal/Inner'],
	onDeviceOnly: false,
	webPages: true,
	runLog: true,
});

export interface WiredVault {
	readonly files: MemoryFiles;
	/** What stands in the private notes and nowhere else, by note. */
	readonly secrets: ReadonlyMap<string, string>;
}

/** Agents and patterns that the person has accepted. */
export const ACCEPTED = ['Agents/Aide.md', 'Agents/Guest.md', 'Patterns/Gist.md', 'Patterns/Goals.md'] as const;

const OWN_FILES: Readonly<Record<string, string>> = {
	'Praxis/Policy.md': '---\npraxis: policy\nallow: ["*"]\n---\n',
	'Agents/Aide.md': '---\nname: aide\ndescription: Helps.\ntools: notes, changes, web\nprivate-ok: true\n---\nHelp.',
	'Agents/Guest.md': '---\nname: guest\ndescription: Helps strangers.\ntools: notes, changes, web\n---\nHelp.',
	'Agents/Writer.md': 'You write.\n',
	'Patterns/Gist.md': '---\ndescription: The gist.\noutput: append\n---\nSay what it is about.\n',
	'Patterns/Goals.md': '---\ndescription: What it is for.\ncontext: telos\noutput: append\n---\nSay which goal it serves.\n',
	'Telos/Run.md': '---\ntelos: goal\nid: G1\nstatus: active\n---\nRun far.\n',
	'Notes/Plan.md': 'Rent and taxes.\n',
	'Notes/Own.md': 'My own list.\n\n> A quote\n',
	'Notes/Links.md': 'See ![[Diary]], ![[Health#Results]], [[scan.pdf]] and [[Tagged]].\n- [ ] rent\n',
	'Notes/Fenced.md': 'An end that is open:\n\n```text\nrent\n',
};

/** Some of the private notes, each marked in another way, among all of the others. */
export function vaultWith(dice: Random): WiredVault {
	const secrets = new Map<string, string>();
	const files: Record<string, string> = { ...OWN_FILES };
	for (const make of PRIVATE) {
		// What a sentence of the canary alone would hide: that a piece may stand in a name, a property, a task or a heading.
		if (!dice.chance(0.8)) continue;
		const secret = canary(dice);
		const [path, text] = make(secret);
		files[path] = text;
		secrets.set(path, secret);
	}
	return { files, secrets };
}

const PRIVATE: readonly ((secret: string) => readonly [string, string])[] = [
	(secret) => ['Private/Diary.md', `Dear diary, rent ${secret}\n`],
	(secret) => [`Private/${secret}.md`, 'Its name says it: rent, see [[Plan]].\n'],
	(secret) => [`Private/${secret}/scan.pdf`, 'rent'],
	(secret) => ['PRIVATE/Shouted.md', `# ${secret}\n\nrent offer\n`],
	(secret) => ['Journal/Inner/Day.md', `- [ ] rent ${secret} 📅 2026-01-03\n`],
	(secret) => ['Notes/Health.md', `---\nprivate: true\nsummary: ${secret}\naliases: [${secret}]\n---\n## Results\n\nDiagnosis ${secret} ^result\n- [ ] letter ${secret}\n`],
	(secret) => ['Notes/Yes.md', `---\nPrivate: "yes"\n---\nrent ${secret}, see [[Plan]]\n`],
	(secret) => ['Notes/Tagged.md', `Love letter ${secret} #private/letters\n`],
	(secret) => ['Notes/Headed.md', `---\ntags: [private]\n---\n# ${secret}\n\nrent\n`],
	(secret) => ['Notes/Broken.md', `---\nprivate: true\nbad: [\n---\nRent letter ${secret}\n`],
	(secret) => ['Telos/Heal.md', `---\ntelos: goal\nid: G2\nstatus: active\nprivate: true\nsupports: "[[Run]]"\n---\nHeal from ${secret}.\n`],
	(secret) => ['Private/Telos.md', `---\ntelos: project\nsupports: "[[Run]]"\n---\nProject ${secret}\n`],
	(secret) => ['Clippings/Mail.md', `---\nprivate: true\nsource: https://mail.example.org\n---\nrent offer ${secret}\n`],
];
