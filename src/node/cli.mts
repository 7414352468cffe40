/**
 * The command line: `praxis <command> --vault DIR …`. The same core as the plugin, on any folder of Markdown.
 *
 * Results go to standard output, everything else to standard error. Exit codes: 0 done (an honest "I don't know"
 * is done too), 1 failed, 2 wrong usage, 130 stopped by Ctrl+C.
 */
import { setMaxListeners } from 'node:events';
import { basename, resolve } from 'node:path';
import { AGENTS, PATTERNS, STRATEGIES } from '../assets/index';
import { PraxisError, isPraxisError, messageOf } from '../core/lib/errors';
import { createApp, type App } from '../core/app';
import { ACTIONS, type ActionCommand } from './action-arguments.mts';
import { approveWith, runActionCommand } from './action-commands.mts';
import { runAcceptCommand } from './accept-command.mts';
import { isChange, REST, USAGE, type Command } from './arguments.mts';
import { runChangeCommand } from './change-commands.mts';
import { runCommand } from './commands.mts';
import { createHost } from './host.mts';
import { LEARNING, type LearningCommand } from './learning-arguments.mts';
import { runLearningCommand } from './learning-commands.mts';
import { MEMORY, type MemoryCommand } from './memory-arguments.mts';
import { runMemoryCommand } from './memory-commands.mts';
import { PEOPLE, type PeopleCommand } from './people-arguments.mts';
import { runPeopleCommand } from './people-commands.mts';
import { createProgress } from './progress.mts';
import { serveThread } from './search-thread.mts';
import { watchStreams } from './streams.mts';
import { runTelosCommand } from './telos-commands.mts';
import type { Terminal } from './terminal.mts';
import { readVaultSettings } from './vault-settings.mts';

// A run reads many notes side by side, each with a way to stop it; Node warns at the eleventh.
setMaxListeners(0);

// The thread that reads notes runs this file too.
serveThread();

/** Runs one command and returns its exit code. Never throws. */
export async function main(argv: readonly string[], options: { cwd: string }): Promise<number> {
	const stopper = new AbortController();
	const stop = (): void => stopper.abort();
	process.once('SIGINT', stop);
	const closeStreams = watchStreams();
	const terminal: Terminal = {
		cwd: options.cwd,
		out: (text) => void process.stdout.write(text),
		error: (text) => void process.stderr.write(text),
		isInteractive: process.stderr.isTTY === true,
		signal: stopper.signal,
	};
	try {
		const code = await execute(argv, terminal).catch((error: unknown) => explain(error, terminal));
		const lost = await closeStreams();
		return lost ? explain(lost, terminal) : code;
	} finally {
		process.off('SIGINT', stop);
	}
}

async function execute(argv: readonly string[], terminal: Terminal): Promise<number> {
	const words = argv.length === 0 ? ['--help'] : argv;
	const parsed = ([ACTIONS, LEARNING, MEMORY, PEOPLE].find(({ names }) => names.includes(words[0] ?? '')) ?? REST).parse(words);
	if ('help' in parsed) {
		terminal.out(USAGE);
		return 0;
	}
	if ('wrong' in parsed) {
		terminal.error(`${parsed.wrong}\nAll commands and options: praxis --help\n`);
		return 2;
	}
	return withApp(parsed, terminal);
}

async function withApp(command: Command | ActionCommand | LearningCommand | MemoryCommand | PeopleCommand, terminal: Terminal): Promise<number> {
	const host = await createHost(command.vault, { cwd: terminal.cwd, program: import.meta.url, notify: (text) => terminal.error(`${text}\n`) });
	const settings = await readVaultSettings(host.vaultRoot, { ...command, settingsFile: command.settings === undefined ? undefined : resolve(terminal.cwd, command.settings) });
	const app = createApp(host, settings, { vaultName: basename(host.vaultRoot), builtInAgents: AGENTS, builtInPatterns: PATTERNS, builtInStrategies: STRATEGIES, ...('variables' in command ? { approve: approveWith(command, terminal) } : {}) });
	if ('variables' in command) return runActionCommand(command, { app, vault: host.vault, terminal }).finally(() => closeLogged(app));
	if ('withModel' in command) return runLearningCommand(command, { app, terminal }).finally(() => closeLogged(app));
	if ('ids' in command) return runMemoryCommand(command, { app, vault: host.vault, terminal }).finally(() => closeLogged(app));
	if ('work' in command) return runPeopleCommand(command, { app, terminal }).finally(() => closeLogged(app));
	if (isChange(command)) return runChangeCommand(command, { changes: app.changes, terminal }).finally(() => closeLogged(app));
	if (command.name === 'accept') return runAcceptCommand(command, { guard: app.guard, terminal }).finally(() => closeLogged(app));
	if (command.name === 'telos') return runTelosCommand(command, { app, vault: host.vault, terminal }).finally(() => closeLogged(app));
	const progress = createProgress(app.index, terminal);
	try {
		const status = command.name === 'check' ? app.index.status : await app.index.rebuild({ signal: terminal.signal });
		progress.end();
		if (status.state === 'cancelled') throw new PraxisError('aborted', 'Stopped before the index was ready.');
		return await runCommand(command, { app, terminal });
	} finally {
		progress.end();
		await closeLogged(app);
	}
}

async function closeLogged(app: App): Promise<void> {
	await app.logged();
	app.close();
}

function explain(error: unknown, terminal: Terminal): number {
	terminal.error(`${messageOf(error)}\n`);
	if (error instanceof PraxisError && error.hint) terminal.error(`${error.hint}\n`);
	if (isPraxisError(error, 'aborted')) return 130;
	return isPraxisError(error, 'bad-input') ? 2 : 1;
}
