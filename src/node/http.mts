/** The `Http` port over Node's own `fetch`; the one place in the Node host that names it. */
import type { Http } from '../core/host';
import { httpError, httpUrl, refuseRedirect, withHttpErrors } from '../core/lib/http-errors';
import { throwIfAborted } from '../core/lib/errors';

export const nodeHttp: Http = async (url, init = {}) => {
	httpUrl(url);
	throwIfAborted(init.signal ?? undefined);
	try {
		const answer = await fetch(url, { ...init, redirect: init.redirect === 'follow' ? 'follow' : 'manual' });
		return withHttpErrors(refuseRedirect(answer, url, init.redirect), url, init.signal);
	} catch (error) {
		throw httpError(error, url, init.signal);
	}
};
