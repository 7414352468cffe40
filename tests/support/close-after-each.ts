/** What the browser tests end with: the page of each is closed, and one on which anything was logged as an error fails. */
import { closeBrowser, type OpenPlugin } from '../host/browser';

/** To be called once in a test file. `opened`: what the test that just ended had open. */
export function closeAfterEach(opened: () => OpenPlugin): void {
	afterEach(async () => {
		const { errors, close } = opened();
		await close();
		expect(errors).toEqual([]);
	});
	afterAll(closeBrowser);
}
