/** `npm test`: types, lint, and every test; ends with "N passed, N failed". Arguments are passed to jest. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, ensureBrowser, ensurePackages, run } from './ensure.mjs';

ensurePackages();
ensureBrowser();

const folder = mkdtempSync(join(tmpdir(), 'praxis-test-'));
try {
	process.exitCode = testAll();
} finally {
	rmSync(folder, { recursive: true, force: true });
}

function testAll() {
	const steps = [
		['build', () => run('npm', ['run', '--silent', 'build'])],
		['types', () => run('npm', ['run', '--silent', 'typecheck'])],
		['lint', () => run('npm', ['run', '--silent', 'lint'])],
	];
	const broken = steps.filter(([name, step]) => {
		console.log(`- ${name}`);
		return !step();
	});
	const report = join(folder, 'jest.json');
	console.log('- tests');
	// Two files at a time, also on two cores: tests in the browser mostly wait.
	const isGreen = run(process.execPath, [join(ROOT, 'node_modules/jest/bin/jest.js'), '--maxWorkers=2', '--json', `--outputFile=${report}`, ...process.argv.slice(2)], { stdio: ['ignore', 'ignore', 'inherit'] });
	const { passed, failed } = readReport(report);
	const failures = failed + broken.length;
	for (const [name] of broken) console.log(`The step "${name}" failed.`);
	console.log(`${passed + steps.length - broken.length} passed, ${isGreen ? failures : Math.max(failures, 1)} failed`);
	return isGreen && broken.length === 0 ? 0 : 1;
}

/** Counts from jest's report. A suite that could not start counts as one failure. */
function readReport(path) {
	try {
		const report = JSON.parse(readFileSync(path, 'utf8'));
		return { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites };
	} catch (error) {
		console.error(`The tests left no report: ${error.message}`);
		return { passed: 0, failed: 1 };
	}
}
