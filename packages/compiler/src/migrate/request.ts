import type { Definition, Platform } from '@fairway/model';

export interface MigrateRequest {
  readonly platform: Platform;
  readonly definition: Definition;
  /** An API version of the organization (`v1beta1`, `platform.example.com/v1`), or a kind (`WebService`). */
  readonly to: string;
  /** ISO date, for reading the documents. */
  readonly today: string;
}
