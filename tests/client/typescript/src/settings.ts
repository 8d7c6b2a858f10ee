/** What the environment says: the variables of `demo.env`, and one key more. */

/** The value of a variable. Error if it is not set. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`set ${name}`);
  return value;
}
