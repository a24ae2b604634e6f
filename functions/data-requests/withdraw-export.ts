import { type DataRequestItem, withdrawExport } from '../entities/data-request.ts';
import { deleteObject } from '../erasure/delete-object.ts';
import { exportKeyOf } from './export-objects.ts';

/** Deletes an export, for good: its record stays as the proof that it was made. */
export async function withdraw(request: DataRequestItem): Promise<void> {
  await deleteObject(exportKeyOf(request));
  await withdrawExport(request);
}
