/** A vault folder on disk for the workbench: paths that cannot leave it, atomic compare-and-swap writes, and watching. */
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { watchDisk } from './disk-watch.mjs';

/** Carries the HTTP status that the failure means. */
export class DiskError extends Error {
	constructor(status, text) {
		super(text);
		this.status = status;
	}
}

export function sha256(bytes) {
	return createHash('sha256').update(bytes).digest('hex');
}

/** `root` must exist. Vault paths are "/"-separated and relative. */
export function openDisk(root) {
	const base = fs.realpathSync(root);

	/** The place on disk of a vault path. Symbolic links that lead out of the vault are refused like `..`. */
	function place(vaultPath) {
		const parts = String(vaultPath).split('/');
		const isBad = parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part));
		if (isBad) throw new DiskError(403, `bad path: ${vaultPath}`);
		const full = path.join(base, ...parts);
		let real = full;
		while (!fs.existsSync(real) && real !== base) real = path.dirname(real);
		const found = fs.realpathSync(real);
		if (found !== base && !found.startsWith(base + path.sep)) throw new DiskError(403, `outside the vault: ${vaultPath}`);
		return full;
	}

	function stat(vaultPath) {
		const full = place(vaultPath);
		const found = fs.statSync(full, { throwIfNoEntry: false });
		if (!found) return null;
		const isFolder = found.isDirectory();
		const text = !isFolder && vaultPath.endsWith('.md') ? { text: fs.readFileSync(full, 'utf8') } : {};
		return { path: vaultPath, isFolder, ctime: Math.round(found.birthtimeMs), mtime: Math.round(found.mtimeMs), size: isFolder ? 0 : found.size, ...text };
	}

	function children(vaultPath) {
		const isRoot = vaultPath === '' || vaultPath === '/';
		const names = fs.readdirSync(isRoot ? base : place(vaultPath));
		return names.flatMap((name) => statSafely(isRoot ? name : `${vaultPath}/${name}`) ?? []);
	}

	/** A link that leads out of the vault is not listed. */
	function statSafely(vaultPath) {
		try {
			return stat(vaultPath);
		} catch (error) {
			if (error instanceof DiskError || error.code === 'ENOENT') return null;
			throw error;
		}
	}

	function list(folder = '') {
		return children(folder).filter((entry) => !path.basename(entry.path).startsWith('.')).flatMap((entry) => (entry.isFolder ? [entry, ...list(entry.path)] : [entry]));
	}

	function read(vaultPath) {
		const full = place(vaultPath);
		if (!fs.existsSync(full)) throw new DiskError(404, `ENOENT: no such file or directory, open '${vaultPath}'`);
		return fs.readFileSync(full);
	}

	/** No await between comparing and renaming: nothing of this process comes in between. */
	function write(vaultPath, bytes, { expected, isNew }) {
		const full = place(vaultPath);
		const isThere = fs.existsSync(full);
		if (isNew && isThere) throw new DiskError(409, 'File already exists.');
		if (expected && (!isThere || sha256(fs.readFileSync(full)) !== expected)) throw new DiskError(412, `changed meanwhile: ${vaultPath}`);
		fs.mkdirSync(path.dirname(full), { recursive: true });
		const fresh = path.join(path.dirname(full), `.workbench-${randomUUID()}.tmp`);
		fs.writeFileSync(fresh, bytes, { flush: true });
		fs.renameSync(fresh, full);
		return stat(vaultPath);
	}

	function rename(from, to) {
		const [source, target] = [place(from), place(to)];
		if (fs.existsSync(target) && from.toLowerCase() !== to.toLowerCase()) throw new DiskError(409, 'Destination file already exists!');
		fs.mkdirSync(path.dirname(target), { recursive: true });
		fs.renameSync(source, target);
	}

	return {
		...{ stat, children, list, read, write, rename },
		watch: (listener) => watchDisk(base, listener),
		mkdir: (vaultPath) => (fs.mkdirSync(place(vaultPath), { recursive: true }), stat(vaultPath)),
		remove: (vaultPath) => fs.rmSync(place(vaultPath), { recursive: true, force: true }),
	};
}
