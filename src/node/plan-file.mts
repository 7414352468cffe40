/** A plan on disk, between `praxis plan` and `praxis apply`: what was shown is what is applied, or nothing is. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Plan } from '../core/changes/plan';
import { readPlanned } from '../core/changes/read-plan';
import { diskError, errorCode, isAbsent } from '../core/lib/disk-error';
import { PraxisError } from '../core/lib/errors';
import { hashText } from '../core/lib/hash';

interface Sealed {
	readonly praxis: 'plan';
	/** SHA-256 of the plan as JSON. */
	readonly digest: string;
	readonly plan: unknown;
}

/** Throws `note-exists` rather than write over a file, `bad-input` without its folder, and what the disk says. */
export async function writePlan(path: string, plan: Plan): Promise<void> {
	const sealed: Sealed = { praxis: 'plan', digest: hashText(JSON.stringify(plan)), plan };
	await writeFile(path, `${JSON.stringify(sealed, null, '\t')}\n`, { flag: 'wx' }).catch((error: unknown) => {
		if (errorCode(error) === 'EEXIST') throw new PraxisError('note-exists', `${path} exists already; the plan was not written over it.`, { hint: 'Name another file with --out.', cause: error });
		if (isAbsent(error)) throw new PraxisError('bad-input', `The folder of ${path} does not exist.`, { hint: 'Name a file in a folder that exists.', cause: error });
		throw diskError(error, path);
	});
}

/** Throws `bad-input` when the file is no plan, does not hang together, or has been edited since it was written. */
export async function readPlan(path: string): Promise<Plan> {
	const value = await readJson(path);
	if (!isSealed(value)) throw new PraxisError('bad-input', `${path} is no plan.`, { hint: 'Make one with: praxis plan --changes FILE --out PLAN' });
	if (hashText(JSON.stringify(value.plan)) !== value.digest) {
		throw new PraxisError('bad-input', `${path} was edited since it was written, so it is not what was shown.`, { hint: 'Change the changes, and make a new plan.' });
	}
	return readPlanned(value.plan);
}

/** The JSON of a file, or of standard input when the path is "-". Throws `bad-input`. */
export async function readJson(path: string): Promise<unknown> {
	let text: string;
	try {
		text = path === '-' ? await readAll(process.stdin) : await readFile(path, 'utf8');
	} catch (error) {
		throw new PraxisError('bad-input', `${path} cannot be read.`, { hint: 'Check the name of the file.', cause: error });
	}
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new PraxisError('bad-input', `${path === '-' ? 'The input' : path} is not JSON.`, { hint: error instanceof Error ? error.message : '', cause: error });
	}
}

async function readAll(stream: AsyncIterable<Buffer | string>): Promise<string> {
	let text = '';
	for await (const chunk of stream) text += String(chunk);
	return text;
}

function isSealed(value: unknown): value is Sealed {
	return typeof value === 'object' && value !== null && 'praxis' in value && value.praxis === 'plan' && 'digest' in value && 'plan' in value;
}
