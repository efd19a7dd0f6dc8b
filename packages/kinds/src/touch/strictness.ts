/** Firewall modes, least strict first; a service may only raise what its class says. */
export const firewallOrder = ['off', 'allowed', 'detectionOnly', 'required'] as const;

export type Firewall = (typeof firewallOrder)[number];

/** Whether `mode` is less strict than `floor`. */
export function weakerFirewall(mode: Firewall, floor: Firewall): boolean {
  return firewallOrder.indexOf(mode) < firewallOrder.indexOf(floor);
}
