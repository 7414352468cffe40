/** What a command sees of the terminal it was started from. */
export interface Terminal {
	/** The folder that relative paths are meant from. */
	readonly cwd: string;
	readonly out: (text: string) => void;
	readonly error: (text: string) => void;
	/** Draw a progress bar: true on a terminal. */
	readonly isInteractive: boolean;
	readonly signal: AbortSignal;
}
