/** What becomes of standard output and error when nobody reads them, or the disk they go to is full. */
import { diskError, errorCode } from '../core/lib/disk-error';
import type { PraxisError } from '../core/lib/errors';

/**
 * From now on no error of the two streams ends the program. The function returned waits until all is written and
 * tells what was lost, null when nothing was. A reader that has seen enough ("| head -1") has lost nothing.
 */
export function watchStreams(): () => Promise<PraxisError | null> {
	let lost: PraxisError | null = null;
	for (const [stream, name] of [[process.stdout, 'The output'], [process.stderr, 'The messages']] as const) {
		stream.on('error', (error) => {
			if (errorCode(error) !== 'EPIPE') lost ??= diskError(error, name);
		});
	}
	return async () => {
		await Promise.all([written(process.stdout), written(process.stderr)]);
		return lost;
	};
}

function written(stream: NodeJS.WriteStream): Promise<void> {
	return new Promise((done) => {
		if (stream.destroyed || stream.writableEnded) done();
		else stream.write('', () => done());
	});
}
