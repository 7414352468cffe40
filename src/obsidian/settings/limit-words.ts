/** The words of the limits in the settings, in English. Part of `words`. */
import { number } from '../counts';

const dollars = (usd: number): string => `$${usd.toFixed(2)}`;

export const limitWords = {
	limits: {
		title: 'Limits of runs',
		change: 'Change the limits',
		runUsd: 'Most that one run may cost',
		runUsdEffect: (usual: number) => `US dollars. A run that would go beyond it stops before the call and keeps what it found. Calls whose price is unknown count with their tokens alone. Default: ${dollars(usual)}.`,
		runTokens: 'Most tokens of one run',
		runTokensEffect: (usual: number) => `Read and written together. An agent’s note may ask for less. Default: ${number.format(usual)}.`,
		dayUsd: 'Most that one day may cost',
		dayUsdEffect: (usual: number) => `US dollars for all runs on this device, also over restarts. Default: ${dollars(usual)}.`,
		dayTokens: 'Most tokens of one day',
		dayTokensEffect: (usual: number) => `For all runs on this device, also over restarts. Default: ${number.format(usual)}.`,
		bad: 'Enter a number, 0 or more.',
	},
};
