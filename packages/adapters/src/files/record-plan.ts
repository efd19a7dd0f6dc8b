import { RECORD_LOCK_FILE } from '@fairway/model';
import type { Diagnostic, RecordBefore, RecordFile, RecordUnit, RecordWrite } from '@fairway/model';
import { filePath, isInScope, placeOf } from '../record/layout.ts';
import { parseLock } from '../record/lock.ts';
import * as problems from '../record/problems.ts';
import type { RecordSurvey } from './record-survey.ts';

/** A file whose bytes wait in the staging area. */
export interface StagedFile {
  readonly path: string;
  readonly staged: string;
}

/** What must happen to one unit's files. */
export interface UnitChange {
  readonly folder: string;
  readonly files: readonly StagedFile[];
  /** The new lock, where it differs. */
  readonly lock: StagedFile | null;
  /**
   * A lock that claims the old files too. It stands while stale files are removed,
   * so that a killed write never leaves a file that no lock claims.
   */
  readonly interimLock: StagedFile | null;
  /** Files that the old lock claims and the new one does not. */
  readonly stale: readonly string[];
}

/** A unit that is gone, with the files its lock claims. */
export interface UnitRemoval {
  readonly folder: string;
  readonly files: readonly string[];
}

export interface RecordPlan {
  /** None where the target does not stand yet: it appears whole. */
  readonly changes: UnitChange[];
  readonly removals: UnitRemoval[];
  readonly diagnostics: Diagnostic[];
  /** Every path that some unit has now, changed or not. */
  readonly paths: Set<string>;
  unchanged: number;
}

/** Keeps bytes until they are wanted and says where. */
export type Stage = (path: string, bytes: Uint8Array) => string;

interface Planning {
  readonly survey: RecordSurvey;
  readonly shown: string;
  readonly stage: Stage;
  readonly plan: RecordPlan;
  /** Paths that any lock claims; read only when a file outside a unit's folder is in question. */
  allClaims: ReadonlySet<string> | null;
}

/**
 * Consumes the units one at a time, stages what differs, and finds what is gone.
 * Nothing of the target is changed.
 * @throws Error for a unit that does not fit the record: a bug of the caller.
 */
export function planWrite(write: RecordWrite, survey: RecordSurvey, shown: string, stage: Stage): RecordPlan {
  const plan: RecordPlan = { changes: [], removals: [], diagnostics: [], paths: new Set(), unchanged: 0 };
  const planning: Planning = { survey, shown, stage, plan, allClaims: null };
  const { scope = {} } = write;
  const keep = new Set(write.keepFolders);
  const folders = new Set<string>();
  const units = typeof write.units === 'function' ? write.units(recordBefore(survey)) : write.units;
  for (const unit of units) {
    const place = placeOf(unit.folder);
    if (place === null)
      throw new Error(`No unit of the record can have the folder ${JSON.stringify(unit.folder)}.`);
    if (folders.has(unit.folder)) throw new Error(`Two units have the folder ${unit.folder}.`);
    folders.add(unit.folder);
    if (isInScope(place, scope) && !keep.has(unit.folder)) planUnit(planning, unit);
  }
  // A caller that keeps folders of units which failed while they were made knows them only now.
  const kept = new Set(write.keepFolders);
  for (const folder of survey.locks) {
    const place = placeOf(folder);
    if (folders.has(folder) || kept.has(folder) || place === null || !isInScope(place, scope)) continue;
    const claims = readClaims(planning, folder);
    // Nothing stands behind a link, so a claim never leads out of the record.
    const files = claims?.filter((path) => survey.kindAt(path) !== null);
    if (files !== undefined) plan.removals.push({ folder, files });
  }
  return plan;
}

/** What stands in a folder; behind links, and where no lock is, nothing. */
function recordBefore(survey: RecordSurvey): RecordBefore {
  const textAt = (path: string): string | null => {
    const bytes = survey.read(path);
    return bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  };
  return (folder) => {
    const lock = survey.locks.has(folder) ? textAt(`${folder}/${RECORD_LOCK_FILE}`) : null;
    return lock === null ? undefined : { lock, manifests: () => textAt(`${folder}/manifests.yaml`) };
  };
}

