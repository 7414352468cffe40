/** Export of TELOS: Markdown into a folder of the vault, YAML and JSON as a download, or to the clipboard on a phone. */
import { Notice, Platform, SuggestModal } from 'obsidian';
import type { App as Praxis } from '../../core/app';
import type { Export, ExportFormat } from '../../core/telos/export';
import { EXPORT_FOLDER } from '../../core/telos/telos-writer';
import type { Session } from '../session';
import { tellError } from '../tell-error';
import { words } from '../words';
import { writePlan } from './write-plan';

const FORMATS: readonly ExportFormat[] = ['telos', 'pai', 'yaml', 'json'];

export class ExportSuggest extends SuggestModal<ExportFormat> {
	constructor(private readonly options: { readonly session: Session; readonly praxis: Praxis }) {
		super(options.session.app);
		this.setPlaceholder(words.capture.pickFormat);
	}

	override getSuggestions(query: string): ExportFormat[] {
		return FORMATS.filter((format) => words.capture.formats[format].join(' ').toLowerCase().includes(query.trim().toLowerCase()));
	}

	override renderSuggestion(format: ExportFormat, el: HTMLElement): void {
		const [name, explained] = words.capture.formats[format];
		el.addClass('praxis-item-suggestion');
		el.createSpan({ cls: 'praxis-item-name', text: name });
		el.createSpan({ cls: 'praxis-item-kind', text: explained });
	}

	override onChooseSuggestion(format: ExportFormat): void {
		void exportAs(format, this.options);
	}
}

async function exportAs(format: ExportFormat, { session, praxis }: { readonly session: Session; readonly praxis: Praxis }): Promise<void> {
	const { capture } = words;
	try {
		const { files, proseLeftOut, privateLeftOut } = await praxis.telos.export(format);
		if (files.length === 0 || praxis.telos.items().length === 0) return void new Notice(capture.nothingToExport);
		if (format === 'telos' || format === 'pai') await writePlan(session, () => praxis.telos.writer.planExport(files), { done: capture.exported(files.length, EXPORT_FOLDER), open: 0, isMany: true });
		else await handOver(files[0]);
		if (privateLeftOut > 0) new Notice(capture.privateLeftOut(privateLeftOut));
		if (proseLeftOut.length > 0) new Notice(capture.proseLeftOut(proseLeftOut.length));
	} catch (error) {
		tellError(capture.failed, error);
	}
}

/** A phone has no place for downloads that other programs see. */
async function handOver(file: Export['files'][number] | undefined): Promise<void> {
	if (!file) return;
	if (Platform.isMobile) {
		await navigator.clipboard.writeText(file.text);
		return void new Notice(words.capture.copied(file.path));
	}
	const url = URL.createObjectURL(new Blob([file.text], { type: 'text/plain' }));
	const link = createEl('a', { attr: { href: url, download: file.path } });
	link.click();
	URL.revokeObjectURL(url);
	new Notice(words.capture.downloaded(file.path));
}
