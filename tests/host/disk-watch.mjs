/**
 * Tells which paths of a folder on disk may have changed. On Linux each folder is watched by itself: the recursive
 * watcher of Node loses a file there once another has been moved into its place, as every careful writer does.
 */
import fs from 'node:fs';
import path from 'node:path';

const WATCHES_TREES = process.platform === 'win32' || process.platform === 'darwin';
const QUIET_MS = 40;

/** Tells a vault path at most every 40 ms, whoever changed it; hidden ones never. Returns what ends it. */
export function watchDisk(base, listener) {
	const timers = new Map();
	const watchers = new Map();

	function tell(vaultPath) {
		clearTimeout(timers.get(vaultPath));
		timers.set(vaultPath, setTimeout(() => {
			timers.delete(vaultPath);
			listener(vaultPath);
		}, QUIET_MS));
	}

	function noticed(vaultPath) {
		if (vaultPath.split('/').some((part) => part.startsWith('.'))) return;
		tell(vaultPath);
		if (WATCHES_TREES) return;
		leave(vaultPath);
		try {
			follow(vaultPath, tell);
		} catch (error) {
			complain(vaultPath, error);
		}
	}

	/** `found` is called with each file that is there already. */
	function follow(folder, found) {
		const place = path.join(base, folder);
		if (!fs.lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) return;
		const watcher = fs.watch(place, { recursive: WATCHES_TREES }, (_kind, name) => {
			if (name) noticed([folder, String(name).split(path.sep).join('/')].filter((part) => part !== '').join('/'));
		});
		watcher.on('error', (error) => {
			leave(folder);
			complain(folder, error);
		});
		watchers.set(folder, watcher);
		if (WATCHES_TREES) return;
		for (const name of fs.readdirSync(place).filter((each) => !each.startsWith('.'))) {
			const inside = folder === '' ? name : `${folder}/${name}`;
			found(inside);
			follow(inside, found);
		}
	}

	function leave(folder) {
		for (const [each, watcher] of watchers) {
			if (each !== folder && !each.startsWith(`${folder}/`)) continue;
			watcher.close();
			watchers.delete(each);
		}
	}

	follow('', () => undefined);
	return () => {
		for (const watcher of watchers.values()) watcher.close();
		for (const timer of timers.values()) clearTimeout(timer);
	};
}

/** A folder that is gone meanwhile is no trouble. */
function complain(folder, error) {
	if (error.code !== 'ENOENT') process.stderr.write(`The folder "${folder}" can no longer be watched: ${error.message}\n`);
}
