/** Whether a model runs on this device. The address decides, never a name: names are what someone claims. */

/**
 * `device` for loopback addresses (127.0.0.0/8, ::1; RFC 5735, RFC 4291), "localhost" and names below it (RFC 6761),
 * and for the origins that the person has listed as their own. Everything else is `remote`, also what is no address.
 */
export function placeOf(url: string, ownOrigins: readonly string[] = []): 'device' | 'remote' {
	const parsed = parse(url);
	if (parsed === null) return 'remote';
	const { hostname, origin } = parsed;
	const isLoopback = hostname === 'localhost' || hostname.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]';
	return isLoopback || ownOrigins.some((own) => parse(own)?.origin === origin) ? 'device' : 'remote';
}

/** "https://api.openai.com", "" for what is no web address. */
export function originOf(url: string): string {
	return parse(url)?.origin ?? '';
}

function parse(url: string): URL | null {
	try {
		const parsed = new URL(url.trim());
		return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed : null;
	} catch {
		return null;
	}
}
