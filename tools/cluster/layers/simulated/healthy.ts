/** True when the address answers with a status of success, undefined otherwise: a check for `until`. */
export async function isHealthy(url: string): Promise<true | undefined> {
  try {
    const { ok } = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return ok ? true : undefined;
  } catch {
    return undefined;
  }
}
