/** What the app keeps on this device beside the vault: data.json, local storage, secrets. In memory here; on the server in the workbench. */

export interface DeviceState {
	data: unknown;
	localStorage: Record<string, unknown>;
	secrets: Record<string, string>;
}

export class Device {
	readonly state: DeviceState;

	constructor(state: Partial<DeviceState> = {}, private readonly save: (state: DeviceState) => Promise<void> = async () => undefined) {
		this.state = { data: null, localStorage: {}, secrets: {}, ...state };
	}

	/** A copy, as from disk. */
	readData(): unknown {
		return structuredClone(this.state.data);
	}

	async writeData(data: unknown): Promise<void> {
		this.state.data = data;
		await this.save(this.state);
	}

	keep(): void {
		void this.save(this.state);
	}
}
