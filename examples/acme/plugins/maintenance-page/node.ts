/** What a maintenance page says, in the graph. */
export interface MaintenancePage {
  readonly title: string;
  readonly message: string;
  /** Seconds. */
  readonly retryAfter: number;
  readonly contact?: string | undefined;
}

export const nodeType = 'maintenancePage';
