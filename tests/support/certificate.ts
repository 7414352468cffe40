/** A certificate of its own making for 127.0.0.1, valid between two days; written by hand (X.509, RFC 5280), so that no key lies in the project. For tests only. */
import { createSign, generateKeyPairSync } from 'node:crypto';

export interface Certificate {
	/** PEM. */
	readonly key: string;
	readonly cert: string;
}

const EC_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const COMMON_NAME = [0x55, 0x04, 0x03];
const ALTERNATIVE_NAMES = [0x55, 0x1d, 0x11];

function der(tag: number, ...parts: readonly (Buffer | readonly number[])[]): Buffer {
	const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
	const { length } = body;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

/** YYYYMMDDHHMMSSZ. */
const time = (at: Date): Buffer => der(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`));

export function certificateFor(from: Date, to: Date): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = der(0x30, der(0x06, EC_SHA256));
	const name = der(0x30, der(0x31, der(0x30, der(0x06, COMMON_NAME), der(0x0c, Buffer.from('127.0.0.1')))));
	const addresses = der(0x30, der(0x87, [127, 0, 0, 1]));
	const extensions = der(0xa3, der(0x30, der(0x30, der(0x06, ALTERNATIVE_NAMES), der(0x04, addresses))));
	const body = der(0x30, der(0xa0, der(0x02, [2])), der(0x02, [1]), algorithm, name, der(0x30, time(from), time(to)), name, publicKey.export({ type: 'spki', format: 'der' }), extensions);
	const signature = createSign('SHA256').update(body).sign(privateKey);
	const whole = der(0x30, body, algorithm, der(0x03, [0], signature));
	const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
	return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
}
