/** A file of the data folder is not what a start can go on from. One line: the file, what it is, what it means, the way out. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}
