// Runs named checks one after another and reports them line by line.

const DeadlineMs = 60_000;

/**
 * Runs every check, prints one line for each and a summary, and ends the process with 0 or 1.
 * @param {Array<[string, () => Promise<void>]>} checks
 */
export async function runChecks(checks) {
  let passed = 0;
  let failed = 0;
  let running = 'start';
  const finish = () => {
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed === 0 && passed > 0 ? 0 : 1);
  };
  setTimeout(() => {
    console.log(`not ok - ${running}: not done after ${DeadlineMs / 1000} s`);
    failed++;
    finish();
  }, DeadlineMs).unref();

  for (const [name, check] of checks) {
    running = name;
    try {
      await check();
      passed++;
      console.log(`ok - ${name}`);
    } catch (error) {
      failed++;
      console.log(`not ok - ${name}: ${firstLine(error)}`);
    }
  }
  finish();
}

function firstLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').filter(line => line.trim() !== '').slice(0, 3).join(' | ');
}
