/** The command that shows what the notes are known not to say. */
import { Notice, type Plugin } from 'obsidian';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { UnknownsModal } from './unknowns-modal';

export function registerUnknowns(plugin: Plugin, session: Session, openChat: () => Promise<void>): void {
	const ask = async (question: string): Promise<void> => {
		await openChat();
		await session.conversation.ask(question);
	};
	plugin.addCommand({
		id: 'show-unknowns',
		name: words.unknowns.command,
		icon: 'circle-help',
		callback: () => {
			if (session.praxis) new UnknownsModal(plugin.app, { unknowns: session.praxis.unknowns, ask: (question) => void ask(question).catch((error: unknown) => tellError(words.errors.ask, error)) }).open();
			else new Notice(words.chat.notReady);
		},
	});
}
