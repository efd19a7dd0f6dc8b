import type { EmitContext } from '@fairway/model';

/** Labels that the collector of metrics finds namespaces by. */
export function scrapeLabels(context: EmitContext): Record<string, string> {
  return { [`${context.labelPrefix}/scrape`]: 'true' };
}

/** Where alerts of the namespace go: names and secret paths of the owning team, never an address that is secret. */
export function alertAnnotations(context: EmitContext): Record<string, string> {
  const { onCall, supportChannel } = context.team.spec;
  const annotations: Record<string, string> = {};
  if (onCall?.page !== undefined) annotations[`${context.labelPrefix}/alerts-page`] = onCall.page;
  if (onCall?.ticket !== undefined) annotations[`${context.labelPrefix}/alerts-ticket`] = onCall.ticket;
  if (supportChannel !== undefined) annotations[`${context.labelPrefix}/support-channel`] = supportChannel;
  return annotations;
}
