/** Steps in order, a line each. What a step finds out is handed to the next. */

export type Step = [text: string, step: () => Promise<string>];

/** Runs every step; a line for each that went right. Throws at the first that did not. */
export async function tell(steps: Iterable<Step>): Promise<number> {
  let number = 0;
  for (const [text, step] of steps) {
    number += 1;
    const label = `${String(number).padStart(3)} ${text}`;
    try {
      console.log(`${label.padEnd(64)} ${await step()}`);
    } catch (error) {
      throw new Error(`${label}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  return number;
}

/** Asks again until the answer is as it should be: boards follow by a stream, which takes a moment. */
export async function until<Answer>(ask: () => Promise<Answer>, enough: (answer: Answer) => boolean): Promise<Answer> {
  const patience = Date.now() + 10_000;
  for (;;) {
    const answer = await ask();
    if (enough(answer)) return answer;
    if (Date.now() > patience) throw new Error(`waited in vain: ${JSON.stringify(answer).slice(0, 400)}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