function planUnit(planning: Planning, unit: RecordUnit): void {
  const { survey, plan } = planning;
  const { folder } = unit;
  const lock = unit.files.find((file) => file.name === RECORD_LOCK_FILE);
  if (lock === undefined) throw new Error(`The unit ${folder} has no ${RECORD_LOCK_FILE}.`);
  const lockPath = `${folder}/${RECORD_LOCK_FILE}`;
  const lockBytes = Buffer.from(lock.text, 'utf8');
  const hadLock = survey.locks.has(folder);
  const sameLock = hadLock && isSame(survey.read(lockPath), lockBytes);
  const claims = hadLock && !sameLock ? readClaims(planning, folder) : null;
  if (hadLock && !sameLock && claims === null) return;
  const owned = (path: string): boolean => sameLock || (claims?.includes(path) ?? false);

  const files: StagedFile[] = [];
  const own = new Set<string>([lockPath]);
  for (const file of unit.files) {
    const path = pathOf(folder, file, lock);
    if (plan.paths.has(path)) throw new Error(`Two files of the record have the path ${path}.`);
    plan.paths.add(path);
    own.add(path);
    if (file === lock) continue;
    const staged = planFile(planning, path, Buffer.from(file.text, 'utf8'), owned);
    if (staged !== null) files.push(staged);
  }
  const stale = (claims ?? []).filter((path) => !own.has(path) && survey.kindAt(path) !== null);
  const newLock = sameLock ? null : planFile(planning, lockPath, lockBytes, () => hadLock);
  if (sameLock) plan.unchanged += 1;
  if (files.length === 0 && newLock === null) return;
  const interimLock = stale.length === 0 ? null : stageInterimLock(planning, folder, lock.text);
  if (survey.exists) plan.changes.push({ folder, files, lock: newLock, interimLock, stale });
}

/** The path of a unit's file, checked: it stays in the unit's places and the lock names it. */
function pathOf(folder: string, file: RecordFile, lock: RecordFile): string {
  const path = filePath(folder, file.name);
  if (path === null) throw new Error(`The unit ${folder} must not have a file ${JSON.stringify(file.name)}.`);
  if (file !== lock && !lock.text.includes(JSON.stringify(file.name))) {
    throw new Error(`The lock of ${folder} does not name its file ${file.name}.`);
  }
  return path;
}

/** Stages a file that differs from what stands at its path; `null` where nothing is to do or nothing can be done. */
function planFile(
  planning: Planning,
  path: string,
  bytes: Uint8Array,
  owned: (path: string) => boolean,
): StagedFile | null {
  const { survey, plan, shown } = planning;
  const obstacle = survey.obstacle(path.slice(0, path.lastIndexOf('/')));
  if (obstacle !== null) {
    const tell = obstacle.kind === 'link' ? problems.linkInRecord : problems.inTheWay;
    if (!plan.diagnostics.some((told) => told.file === `${shown}/${obstacle.path}`)) {
      plan.diagnostics.push(tell(shown, obstacle.path));
    }
    return null;
  }
  const kind = survey.kindAt(path);
  if (kind === 'file' && isSame(survey.read(path), bytes)) {
    plan.unchanged += 1;
    return null;
  }
  const replaceable = kind === 'file' || kind === 'link';
  if (kind !== null && !(replaceable && (owned(path) || claimsOfAll(planning).has(path)))) {
    plan.diagnostics.push(problems.inTheWay(shown, path));
    return null;
  }
  return { path, staged: planning.stage(path, bytes) };
}

/** The paths that the lock of a folder claims; `null`, and a diagnostic, where it cannot be understood. */
function readClaims({ survey, plan, shown }: Planning, folder: string): string[] | null {
  const bytes = survey.read(`${folder}/${RECORD_LOCK_FILE}`);
  const parsed = bytes === null ? null : parseLock(folder, Buffer.from(bytes).toString('utf8'));
  if (parsed !== null) return parsed.claims.map((claim) => claim.path);
  plan.diagnostics.push(problems.brokenLock(shown, folder));
  return null;
}

/** Files outside unit folders may move from one unit to another, so any lock's claim counts for them. */
function claimsOfAll(planning: Planning): ReadonlySet<string> {
  if (planning.allClaims !== null) return planning.allClaims;
  const all = new Set<string>();
  for (const folder of planning.survey.locks) {
    const bytes = planning.survey.read(`${folder}/${RECORD_LOCK_FILE}`);
    const parsed = bytes === null ? null : parseLock(folder, Buffer.from(bytes).toString('utf8'));
    for (const claim of parsed?.claims ?? []) all.add(claim.path);
  }
  planning.allClaims = all;
  return all;
}

/** The new lock with the old one's claims added. */
function stageInterimLock(planning: Planning, folder: string, text: string): StagedFile | null {
  const path = `${folder}/${RECORD_LOCK_FILE}`;
  const before = planning.survey.read(path);
  const old = before === null ? null : parseLock(folder, Buffer.from(before).toString('utf8'));
  const next = parseLock(folder, text);
  if (next === null) throw new Error(`The new lock of ${folder} is no lock.`);
  const files: Record<string, string> = {};
  for (const { name, hash } of [...(old?.claims ?? []), ...next.claims]) files[name] = hash;
  const interim = `${JSON.stringify({ ...next.lock, files }, null, 2)}\n`;
  return { path, staged: planning.stage(`${path}.interim`, Buffer.from(interim, 'utf8')) };
}

function isSame(a: Uint8Array | null, b: Uint8Array): boolean {
  return a !== null && a.length === b.length && Buffer.compare(a, b) === 0;
}
